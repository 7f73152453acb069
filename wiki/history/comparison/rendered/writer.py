"""Write the plan as HTML: the page with everything that went and came marked in place."""

from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml.etree import _Element as Element

from wiki.history.comparison.model import Kind

from .folding import fold
from .items import VOID, Item, inner_html, outer_html
from .marks import InlineWriter, note, open_tag
from .plan import Node

_CLASSES = {
    Kind.ADDED: "diff-added",
    Kind.REMOVED: "diff-removed",
    Kind.MOVED_FROM: "diff-moved diff-moved-from",
    Kind.MOVED_TO: "diff-moved diff-moved-to",
    Kind.CHANGED: "diff-changed",
}
_MARKS = {Kind.ADDED: "ins", Kind.REMOVED: "del", Kind.MOVED_FROM: "del"}
_GONE = frozenset((Kind.REMOVED, Kind.MOVED_FROM))
# HTML allows no text of ours directly inside these; their notes are titles.
_NO_TEXT = frozenset("table thead tbody tfoot tr ul ol dl colgroup figure details hr".split())

# These may stand only in a list or a table, not in an `ins` or `del` around several of them.
_ONLY_INSIDE = frozenset("li tr td th thead tbody tfoot colgroup col caption dt dd summary".split())


def write(nodes: Sequence[Node]) -> str:
    """The page's HTML, with unchanged stretches folded into `details`."""
    parts = []
    for folded, stretch in fold(nodes):
        html = _nodes_html(stretch)
        if folded:
            label = ngettext("Show %(count)d unchanged block", "Show %(count)d unchanged blocks", len(stretch))
            summary = f"<summary>{escape(label % {'count': len(stretch)})}</summary>"
            html = f'<details class="diff-fold">{summary}\n{html}</details>\n'
        parts.append(html)
    return "".join(parts)


def _nodes_html(nodes: Sequence[Node]) -> str:
    return "".join(_node_html(node) + "\n" for node in nodes)


def _node_html(node: Node) -> str:
    if node.kind is Kind.EQUAL:
        return _plain_html(node.item)
    if node.kind is Kind.CHANGED:
        return _changed_html(node)
    return _whole_html(node)


def _plain_html(item: Item) -> str:
    return inner_html(item.run) if item.element is None else outer_html(item.element)


def _anchor(node: Node) -> str:
    return f"change-{node.change}" if node.starts else ""


def _start(node: Node, element: Element) -> str:
    """The start tag of a block that is, or begins, a change; it carries the anchor unless it has an id."""
    more = {}
    if node.change:
        more = {"classes": _CLASSES[node.kind], "data_change": str(node.change)}
        if "id" not in element.attrib:
            more["id"] = _anchor(node)
        if element.tag in _NO_TEXT:
            more["title"] = "; ".join(node.notes)
        if node.kind in _GONE and node.item.family == "heading":
            more["role"] = "presentation"  # a heading no more: the outline that is read out is the new page's
    if element.tag == "details":
        more["open"] = "open"
    return open_tag(element, **more)


def _changed_html(node: Node) -> str:
    element = node.item.element
    notes = "".join(map(note, node.notes))
    if node.children:
        assert element is not None  # noqa: S101 -- only elements have children
        inside = _nodes_html(node.children)
        return f"{_start(node, element)}{'' if element.tag in _NO_TEXT else notes}{inside}</{element.tag}>"
    taken = element is not None and "id" not in element.attrib
    assert node.inline is not None  # noqa: S101 -- a changed node has children or text
    inside = InlineWriter("" if taken else _anchor(node)).write(node.inline) + notes
    return inside if element is None else f"{_start(node, element)}{inside}</{element.tag}>"


def _coarse_html(node: Node) -> str:
    """Many blocks that came or went, marked as they stand."""
    blocks = [block for block in node.item.run if not isinstance(block, str)]
    if not any(block.tag in _ONLY_INSIDE for block in blocks):
        return _lone_run_html(node)
    for block in blocks:
        block.set("class", f"{block.get('class', '')} {_CLASSES[node.kind]}".strip())
    blocks[0].set("data-change", str(node.change))
    if node.starts and "id" not in blocks[0].attrib:
        blocks[0].set("id", _anchor(node))
    return inner_html(node.item.run)


def _lone_run_html(node: Node) -> str:
    """Text beside blocks, or many blocks, in one `ins` or `del`."""
    attributes = f'class="{_CLASSES[node.kind]}" data-change="{node.change}"'
    anchor = f' id="{_anchor(node)}"' if node.starts else ""
    tag = _MARKS.get(node.kind, "span")
    return f"<{tag} {attributes}{anchor}>{inner_html(node.item.run)}</{tag}>"


def _whole_html(node: Node) -> str:
    """A block that came, went or moved."""
    if node.coarse:
        return _coarse_html(node)
    lead = _move_link(node)
    mark = _MARKS.get(node.kind, "")
    element = node.item.element
    if element is None:
        return lead + _lone_run_html(node)
    if "id" in element.attrib and node.starts:
        lead = f'<span id="{_anchor(node)}"></span>{lead}'
    return _marked_html(node.item, mark, _start(node, element), lead)


def _move_link(node: Node) -> str:
    """Where a moved block came from, or went to: shown at the first block of a move."""
    if not node.peer or not node.starts:
        return ""
    gone = node.kind in _GONE
    text = _("Moved from here: go to its new place") if gone else _("Moved here: go to its old place")
    return f'<a class="diff-note" href="#change-{node.peer.change}">{escape(text)}</a> '


def _marked_html(item: Item, mark: str, start: str, lead: str = "") -> str:
    """A block with all its text in `ins` or `del`; `lead` stands before its first words."""
    element = item.element
    if element is None or element.tag in VOID:
        return lead + start
    end = f"</{element.tag}>"
    if item.is_leaf:
        return f"{start}{lead}{_wrapped(inner_html(item.content), mark)}{end}"
    parts = []
    for child in item.children:
        if child.element is None:
            parts.append(lead + _wrapped(inner_html(child.run), mark))
        else:
            parts.append(_marked_html(child, mark, open_tag(child.element), lead))
        lead = ""
    return start + "".join(parts) + end


def _wrapped(html: str, mark: str) -> str:
    return f"<{mark}>{html}</{mark}>" if mark and html.strip() else html
