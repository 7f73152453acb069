"""Links and images in brackets (CommonMark 0.31.2, sections 6.3 and 6.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from ..blocks.references import ANGLE_ADDRESS, TITLE, normal_label, unescape
from .autolinks import SAFE_IN_ADDRESS
from .scanning import ScanningPattern
from .sources import written

if TYPE_CHECKING:
    from markdown import Markdown

_BRACKET = re.compile(r"!?\[|\]")
# Possessive, so that an address without its end fails in one reading; parentheses nest three deep.
_LEVEL = r"[^ \t\n()]"
_ADDRESS = rf"(?:{_LEVEL}++|\((?:{_LEVEL}++|\((?:{_LEVEL}++|\({_LEVEL}*+\))*+\))*+\))++"
_INLINE = re.compile(rf"\([ \t\n]*+(?:({ANGLE_ADDRESS}|(?!<){_ADDRESS})(?:[ \t\n]++({TITLE}))?)?[ \t\n]*+\)", re.DOTALL)
# MkDocs takes file names with spaces as they are; the ending tells one from words in parentheses.
_FILE = re.compile(r"\(([^()<>\n\"']{1,300}\.[A-Za-z0-9]{2,5}(?:#[\w-]*)?)\)()")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_LONGEST_LABEL = 999


class Link(NamedTuple):
    """A link or image: where its text begins and ends, where it ends itself, and what it points at."""

    text_start: int
    text_end: int
    end: int
    address: str
    title: str


class BracketLinks(ScanningPattern[Link]):
    """`[text](address "title")`, `[text][label]`, `[label]`; with `!` before it, an image.

    Positions in a Link are distances from the end of the text, as in every scan.
    """

    def __init__(self, md: Markdown, *, images: bool) -> None:
        super().__init__(r"!\[" if images else r"(?<!!)\[", md)
        self._images = images

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:
        link = self.found_at(data, m.start())
        if link is None:
            return None, m.start(), m.end()
        size = len(data)
        element = Element("img" if self._images else "a")
        element.set("src" if self._images else "href", quote(link.address, safe=SAFE_IN_ADDRESS))
        if link.title:
            element.set("title", link.title)
        element.text = data[size - link.text_start : size - link.text_end]
        return element, m.start(), size - link.end

    def scan(self, data: str) -> dict[int, Link]:
        """All links or all images, in one reading: a bracket closes the nearest open one, links never nest."""
        found: dict[int, Link] = {}
        openers: list[re.Match[str]] = []
        active_from = 0
        position = 0
        while bracket := _BRACKET.search(data, position):
            position = bracket.end()
            if bracket[0] != "]":
                openers.append(bracket)
            elif openers:
                opener = openers.pop()
                is_image = opener[0] == "!["
                active = is_image or len(openers) >= active_from
                active_from = min(active_from, len(openers))
                link = self._read_target(data, opener.end(), bracket.start()) if active else None
                if link:
                    position = len(data) - link.end
                    if is_image == self._images:
                        found[len(data) - opener.start()] = link
                    if not is_image:
                        active_from = len(openers)
        return found

    def _read_target(self, data: str, start: int, end: int) -> Link | None:
        """What follows the closing bracket at `end`, or the reference that the text itself names."""
        size = len(data)
        if inline := _INLINE.match(data, end + 1) or _FILE.match(data, end + 1):
            address, title = inline[1] or "", inline[2] or ""
            address = address[1:-1] if address.startswith("<") else address
            return Link(
                size - start,
                size - end,
                size - inline.end(),
                unescape(written(self.md, address)),
                unescape(written(self.md, title[1:-1])),
            )
        label = _LABEL.match(data, end + 1)
        name = label[1] if label and label[1] else data[start:end] if end - start <= _LONGEST_LABEL else ""
        target = self.md.references.get(normal_label(written(self.md, name))) if name else None
        if target is None:
            return None
        return Link(size - start, size - end, size - (label.end() if label else end + 1), *target)


class ImageTexts(Treeprocessor):
    """An image's text, marks and all, becomes its plain alternative text."""

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            text = "".join(self._texts(image))
            tail = image.tail
            attributes = dict(image.attrib)
            image.clear()
            image.attrib.update(attributes)
            image.tail = tail
            image.set("alt", text)

    def _texts(self, element: Element) -> list[str]:
        texts = [element.text or ""]
        for child in element:
            texts.append(child.get("alt") or "".join(self._texts(child)))
            texts.append(child.tail or "")
        return texts
