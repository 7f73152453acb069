"""The source views of a comparison as HTML.

Python rather than a template: a comparison has thousands of pieces, and a template node costs ten times a string.
"""

from collections.abc import Callable, Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wiki.history.comparison import Fold, Kind, Line, Mark, Row, SourceComparison

register = template.Library()

_ELEMENTS = {Mark.ADDED: "ins", Mark.REMOVED: "del"}


@register.simple_tag
def split_view(comparison: SourceComparison) -> SafeString:
    """Old on the left, new on the right."""
    return _view(comparison, _split_row)


@register.simple_tag
def inline_view(comparison: SourceComparison) -> SafeString:
    """One column: what went above what came."""
    return _view(comparison, _inline_row)


def _view(comparison: SourceComparison, show: Callable[[Row], str]) -> SafeString:
    return mark_safe("".join(piece for row in comparison.rows for piece in _pieces(row, show)))


def _pieces(row: Row | Fold, show: Callable[[Row], str]) -> Iterator[str]:
    if isinstance(row, Fold):
        yield f'<details class="diff-fold"><summary>{escape(row.label)}</summary>'
        for hidden in row.rows:
            yield show(hidden)
        yield "</details>"
    else:
        yield _anchor(row)
        yield show(row)


def _anchor(row: Row) -> str:
    """The place that n and p jump to, with a word on moves."""
    if not row.starts:
        return ""
    if not row.peer:
        return f'<span class="diff-anchor" id="change-{row.change}"></span>'
    sentence = _("Moved to here from change %d") if row.kind is Kind.MOVED_TO else _("Moved from here to change %d")
    link = f'<a href="#change-{row.peer}">{escape(sentence % row.peer)}</a>'
    return f'<p class="diff-note diff-note-moved" id="change-{row.change}">{link}</p>'


def _split_row(row: Row) -> str:
    old = _cell("old", row.old) if row.old else '<div class="diff-cell diff-none"></div>'
    new = _cell("new", row.new) if row.new else '<div class="diff-cell diff-none"></div>'
    return f'<div class="diff-row diff-{row.kind}">{old}{new}</div>{_note(row)}'


def _inline_row(row: Row) -> str:
    if row.kind is Kind.EQUAL:
        return f'<div class="diff-row diff-equal">{_cell("both", row.new, row.old)}</div>'
    old = f'<div class="diff-row diff-{row.kind}">{_cell("old", row.old)}</div>' if row.old else ""
    new = f'<div class="diff-row diff-{row.kind}">{_cell("new", row.new)}</div>' if row.new else ""
    return old + new + _note(row)


def _note(row: Row) -> str:
    return f'<p class="diff-note">{escape(row.note)}</p>' if row.note else ""


def _cell(side: str, line: Line, twin: Line | None = None) -> str:
    """A line of text. The numbers are attributes that the stylesheet shows: they are not copied along with the text."""
    numbers = f'data-line="{line.number}"' + (f' data-old-line="{twin.number}"' if twin else "")
    return f'<div class="diff-cell diff-{side}" {numbers}>{_text(line)}</div>'


def _text(line: Line) -> str:
    return "".join(
        f"<{name}>{escape(piece.shown)}</{name}>" if (name := _ELEMENTS.get(piece.mark)) else escape(piece.text)
        for piece in line.segments
    )
