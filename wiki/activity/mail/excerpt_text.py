"""An excerpt as plain text, with the marks that wdiff made known: [-gone-] and {+come+}."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .excerpt_html import address_of, is_note

_MARKS = {"ins": ("{+", "+}"), "del": ("[-", "-]")}
_BLOCKS = frozenset("p div li tr pre blockquote dt dd table ul ol dl section figure br hr".split())
_SCHEME = re.compile(r"^(?:https?://|mailto:)")
_SPACES = re.compile(r"[ \t]+")
_BREAKS = re.compile(r"\s+")
_LINES = re.compile(r"(?:\s|\|(?= *\n))*\n\s*")
_LONE_NUMBERS = re.compile(r"^(\d+\.|-) *\n", re.MULTILINE)  # of an item that begins with a paragraph


def as_text(excerpt: str, base: str) -> str:
    """The words of an excerpt, a block a line; `base` is the address of the page that it is from."""
    root = lxml_html.fragment_fromstring(excerpt, create_parent="div")
    _write_addresses(root, base)
    lines = _LINES.sub("\n", _SPACES.sub(" ", "".join(_words(root))))
    return _LONE_NUMBERS.sub(r"\1 ", lines).strip()


def _write_addresses(root: HtmlElement, base: str) -> None:
    """Writes behind the words of each link where it leads; an address once, or a list of links could not be read."""
    told = {""}
    links = [(link, address_of(link, base)) for link in root.iter("a")]
    for (link, address), (other, same) in zip_longest(links, links[1:], fillvalue=(None, "")):
        if address == same and _meets(link, other):
            continue  # one link, of which a part is new
        words = link.text_content().strip()
        if words and address not in told and _bare(address) != _bare(words):
            note = lxml_html.Element("span")
            note.text = f" ({address})"
            link.append(note)
        told.add(address)


def _meets(link: HtmlElement, other: HtmlElement) -> bool:
    """Whether the other link begins where this one ends."""
    while not link.tail and link.getnext() is None and link.getparent().tag in _MARKS:
        link = link.getparent()
    following = None if link.tail else link.getnext()
    while following is not None and following is not other and following.tag in _MARKS and not following.text:
        following = next(iter(following), None)
    return following is other


def _bare(address: str) -> str:
    """An address as people write it in a sentence."""
    return _SCHEME.sub("", address).removesuffix("/")


def _words(element: HtmlElement, is_code: bool = False) -> Iterator[str]:
    is_code = is_code or element.tag == "pre"
    opened, closed = _around(element)
    yield opened
    yield _flowing(element.text, is_code)
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child, is_code)
        yield _flowing(child.tail, is_code)
    yield closed


def _flowing(text: str | None, is_code: bool) -> str:
    """Only in code does a line end of the HTML end a line."""
    return (text or "") if is_code else _BREAKS.sub(" ", text or "")


def _around(element: HtmlElement) -> tuple[str, str]:
    """What stands before and after an element's words."""
    if is_note(element):
        return " (", ")"
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
