"""The tree with boxes as HTML. Python rather than a template: it has two boxes for each of some hundreds of pages."""

from collections.abc import Collection, Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.display.tags import icon_html
from wiki.pages.batches.choosing import Line, stretch_named
from wiki.pages.tree import Node, Outline

_DEEPEST = 6  # deeper rows would leave no room for titles


def selection_rows(outline: Outline, chosen: Collection[int]) -> SafeString:
    """A row for every page below the front page, in reading order, with those chosen ticked."""
    with_below = escape(_("with all below"))
    rows = (_row_in_tree(node, node.pk in chosen, with_below) for node in outline.order if node.parent)
    return mark_safe("".join(rows))


def choice_rows(lines: Iterable[Line]) -> SafeString:
    """A row for every page of one stretch of a large space, with a way to the pages below it."""
    with_below = escape(_("with all below"))
    rows = (
        _row(
            line.node,
            0,
            line.is_chosen,
            _way_in(line) + _branch(line.node, with_below, _ticked(line.is_whole) + f' data-adds="{line.added}"')
            if line.below
            else "",
        )
        for line in lines
    )
    return mark_safe("".join(rows))


def _row_in_tree(node: Node, is_chosen: bool, with_below: str) -> str:
    depth = min(len(node.ancestors) - 1, _DEEPEST)
    return _row(node, depth, is_chosen, _branch(node, with_below) if node.children else "")


def _row(node: Node, depth: int, is_chosen: bool, more: str) -> str:
    title, key = escape(node.title), node.pk
    return (
        f'<li class="arrange-row select-row depth-{depth}" data-key="{key}" data-parent="{node.parent.pk}">'
        f'<input type="checkbox" name="page" value="{key}" id="page-{key}"{_ticked(is_chosen)}>'
        f'<label class="row-title" for="page-{key}">{title}</label>{more}</li>'
    )


def _ticked(is_ticked: bool) -> str:
    return " checked" if is_ticked else ""


def _branch(node: Node, with_below: str, marks: str = "") -> str:
    return (
        f'<span class="choice select-branch"><input type="checkbox" name="branch" value="{node.pk}" '
        f'id="branch-{node.pk}"{marks}><label for="branch-{node.pk}">{with_below}'
        f'<span class="visually-hidden"> {escape(node.title)}</span></label></span>'
    )


def _way_in(line: Line) -> str:
    words = ngettext("%(count)d page below", "%(count)d pages below", line.below) % {"count": line.below}
    if line.chosen_below and not line.is_whole:
        words = _("%(pages)s, %(count)d selected") % {"pages": words, "count": line.chosen_below}
    return (
        f'<button class="button button-small button-plain select-way" name="stretch" '
        f'value="{stretch_named(line.node)}">{escape(words)}<span class="visually-hidden">: '
        f"{escape(line.node.title)}</span>{icon_html('arrow-right')}</button>"
    )
