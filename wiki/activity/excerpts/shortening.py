"""A compared page cut down to what changed, with the heading above it: HTML in, HTML out."""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from django.utils.text import Truncator
from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

MOST = 700  # characters of text
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Of these, the parts that did not change are left out; anything else is shown whole.
_CUT = frozenset("div section blockquote details ul ol li dl dd table tbody figure".split())
_BLOCKS = _CUT | _HEADINGS | frozenset("p pre tr dt hr thead tfoot caption figcaption summary".split())
_KEPT = frozenset("thead caption summary".split())  # what the other parts are not understood without
# A text longer than this, with a change in it, is shown around the change only.
_LONGEST_LEAF = 400
_AROUND = 70
_ATTRIBUTES = frozenset("class href src alt start value colspan rowspan role tabindex aria-label".split())
_SHOWN_AS = dict.fromkeys(_HEADINGS, "p") | {"details": "div", "summary": "p"}
GAP = '<p class="excerpt-gap" aria-hidden="true">…</p>'


def shortened_change(compared: str) -> tuple[str, bool]:
    """The changed blocks of a compared page, and whether that is all that changed."""
    root = _parsed(compared)
    blocks = list(_changed_blocks(root))
    for block in blocks:
        _cut(block)
    return _cut_off(_joined(blocks))


def shortened_beginning(page: str) -> tuple[str, bool]:
    """What a page begins with, and whether that is all of it."""
    return _cut_off("".join(_written(block) for block in _parsed(page)))


def _parsed(fragment: str) -> HtmlElement:
    root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    if root.text and root.text.strip():  # text beside blocks becomes one
        first = lxml_html.Element("p")
        first.text, root.text = root.text, None
        root.insert(0, first)
    return root


def _is_changed(element: HtmlElement) -> bool:
    return bool(element.xpath("boolean(descendant-or-self::*[@data-change])"))


def _changed_blocks(root: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks with a change in them, each first one below a heading with that heading."""
    heading: HtmlElement | None = None
    for block in root:
        if _is_changed(block):
            if heading is not None and block.tag not in _HEADINGS:
                yield heading
            heading = None
            yield block
        elif block.tag in _HEADINGS:
            heading = block


def _cut(element: HtmlElement) -> None:
    """Leaves out of a block what did not change; numbered items keep their numbers."""
    if element.tag in _CUT:
        if not element.get("data-change") or element.xpath("boolean(descendant::*[@data-change])"):
            _cut_parts(element)  # what is new or gone as a whole has no part that did not change
    elif element.tag in _BLOCKS - {"tr"} and len(element.text_content()) > _LONGEST_LEAF:
        _tighten(element)


def _cut_parts(element: HtmlElement) -> None:
    if element.tag == "ol":
        _number(element)
    for child in list(element):
        if _is_changed(child):
            _cut(child)
        elif child.tag in _BLOCKS - _KEPT and not _is_lead(child):
            _drop(child)
    if element.tag == "ol":
        _part(element)


def _is_lead(element: HtmlElement) -> bool:
    """Whether these are the words of a list's item, above a part of it that changed."""
    return element.tag == "p" and element.getparent().tag == "li" and element.getprevious() is None


def _number(ordered: HtmlElement) -> None:
    """Writes each item's number down, but of those that are gone."""
    following = _whole_number(ordered.get("start"), 1)
    for item in ordered.iterchildren("li"):
        if not {"diff-removed", "diff-moved-from"} & set(item.get("class", "").split()):
            number = _whole_number(item.get("value"), following)
            item.set("value", str(number))
            following = number + 1


def _whole_number(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"-?[0-9]{1,9}", written) else otherwise


def _part(ordered: HtmlElement) -> None:
    """Parts a list where items are left out, so that each part starts with its own number: ours are drawn by a style
    sheet, whose counters follow a list's `start` and no item's `value`."""
    following: int | None = None
    parts: list[HtmlElement] = []
    for item in list(ordered.iterchildren("li")):
        number = _whole_number(item.get("value"), following or 1)
        if not parts or number != following:
            parts.append(lxml_html.Element("ol", start=str(number)))
        parts[-1].append(item)
        following = number + 1 if item.get("value") else number
    ordered.tag, ordered.text = "div", None
    ordered.attrib.clear()
    ordered.extend(parts)


def _drop(element: HtmlElement) -> None:
    """Takes an element out, and leaves the text behind it, if that is more than a line's end."""
    if not (element.tail or "").strip():
        element.tail = None
    element.drop_tree()


def _tighten(leaf: HtmlElement) -> None:
    """Leaves of a long text what is near its changes. Formatting goes, the marks stay."""
    pieces = list(_pieces(leaf, ""))
    for child in list(leaf):
        leaf.remove(child)
    leaf.text = None
    ends = (0, len(pieces) - 1)
    for index, (mark, text) in enumerate(pieces):
        shown = text if mark else _middle_out(text, is_first=index == ends[0], is_last=index == ends[1])
        _append(leaf, mark, shown)


def _pieces(element: HtmlElement, mark: str) -> Iterator[tuple[str, str]]:
    """Runs of text with the mark, "ins" or "del", that they are in."""
    own = element.tag if element.tag in ("ins", "del") else mark
    runs = [(own, element.text or "")]
    for child in element:
        runs += [*_pieces(child, own), (own, child.tail or "")]
    joined: list[tuple[str, str]] = []
    for run_mark, text in runs:
        if joined and joined[-1][0] == run_mark:
            joined[-1] = (run_mark, joined[-1][1] + text)
        elif text:
            joined.append((run_mark, text))
    yield from joined


def _middle_out(text: str, *, is_first: bool, is_last: bool) -> str:
    head = "" if is_first else text[:_AROUND]
    tail = "" if is_last else text[-_AROUND:]
    return f"{head} … {tail}" if len(text) > len(head) + len(tail) + 3 else text


def _append(leaf: HtmlElement, mark: str, text: str) -> None:
    if mark:
        child = lxml_html.Element(mark)
        child.text = text
        leaf.append(child)
    elif len(leaf):
        leaf[-1].tail = (leaf[-1].tail or "") + text
    else:
        leaf.text = (leaf.text or "") + text


def _joined(blocks: list[HtmlElement]) -> str:
    """The blocks as HTML, with a sign where something between them is left out."""
    parts = [_written(block) for block in blocks[:1]]
    for before, block in pairwise(blocks):
        if before.getnext() is not block:
            parts.append(GAP)
        parts.append(_written(block))
    return "".join(parts)


def _written(block: HtmlElement) -> str:
    """A block as HTML that can stand among others of its kind on one screen: without anchors and links to them, and
    with headings that are none of that screen's."""
    for element in list(block.iter(etree.Element)):
        if element.tag in _HEADINGS:
            element.set("class", f"excerpt-heading {element.get('class', '')}".strip())
        element.tag = _SHOWN_AS.get(element.tag, element.tag)
        for name in set(element.attrib) - _ATTRIBUTES:
            del element.attrib[name]
        if element.tag == "a" and element.get("href", "#").startswith("#"):
            element.drop_tag()
    return lxml_html.tostring(block, encoding="unicode", with_tail=False)


def _cut_off(whole: str) -> tuple[str, bool]:
    short = Truncator(whole).chars(MOST, truncate=" …", html=True)
    return short, short == whole


def facts_html(facts: list[str]) -> str:
    """Sentences about what marks can't show, such as a tag that was added."""
    return f'<ul class="excerpt-facts">{"".join(f"<li>{escape(fact)}</li>" for fact in facts)}</ul>' if facts else ""
