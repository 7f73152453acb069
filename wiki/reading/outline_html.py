"""The sidebar's tree as HTML: the page's own branch open, cut from the prepared outline without a query or a
template. Pages without children share the tree of the page above them.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wiki.pages.tree import Node, Outline

_HERE = ' aria-current="page"'


def tree_html(outline: Outline, branch: int, current: int = 0) -> SafeString:
    """Nested lists: the front page's children, and below each page on the way to `branch`, and below that, its
    children; with a mark on `current`."""
    here = outline.nodes.get(branch)
    if outline.root is None or here is None:
        return mark_safe("")
    open_keys = {node.pk for node in here.ancestors} | {branch}
    return mark_safe(_list(outline.root.children, open_keys, current))


def branch_of(outline: Outline, current: int) -> int:
    """The page at which the tree is open: the one above a page without children."""
    here = outline.nodes.get(current)
    return here.parent.pk if here and here.parent and not here.children else current


def marked(html: SafeString, outline: Outline, current: int) -> SafeString:
    """The HTML with the tree of its branch, with the mark on `current`, a page without children."""
    here = outline.nodes[current]
    return mark_safe(html.replace(_line(here, ""), _line(here, "", _HERE), 1))


def _list(nodes: list[Node], open_keys: set[int], current: int) -> str:
    if not nodes:
        return ""
    return f'<ul class="tree">{"".join(_item(node, open_keys, current) for node in nodes)}</ul>'


def _item(node: Node, open_keys: set[int], current: int) -> str:
    if node.pk not in open_keys:
        node.line = node.line or _line(node, " has-children" if node.children else "")
        return node.line
    here = _HERE if node.pk == current else ""
    below = _list(node.children, open_keys, current)
    return _line(node, " has-children open" if node.children else "", here, below)


def _line(node: Node, state: str, here: str = "", below: str = "") -> str:
    link = f'<a href="{escape(node.url)}"{here}>{escape(node.title)}</a>'
    return f'<li class="tree-item{state}" data-page="{node.pk}">{link}{below}</li>'
