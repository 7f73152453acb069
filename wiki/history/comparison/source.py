"""Compare two texts line by line, and word by word inside the lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from wiki.pages.alignment import Gap, gaps, split_lines

from .character import Character, characterize, front_matter, summarize
from .limits import Limits
from .lines import align_lines
from .model import Change, Fold, Kind, Line, Row, SourceComparison, equal_row
from .moves import Moves, find_moves
from .reflow import reflowed_rows
from .stretch import RawRow, Stretch, lumps, pair_lines, paired_rows

CONTEXT = 3
# A fold that hides one line saves no room.
_LEAST_FOLDED = 2
# Rewritten paragraphs are one change although the blank lines between them are equal.
_MOST_BLANK_BETWEEN = 2
_LONE = (Kind.ADDED, Kind.REMOVED)


@dataclass
class _Run:
    """Rows that are one change, or part of one."""

    gap: Gap
    rows: list[RawRow]
    number: int = 0

    @property
    def move(self) -> int:
        return self.rows[0].move


@dataclass
class _Numbering:
    """The runs of all changes in order, and which changes are the two places of each move."""

    runs: list[_Run] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return self.runs[-1].number if self.runs else 0

    def add(self, run: _Run, *, continues: bool) -> None:
        run.number = self.last if continues else self.last + 1
        self.runs.append(run)
        if run.move:
            self.places.setdefault(run.move, []).append(run.number)

    def peer(self, run: _Run) -> int:
        """The number of the change at the other place of this run's move; 0 when it did not move."""
        return next((number for number in self.places.get(run.move, ()) if number != run.number), 0)


def compare_sources(old: str, new: str, context: int = CONTEXT) -> SourceComparison:
    """Every difference between two Markdown texts, with `context` equal lines around each change.

    Takes under 2 seconds for any two texts of a megabyte; `coarse` tells when that cost precision.
    """
    old_lines, new_lines = split_lines(old), split_lines(new)
    limits = Limits()
    matches = align_lines(old_lines, new_lines, limits.effort)
    between = gaps(matches, len(old_lines), len(new_lines))
    moves = find_moves(between, old_lines, new_lines)
    numbering = _number(between, old_lines, new_lines, moves, limits)
    changes = _changes(numbering, old_lines, new_lines)
    return SourceComparison(
        rows=tuple(_rows(numbering, old_lines, new_lines, context)),
        changes=changes,
        lines_added=sum(gap.new_size for gap in between),
        lines_removed=sum(gap.old_size for gap in between),
        lines_changed=sum(1 for run in numbering.runs for row in run.rows if row.old and row.new),
        lines_moved=len(moves.from_old),
        character=_character(old, new, changes),
        coarse=limits.coarse,
    )


def _number(
    between: Sequence[Gap],
    old: Sequence[str],
    new: Sequence[str],
    moves: Moves,
    limits: Limits,
) -> _Numbering:
    numbering = _Numbering()
    for gap in between:
        rows = _rows_of(gap, old, new, moves, limits)
        for index, (_move, group) in enumerate(groupby(rows, key=lambda row: row.move)):
            run = _Run(gap, list(group))
            before = numbering.runs[-1] if numbering.runs and not index else None
            numbering.add(run, continues=before is not None and _continues(before, run, new))
    return numbering


def _rows_of(gap: Gap, old: Sequence[str], new: Sequence[str], moves: Moves, limits: Limits) -> Sequence[RawRow]:
    stretch = Stretch(old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end], gap, moves)
    characters = sum(map(len, stretch.old)) + sum(map(len, stretch.new))
    if not limits.allow(gap.old_size + gap.new_size, characters):
        return lumps(stretch)
    pairs = pair_lines(stretch, limits.allowance)
    return reflowed_rows(stretch, pairs, limits.effort) or list(paired_rows(stretch, pairs, limits.effort))


