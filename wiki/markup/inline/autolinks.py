"""Bare addresses in running text become links, as on GitHub (its dialect's section 6.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

if TYPE_CHECKING:
    from markdown import Markdown

_PATTERN = (
    rf"(?<![^\s*_~({ETX}])(?:(?:https?://|www\.)[^\s<{STX}]+"
    r"|[a-zA-Z0-9][\w.+-]{0,99}@[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+)"
)
_TRAILING_ENTITY = re.compile(r"&[a-zA-Z0-9]+;$")
_STASHED = re.compile(rf"{STX}wzxhzdk:([0-9]+){ETX}")
SAFE_IN_ADDRESS = "-_.+!*'(),%#@?=;:/&$~"
"""Characters an address keeps as they are, as CommonMark's own renderer has it."""


def link_element(address: str, text: str) -> Element:
    """A link that shows its own address."""
    element = Element("a", {"href": quote(address, safe=SAFE_IN_ADDRESS)})
    element.text = AtomicString(code_escape(text))
    return element


class BareLinks(InlineProcessor):
    """`https://example.org`, `www.example.org` and `name@example.org`."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(_PATTERN, md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:
        text = without_trailing_marks(m[0])
        if not _is_address(text) or self._inside_raw_link(data, m.start()):
            return None, m.start(), m.end()
        return link_element(_scheme(text) + text, text), m.start(), m.start() + len(text)

    def _inside_raw_link(self, data: str, position: int) -> bool:
        """Whether the last raw tag of a link before the position opened one."""
        stash = self.md.htmlStash.rawHtmlBlocks
        end = position
        while (start := data.rfind(f"{STX}wzxhzdk:", 0, end)) >= 0:
            tag = stash[int(_STASHED.match(data, start)[1])].lower()
            if tag.startswith(("<a ", "<a\n", "</a")):
                return not tag.startswith("</a")
            end = start
        return False


def without_trailing_marks(address: str) -> str:
    """A bare address without the punctuation of the sentence around it."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
            end -= 1
        elif last == ";" and (entity := _TRAILING_ENTITY.search(address, max(0, end - 40), end)):
            end = entity.start()
        elif last in "?!.,:*_~'\"":
            end -= 1
        else:
            break
    return address[:end]


def _scheme(text: str) -> str:
    if text.startswith("www."):
        return "http://"
    return "" if "://" in text else "mailto:"


def _is_address(text: str) -> bool:
    host = re.split(r"[/?#:]", text.partition("://")[2] or text, maxsplit=1)[0]
    segments = host.rpartition("@")[2].split(".")
    if text.startswith(("http://", "https://")):
        return bool(host) and not any("_" in segment for segment in segments[-2:])
    return len(segments) > 1 and all(segments) and segments[-1][-1] not in "-_"
