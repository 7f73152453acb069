"""The arranged tree as HTML. Python rather than a template: it has four buttons for each of some hundreds of pages."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from wiki.display.tags import icon_html
from wiki.pages.arrangement import Move, Row


def arranged_rows(rows: Iterable[Row]) -> SafeString:
    """The items of the list, each with the buttons that move it."""
    return mark_safe("".join(_item(row) for row in rows))


def _item(row: Row) -> str:
    title = escape(row.title)
    return (
        f'<li class="arrange-row depth-{row.depth}" id="page-{row.pk}">'
        f'<a class="row-title" href="{escape(row.url)}">{title}</a>{_way_in(row)}'
        f'<span class="arrange-moves">{"".join(_button(row.pk, title, move) for move in row.moves)}</span></li>'
    )


def _way_in(row: Row) -> str:
    if not row.below:
        return ""
    words = ngettext("%(count)d page below", "%(count)d pages below", row.below) % {"count": row.below}
    return (
        f'<a class="arrange-branch small" href="{escape(row.branch_url)}">{escape(words)}{icon_html("arrow-right")}</a>'
    )


def _button(pk: int, title: str, move: Move) -> str:
    label = escape(move.label)
    return (
        f'<button class="button button-small button-icon button-plain move-{move.icon}" name="move" '
        f'value="{pk}:{move.parent}:{move.index}" title="{label}">{icon_html(move.icon)}'
        f'<span class="visually-hidden">{title}: {label}</span></button>'
    )
