"""The cells of the matrix as HTML. Python rather than a template: there are thousands of them on one screen."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from wiki.display.tags import icon_html
from wiki.training.standing.dates import Cell, State

ICONS = {
    State.CURRENT: "circle-check",
    State.DUE: "clock",
    State.OVERDUE: "clock-alert",
    State.EXEMPT: "ban",
    State.NOT_REQUIRED: "minus",
}
_LOOKS = {State.CURRENT: "good", State.DUE: "caution", State.OVERDUE: "danger"}


def state_html(state: str) -> SafeString:
    """A state as icon and word; never by colour alone."""
    known = State(state)
    look = f" badge-{_LOOKS[known]}" if known in _LOOKS else ""
    return mark_safe(f'<span class="badge{look}">{icon_html(ICONS[known])}{escape(known.label)}</span>')


def matrix_rows(rows: Iterable[tuple[User, list[Cell]]]) -> SafeString:
    """The body of the table, a person a row."""
    kept: dict[Cell, str] = {}
    lines = []
    for person, cells in rows:
        link = f'<a href="/training/people/{person.pk}/">{escape(person.get_full_name())}</a>'
        lines.append(f'<tr><th scope="row">{link}</th>{"".join(_cell(cell, kept) for cell in cells)}</tr>')
    return mark_safe("".join(lines))


def _cell(cell: Cell, kept: dict[Cell, str]) -> str:
    html = kept.get(cell)
    if html is None:
        day = f" <small>{escape(date_format(cell.due_on, 'SHORT_DATE_FORMAT'))}</small>" if cell.due_on else ""
        word = f'{icon_html(ICONS[cell.state])}<span class="cell-word">{escape(cell.state.label)}</span>{day}'
        html = kept[cell] = f'<td class="cell-{cell.state.value}">{word}</td>'
    return html