def _continues(before: _Run, run: _Run, new: Sequence[str]) -> bool:
    """Whether only blank lines lie between two stretches of rewritten lines."""
    equal = new[before.gap.new_end : run.gap.new_start]
    lone = before.rows[-1].kind in _LONE and run.rows[0].kind in _LONE
    return lone and len(equal) <= _MOST_BLANK_BETWEEN and not "".join(equal).strip()


def _rows(numbering: _Numbering, old: Sequence[str], new: Sequence[str], context: int) -> Iterator[Row | Fold]:
    old_at = new_at = 0
    shown_number = 0
    for run in numbering.runs:
        if (run.gap.old_end, run.gap.new_end) != (old_at, new_at):
            head = context if shown_number else 0
            yield from _equal_rows(new[new_at : run.gap.new_start], old_at, new_at, head, context)
            old_at, new_at = run.gap.old_end, run.gap.new_end
        peer = numbering.peer(run)
        for row in run.rows:
            starts = run.number != shown_number
            shown_number = run.number
            yield Row(row.kind, row.old, row.new, run.number, starts, peer)
    yield from _equal_rows(new[new_at:], old_at, new_at, context if shown_number else 0, 0)


def _equal_rows(lines: Sequence[str], old_at: int, new_at: int, head: int, tail: int) -> Iterator[Row | Fold]:
    """Equal lines after a change (`head` of them shown) and before the next one (`tail` shown)."""
    hidden = range(head, len(lines) - tail)
    if len(hidden) < _LEAST_FOLDED:
        hidden = range(0)
    for index, line in enumerate(lines):
        if index not in hidden:
            yield equal_row(line, old_at + index + 1, new_at + index + 1)
        elif index == hidden.start:
            yield Fold(old_at + index + 1, new_at + index + 1, tuple(lines[hidden.start : hidden.stop]))


def _changes(numbering: _Numbering, old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    changes = []
    for number, group in groupby(numbering.runs, key=lambda run: run.number):
        runs = list(group)
        rows = [row for run in runs for row in run.rows]
        old_part = _extent([row.old for row in rows], runs[0].gap.old_start)
        new_part = _extent([row.new for row in rows], runs[0].gap.new_start)
        changes.append(
            Change(
                number=number,
                kind=_kind(rows),
                old_number=old_part.start + 1,
                old_lines=len(old_part),
                new_number=new_part.start + 1,
                new_lines=len(new_part),
                character=_part_character(old, new, old_part, new_part, runs[0]),
                peer=numbering.peer(runs[0]),
            )
        )
    return tuple(changes)


def _extent(lines: Sequence[Line | None], otherwise: int) -> range:
    """The lines from the first to the last of these, counted from 0; empty where there are none."""
    present = [line for line in lines if line]
    if not present:
        return range(otherwise, otherwise)
    return range(present[0].number - 1, present[-1].number - 1 + present[-1].count)


def _kind(rows: Sequence[RawRow]) -> Kind:
    kinds = {row.kind for row in rows}
    return kinds.pop() if len(kinds) == 1 else Kind.CHANGED


def _part_character(
    old: Sequence[str], new: Sequence[str], old_part: range, new_part: range, run: _Run
) -> Character | None:
    if run.move:
        return Character.MOVED
    # What follows keeps a blank line in the middle from being taken for the newline at the end.
    follows = "" if old_part.stop == len(old) or new_part.stop == len(new) else "."
    return characterize(
        "".join(old[old_part.start : old_part.stop]) + follows,
        "".join(new[new_part.start : new_part.stop]) + follows,
    )


def _character(old: str, new: str, changes: Sequence[Change]) -> Character | None:
    """The special case of the whole, if it is one."""
    character = summarize([change.character for change in changes])
    if character:
        return character
    old_head, new_head = front_matter(old).count("\n"), front_matter(new).count("\n")
    inside = (
        change.old_number + change.old_lines - 1 <= old_head and change.new_number + change.new_lines - 1 <= new_head
        for change in changes
    )
    return Character.FRONT_MATTER if all(inside) else None
