"""The sidebar's tree as HTML: the page's own branch open, cut from the prepared outline without a query or a
template.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wiki.pages.tree import Node, Outline


def tree_html(outline: Outline, current: int) -> SafeString:
    """Nested lists: the front page's children, and below each page on the way to `current` its children."""
    here = outline.nodes.get(current)
    if outline.root is None or here is None:
        return mark_safe("")
    open_keys = {node.pk for node in here.ancestors} | {current}
    return mark_safe(_list(outline.root.children, open_keys, current))


def _list(nodes: list[Node], open_keys: set[int], current: int) -> str:
    if not nodes:
        return ""
    return f'<ul class="tree">{"".join(_item(node, open_keys, current) for node in nodes)}</ul>'


def _item(node: Node, open_keys: set[int], current: int) -> str:
    if node.pk not in open_keys:
        node.line = node.line or _line(node, " has-children" if node.children else "")
        return node.line
    here = ' aria-current="page"' if node.pk == current else ""
    below = _list(node.children, open_keys, current)
    return _line(node, " has-children open" if node.children else "", here, below)


def _line(node: Node, state: str, here: str = "", below: str = "") -> str:
    link = f'<a href="{escape(node.url)}"{here}>{escape(node.title)}</a>'
    return f'<li class="tree-item{state}" data-page="{node.pk}">{link}{below}</li>'
