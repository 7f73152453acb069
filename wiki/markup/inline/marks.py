"""Small inline marks: wiki links, footnote references, line breaks, entities, icons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

from ..blocks.references import normal_label
from .sources import written

if TYPE_CHECKING:
    from markdown import Markdown

    from ..elements import TreeBuilder

WIKI_SCHEME = "wiki:"
"""Marks a wiki link between parser and cleaner; no such address leaves the slice."""

_GLYPHS = {
    "information": "ⓘ",
    "alert": "⚠",
    "warning": "⚠",
    "check": "✓",
    "close": "✗",
    "help": "?",
    "star": "★",
    "arrow-right": "→",
    "arrow-left": "←",
    "arrow-up": "↑",
    "arrow-down": "↓",
}
"""Icons that a character says as well; of every other icon the name is shown."""


class WikiLinks(InlineProcessor):
    """`[[Title]]`, `[[Space/Page#anchor|text]]`."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{1,1000}))?\]\]", md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:
        target = written(self.md, m[1]).replace("\\", "").strip()
        if not target or normal_label(target) in self.md.references:
            return None, m.start(), m.end()
        title, mark, anchor = target.partition("#")
        element = Element("a", {"href": WIKI_SCHEME + quote(title, safe="/") + mark + quote(anchor)})
        element.text = m[2].strip() if m[2] else AtomicString(code_escape(title or anchor))
        return element, m.start(), m.end()


class FootnoteReferences(InlineProcessor):
    """`[^name]` of a note that the page has."""

    def __init__(self, md: Markdown, builder: TreeBuilder) -> None:
        super().__init__(r"\[\^([^\]\s]{1,200})\]", md)
        self._builder = builder

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:
        number = self._builder.number_note(m[1].casefold())
        if not number:
            return None, m.start(), m.end()
        element = Element("sup", {"class": "footnote-ref", "id": f"fnref:{number}"})
        link = SubElement(element, "a", {"href": f"#fn:{number}"})
        link.text = AtomicString(str(number))
        return element, m.start(), m.end()


class SmallMarks(InlineProcessor):
    """Hard line breaks, entities and icons, in one pattern because every pattern reads every text again."""

    _ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
    _ICON_SETS = r"material|octicons|simple|fontawesome-(?:brands|solid|regular)"

    def __init__(self, md: Markdown) -> None:
        super().__init__(
            r"(?P<break>(?:  +|\\)\n)"
            r"|(?P<entity>&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z0-9]+);)"
            rf"|:(?:{self._ICON_SETS})-(?P<icon>[a-z0-9-]{{1,80}}):",
            md,
        )

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:
        if m["break"]:
            return Element("br"), m.start(), m.end()
        return self._entity(m["entity"]) if m["entity"] else _icon(m["icon"]), m.start(), m.end()

    def _entity(self, entity: str) -> str:
        """What only looks like an entity stays text."""
        known = self._ENTITY.fullmatch(entity)
        return self.md.htmlStash.store(entity if known else "&amp;" + entity[1:])


def _icon(name: str) -> Element:
    words = name.replace("-", " ")
    glyph = next((glyph for start, glyph in _GLYPHS.items() if name.startswith(start)), words)
    element = Element("span", {"class": "sign", "title": words})
    element.text = AtomicString(glyph)
    return element
