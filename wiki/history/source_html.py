"""The source views of a comparison as HTML.

Python rather than a template: a comparison has thousands of pieces, and a template node costs ten times a string.
"""

from collections.abc import Callable, Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wiki.history.comparison import Fold, Kind, Line, Mark, Row, SourceComparison

_NOTHING = '<div class="diff-cell diff-none"></div>'
_ELEMENTS = {Mark.ADDED: "ins", Mark.REMOVED: "del"}


def split_view(comparison: SourceComparison) -> SafeString:
    """Old on the left, new on the right."""
    return _view(comparison, _split_row)


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
    old = _cell("old", row.old, note=row.note if not row.new else "") if row.old else _NOTHING
    new = _cell("new", row.new, note=row.note) if row.new else _NOTHING
    return f'<div class="diff-row diff-{row.kind}">{old}{new}</div>'


def _inline_row(row: Row) -> str:
    if row.kind is Kind.EQUAL:
        return f'<div class="diff-row diff-equal">{_cell("both", row.new, twin=row.old)}</div>'
    old = _cell("old", row.old, note=row.note if not row.new else "") if row.old else ""
    new = _cell("new", row.new, note=row.note) if row.new else ""
    return "".join(f'<div class="diff-row diff-{row.kind}">{cell}</div>' for cell in (old, new) if cell)


def _cell(side: str, line: Line, *, twin: Line | None = None, note: str = "") -> str:
    """A line of text. The numbers are attributes that the stylesheet shows: they are not copied along with the text."""
    numbers = f'data-line="{line.number}"' + (f' data-old-line="{twin.number}"' if twin else "")
    remark = f' <span class="diff-remark">{escape(note)}</span>' if note else ""
    return f'<div class="diff-cell diff-{side}" {numbers}>{_text(line)}{remark}</div>'


def _text(line: Line) -> str:
    return "".join(
        f"<{name}>{escape(piece.shown)}</{name}>" if (name := _ELEMENTS.get(piece.mark)) else escape(piece.text)
        for piece in line.segments
    )
