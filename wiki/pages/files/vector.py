"""Drawings in SVG: whether one can be shown, and its size."""

import re
from typing import BinaryIO

from django.core.files.base import File
from django.utils.translation import gettext as _
from lxml import etree

# Browsers take these for pixels; other units say how large a print should be.
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")
_HEAD = 64 * 1024  # bytes in which the root element has to begin
_READ_WHOLE = 4 * 1024 * 1024  # bytes; what is larger holds pictures, over which the parser's limits stumble
_ROOT = "{http://www.w3.org/2000/svg}svg"


def vector_size(content: BinaryIO | File) -> tuple[int, int]:
    """Width and height that the drawing's root element says or, failing that, its view box; (0, 0) without either."""
    content.seek(0)
    head = content.read(_HEAD)
    content.seek(0)
    if b"<svg" not in head and b":svg" not in head:
        return 0, 0
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        parser.feed(head)
        root = next((element for _event, element in parser.read_events()), None)
    except etree.XMLSyntaxError:
        root = None
    if root is None or etree.QName(root).localname != "svg":
        return 0, 0
    return _said(root) or _view_box(root) or (0, 0)


class _Root:
    """What a parser tells it, of which it keeps the name of the outermost element."""

    def __init__(self) -> None:
        self.name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.name = self.name or name

    def close(self) -> str:
        """The end of the file."""
        return self.name


def vector_fault(content: BinaryIO | File) -> str:
    """Why no browser can show the file as a drawing, in words; "" where one can."""
    content.seek(0)
    written = content.read(_READ_WHOLE + 1)
    content.seek(0)
    root = _Root()
    parser = etree.XMLParser(target=root, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        parser.feed(written)
        if len(written) <= _READ_WHOLE:
            parser.close()
    except etree.XMLSyntaxError as error:
        if root.name in ("", _ROOT):
            return _("it is no valid SVG from line %(line)d on") % {"line": error.lineno or 1}
    if root.name == _ROOT:
        return ""
    return _("it holds no drawing in SVG (an <svg> with its xmlns)")


def _said(root: etree._Element) -> tuple[int, int] | None:
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    return _whole(*(float(side[1]) for side in sides if side))


def _view_box(root: etree._Element) -> tuple[int, int] | None:
    sides = [_LENGTH.fullmatch(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]]
    return _whole(*(float(side[1]) for side in sides if side))


def _whole(*sides: float) -> tuple[int, int] | None:
    if len(sides) != 2 or not all(1 <= side < 100_000 for side in sides):
        return None
    return round(sides[0]), round(sides[1])
