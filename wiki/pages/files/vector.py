"""The size of a drawing in SVG."""

import re
from typing import BinaryIO

from django.core.files.base import File
from lxml import etree

# Browsers take these for pixels; other units say how large a print should be.
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")
_HEAD = 64 * 1024  # bytes in which the root element has to begin


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
