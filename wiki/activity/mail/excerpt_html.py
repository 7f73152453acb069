"""An excerpt as mail programs show it: their own few elements, styles inline, addresses absolute, nothing to load."""

from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

_CELL = "border:1px solid #c9c3b6;padding:4px 8px;text-align:left;vertical-align:top"
# Written out: a mail program has no style sheet of ours, and many drop a style element. Text that was not marked keeps
# the program's own colours, so that it can be read on dark ground too.
_STYLES = {
    "ins": "background:#d7f0dc;color:#14532d;text-decoration:underline",
    "del": "background:#fbdcdc;color:#7f1d1d;text-decoration:line-through",
    "pre": "white-space:pre-wrap;font-family:monospace;border-left:3px solid #c9c3b6;padding-left:8px",
    "code": "font-family:monospace",
    "table": "border-collapse:collapse",
    "td": _CELL,
    "th": _CELL,
    "blockquote": "border-left:3px solid #c9c3b6;margin-left:0;padding-left:8px",
}
_ELEMENTS = frozenset(
    "a b blockquote br code dd del div dl dt em hr i ins kbd li ol p pre q s samp small span strong sub sup table tbody"
    " td tfoot th thead tr u ul var".split()
)
_ATTRIBUTES = frozenset("start value colspan rowspan".split())
_SCHEMES = ("http://", "https://", "mailto:")
_HEADING = "font-weight:bold"
_NOTE = "font-size:13px;font-style:italic;font-weight:normal"


def for_mail(excerpt: str, base: str) -> str:
    """The excerpt with addresses below `base`, the address of the page that it is from. Pictures are told by their
    description: they need a sign-in, which no mail program has."""
    root = lxml_html.fragment_fromstring(excerpt, create_parent="div")
    for element in list(root.iter(etree.Element))[1:]:
        _dress(element, base)
    return lxml_html.tostring(root, encoding="unicode")


def _dress(element: HtmlElement, base: str) -> None:
    if element.tag == "img":
        _describe(element)
    elif element.tag not in _ELEMENTS:
        element.drop_tag()
    else:
        address, style = address_of(element, base), _style(element)
        if is_note(element):
            _set_apart(element)
        for name in set(element.attrib) - _ATTRIBUTES:
            del element.attrib[name]
        if style:
            element.set("style", style)
        if address:
            element.set("href", address)


def address_of(element: HtmlElement, base: str) -> str:
    """Where a link leads, whole; "" for what is none, or leads where no mail program should go."""
    href = element.get("href")
    address = urljoin(base, href) if href else ""
    return address if address.startswith(_SCHEMES) else ""


def is_note(element: HtmlElement) -> bool:
    """Whether it says of the words before it what no mark can show: that they are bold now, or where they were."""
    return "diff-note" in element.get("class", "").split()


def _style(element: HtmlElement) -> str | None:
    if is_note(element):
        return _NOTE
    return _HEADING if "excerpt-heading" in element.get("class", "") else _STYLES.get(element.tag)


def _set_apart(note: HtmlElement) -> None:
    """In brackets and at a distance: a style alone would be lost on whoever has the mail read out or as text."""
    note.text = f" ({note.text or ''}"
    if len(note):
        note[-1].tail = f"{note[-1].tail or ''})"
    else:
        note.text += ")"


def _describe(image: HtmlElement) -> None:
    alt = image.get("alt", "").strip()
    image.tag, image.text = "em", f"[{alt or '…'}]"
    image.attrib.clear()
