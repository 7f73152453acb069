"""An excerpt as plain text, with the marks that wdiff made known: [-gone-] and {+come+}."""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.html import HtmlElement

_MARKS = {"ins": ("{+", "+}"), "del": ("[-", "-]")}
_BLOCKS = frozenset("p div li tr pre blockquote dt dd table ul ol dl section figure br hr".split())
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"(?:\s|\|(?= *\n))*\n\s*")
_LONE_NUMBERS = re.compile(r"^(\d+\.|-) *\n", re.MULTILINE)  # of an item that begins with a paragraph


def as_text(excerpt: str) -> str:
    """The words of an excerpt, a block a line."""
    root = lxml_html.fragment_fromstring(excerpt, create_parent="div")
    lines = _LINES.sub("\n", _SPACES.sub(" ", "".join(_words(root))))
    return _LONE_NUMBERS.sub(r"\1 ", lines).strip()


def _words(element: HtmlElement) -> Iterator[str]:
    opened, closed = _around(element)
    yield opened
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""
    yield closed


def _around(element: HtmlElement) -> tuple[str, str]:
    """What stands before and after an element's words."""
    match element.tag:
        case "ins" | "del":
            return _MARKS[element.tag]
        case "li":
            return (f"\n{element.get('value')}. " if element.get("value") else "\n- "), "\n"
        case "td" | "th":
            return "", " | "
        case "img":
            return f"[{element.get('alt', '')}]", ""
        case tag if tag in _BLOCKS:
            return "\n", "\n"
    return "", ""
