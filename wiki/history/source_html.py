"""The source views of a comparison as HTML.

Python rather than a template: a comparison has thousands of pieces, and a template node costs ten times a string.
"""

from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wiki.history.comparison import Fold, Kind, Line, Mark, Row, SourceComparison

_NOTHING = '<div class="diff-cell diff-none"></div>'
_ELEMENTS = {Mark.ADDED: "ins", Mark.REMOVED: "del"}


class _View(NamedTuple):
    """How a line that both texts have is shown, by its HTML and its numbers, and any other row."""

    equal: Callable[[str, int, int], str]
    changed: Callable[[Row], str]


def split_view(comparison: SourceComparison) -> SafeString:
    """Old on the left, new on the right."""
    return _shown(comparison, _View(_split_equal, _split_row))


def inline_view(comparison: SourceComparison) -> SafeString:
    """One column: what went above what came."""
    return _shown(comparison, _View(_inline_equal, _inline_row))


def _shown(comparison: SourceComparison, view: _View) -> SafeString:
    return mark_safe("".join(piece for row in comparison.rows for piece in _pieces(row, view)))


def _pieces(row: Row | Fold, view: _View) -> Iterator[str]:
    if isinstance(row, Fold):
        yield f'<details class="diff-fold"><summary>{escape(row.label)}</summary>'
        for index, text in enumerate(row.texts):  # most lines of most pages: no object is made of them
            yield view.equal(escape(text), row.old_number + index, row.new_number + index)
        yield "</details>"
    elif row.kind is Kind.EQUAL:
        yield view.equal(_text(row.new), row.old.number, row.new.number)
    else:
        yield _anchor(row)
        yield view.changed(row)


def _anchor(row: Row) -> str:
    """The place that n and p jump to, with a word on moves."""
    if not row.starts:
        return ""
    if not row.peer:
        return f'<span class="diff-anchor" id="change-{row.change}"></span>'
    sentence = _("Moved to here from change %d") if row.kind is Kind.MOVED_TO else _("Moved from here to change %d")
    link = f'<a href="#change-{row.peer}">{escape(sentence % row.peer)}</a>'
    return f'<p class="diff-note diff-note-moved" id="change-{row.change}">{link}</p>'


def _split_equal(text: str, old: int, new: int) -> str:
    return (
        f'<div class="diff-row diff-equal"><div class="diff-cell diff-old" data-line="{old}">{text}</div>'
        f'<div class="diff-cell diff-new" data-line="{new}">{text}</div></div>'
    )


def _inline_equal(text: str, old: int, new: int) -> str:
    numbers = f'data-line="{new}" data-old-line="{old}"'
    return f'<div class="diff-row diff-equal"><div class="diff-cell diff-both" {numbers}>{text}</div></div>'


def _split_row(row: Row) -> str:
    old = _cell("old", row.old, note=row.note if not row.new else "") if row.old else _NOTHING
    new = _cell("new", row.new, note=row.note) if row.new else _NOTHING
    return f'<div class="diff-row diff-{row.kind}">{old}{new}</div>'


def _inline_row(row: Row) -> str:
    old = _cell("old", row.old, note=row.note if not row.new else "") if row.old else ""
    new = _cell("new", row.new, note=row.note) if row.new else ""
    return "".join(f'<div class="diff-row diff-{row.kind}">{cell}</div>' for cell in (old, new) if cell)


def _cell(side: str, line: Line, *, note: str = "") -> str:
    """A line of text. The numbers are attributes that the stylesheet shows: they are not copied along with the text."""
    remark = f' <span class="diff-remark">{escape(note)}</span>' if note else ""
    return f'<div class="diff-cell diff-{side}" data-line="{line.number}">{_text(line)}{remark}</div>'


def _text(line: Line) -> str:
    return "".join(
        f"<{name}>{escape(piece.shown)}</{name}>" if (name := _ELEMENTS.get(piece.mark)) else escape(piece.text)
        for piece in line.segments
    )
