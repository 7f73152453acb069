"""The rows of one stretch in which the two texts differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wiki.pages.alignment import Effort, Gap

from .model import Kind, Line, Mark, Segment, split_ending
from .moves import Moves
from .pairing import Allowance, pair_similar, with_lone_neighbours
from .words import Words, compare_words, whole

Steps = Iterator[tuple[int | None, int | None]]


class RawRow(NamedTuple):
    """A row before it is numbered; `move` is the number of the move that it belongs to, or 0."""

    kind: Kind
    old: Line | None
    new: Line | None
    move: int = 0


@dataclass(frozen=True)
class Stretch:
    """The differing lines of both texts between two matches, with the place where they begin."""

    old: Sequence[str]
    new: Sequence[str]
    gap: Gap
    moves: Moves

    @cached_property
    def old_words(self) -> list[Words]:
        return [Words(split_ending(line)[0]) for line in self.old]

    @cached_property
    def new_words(self) -> list[Words]:
        return [Words(split_ending(line)[0]) for line in self.new]

    @cached_property
    def old_moves(self) -> list[int]:
        """For each old line the number of its move, or 0."""
        return [self.moves.from_old.get(self.gap.old_start + i, 0) for i in range(len(self.old))]

    @cached_property
    def new_moves(self) -> list[int]:
        """For each new line the number of its move, or 0."""
        return [self.moves.to_new.get(self.gap.new_start + j, 0) for j in range(len(self.new))]

    def old_line(self, index: int, segments: tuple[Segment, ...]) -> Line:
        """The old line of this stretch with these segments."""
        return Line(self.gap.old_start + index + 1, segments, split_ending(self.old[index])[1])

    def new_line(self, index: int, segments: tuple[Segment, ...]) -> Line:
        """The new line of this stretch with these segments."""
        return Line(self.gap.new_start + index + 1, segments, split_ending(self.new[index])[1])


def walk(old_size: int, new_size: int, pairs: Sequence[tuple[int, int]]) -> Steps:
    """Both sides' indexes in reading order: lone old ones, lone new ones, then the pair that follows."""
    old_at = new_at = 0
    for old_index, new_index in (*pairs, (old_size, new_size)):
        yield from ((i, None) for i in range(old_at, old_index))
        yield from ((None, j) for j in range(new_at, new_index))
        if old_index < old_size:
            yield old_index, new_index
        old_at, new_at = old_index + 1, new_index + 1


def lumps(stretch: Stretch) -> list[RawRow]:
    """A stretch too large for rows: all that was removed, then all that was added."""
    rows = []
    if stretch.old:
        rows.append(RawRow(Kind.REMOVED, _lump(stretch.old, stretch.gap.old_start, Mark.REMOVED), None))
    if stretch.new:
        rows.append(RawRow(Kind.ADDED, None, _lump(stretch.new, stretch.gap.new_start, Mark.ADDED)))
    return rows


def _lump(lines: Sequence[str], start: int, mark: Mark) -> Line:
    text, ending = split_ending("".join(lines))
    return Line(start + 1, whole(text, mark), ending, len(lines))


def pair_lines(stretch: Stretch, allowance: Allowance) -> list[tuple[int, int]]:
    """Lines that were edited: their indexes in the stretch. Moved lines are never paired."""
    old = [i for i, move in enumerate(stretch.old_moves) if not move]
    new = [j for j, move in enumerate(stretch.new_moves) if not move]
    if len(old) == 1 == len(new):
        return [(old[0], new[0])]
    similar = pair_similar(
        [stretch.old_words[i].names for i in old], [stretch.new_words[j].names for j in new], allowance
    )
    return [(old[i], new[j]) for i, j in with_lone_neighbours(similar, len(old), len(new))]


def paired_rows(stretch: Stretch, pairs: Sequence[tuple[int, int]], effort: Effort) -> Iterator[RawRow]:
    """Edited lines side by side with their words marked; the others removed, added or moved."""
    for i, j in walk(len(stretch.old), len(stretch.new), pairs):
        if i is not None and j is not None:
            words = compare_words(stretch.old_words[i], stretch.new_words[j], effort)
            yield RawRow(Kind.CHANGED, stretch.old_line(i, words.old), stretch.new_line(j, words.new))
        elif i is not None:
            yield _lone_old(stretch, i)
        elif j is not None:
            yield _lone_new(stretch, j)


def _lone_old(stretch: Stretch, index: int) -> RawRow:
    move = stretch.old_moves[index]
    segments = whole(split_ending(stretch.old[index])[0], Mark.EQUAL if move else Mark.REMOVED)
    kind = Kind.MOVED_FROM if move else Kind.REMOVED
    return RawRow(kind, stretch.old_line(index, segments), None, move)


def _lone_new(stretch: Stretch, index: int) -> RawRow:
    move = stretch.new_moves[index]
    segments = whole(split_ending(stretch.new[index])[0], Mark.EQUAL if move else Mark.ADDED)
    kind = Kind.MOVED_TO if move else Kind.ADDED
    return RawRow(kind, None, stretch.new_line(index, segments), move)
