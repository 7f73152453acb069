"""The tree with boxes as HTML. Python rather than a template: it has two boxes for each of some hundreds of pages."""

from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wiki.pages.tree import Node, Outline

_DEEPEST = 6  # deeper rows would leave no room for titles


def selection_rows(outline: Outline, chosen: Collection[int]) -> SafeString:
    """A row for every page below the front page, in reading order, with those chosen ticked."""
    with_below = escape(_("with all below"))
    rows = (_row(node, node.pk in chosen, with_below) for node in outline.order if node.parent)
    return mark_safe("".join(rows))


def _row(node: Node, is_chosen: bool, with_below: str) -> str:
    title, key = escape(node.title), node.pk
    depth = min(len(node.ancestors) - 1, _DEEPEST)
    ticked = " checked" if is_chosen else ""
    return (
        f'<li class="arrange-row select-row depth-{depth}" data-key="{key}" data-parent="{node.parent.pk}">'
        f'<input type="checkbox" name="page" value="{key}" id="page-{key}"{ticked}>'
        f'<label class="row-title" for="page-{key}">{title}</label>{_branch(node, title, with_below)}</li>'
    )


def _branch(node: Node, title: str, with_below: str) -> str:
    if not node.children:
        return ""
    return (
        f'<span class="choice select-branch"><input type="checkbox" name="branch" value="{node.pk}" '
        f'id="branch-{node.pk}"><label for="branch-{node.pk}">{with_below}'
        f'<span class="visually-hidden"> {title}</span></label></span>'
    )
