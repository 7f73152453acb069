"""Longest common subsequences of two sequences, in bounded time and memory.

The one aligner of the product: merging aligns lines with it, comparing aligns lines, words and blocks.
RapidFuzz's bit-parallel LCS does the work; unique common items cut what would be too large for it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

# RapidFuzz keeps one bit per cell to walk back: 50 million cells are 6 MB and about 10 ms.
CELLS_PER_CALL = 50_000_000
CELLS_IN_ALL = 1_000_000_000
# RapidFuzz reads strings fastest, so each distinct item becomes one character; above this there are none left.
_MOST_SYMBOLS = 0x10FFFF
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Match(NamedTuple):
    """`old[old_start:old_start + size] == new[new_start:new_start + size]`."""

    old_start: int
    new_start: int
    size: int

    @property
    def old_end(self) -> int:
        return self.old_start + self.size

    @property
    def new_end(self) -> int:
        return self.new_start + self.size


class Gap(NamedTuple):
    """What lies between two matches: `old[old_start:old_end]` was replaced by `new[new_start:new_end]`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def old_size(self) -> int:
        return self.old_end - self.old_start

    @property
    def new_size(self) -> int:
        return self.new_end - self.new_start


@dataclass
class Effort:
    """How many cells of comparison tables may still be filled, and whether that was too few.

    One Effort is shared by all alignments of one answer, so that the answer as a whole is bounded.
    """

    cells: int = CELLS_IN_ALL
    largest: int = CELLS_PER_CALL
    exceeded: bool = field(default=False, init=False)

    def allows(self, rows: int, columns: int) -> bool:
        """Take the table's cells from what is left; remember when it does not fit."""
        needed = rows * columns
        if needed > self.largest or needed > self.cells:
            return False
        self.cells -= needed
        return True


def split_lines(text: str) -> list[str]:
    """The lines with their endings. Only "\\n" ends a line: a form feed or U+2028 is part of the text."""
    return _LINE.findall(text)


def align(old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort | None = None) -> list[Match]:
    """Matches of a longest common subsequence, in order, adjacent ones joined.

    When `effort` does not suffice some common items stay unmatched and `effort.exceeded` is set.
    """
    effort = effort or Effort()
    matches: list[Match] = []
    pending = [Gap(0, len(old), 0, len(new))]
    while pending:
        gap = pending.pop()
        head, tail, inner = _trim(old, new, gap)
        found, unsolved = _align_inner(old, new, inner, effort)
        matches += [match for match in (head, *found, tail) if match.size]
        pending += unsolved
    return _join(sorted(matches))


def gaps(matches: Sequence[Match], old_size: int, new_size: int) -> list[Gap]:
    """The stretches before, between and after the matches; none is empty on both sides."""
    found = []
    old_at = new_at = 0
    for match in (*matches, Match(old_size, new_size, 0)):
        if match.old_start > old_at or match.new_start > new_at:
            found.append(Gap(old_at, match.old_start, new_at, match.new_start))
        old_at, new_at = match.old_end, match.new_end
    return found


def _trim(old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap) -> tuple[Match, Match, Gap]:
    """The common head, the common tail, and what is left between them."""
    old_start, old_end, new_start, new_end = gap
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        old_start += 1
        new_start += 1
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end -= 1
        new_end -= 1
    head = Match(gap.old_start, gap.new_start, old_start - gap.old_start)
    tail = Match(old_end, new_end, gap.old_end - old_end)
    return head, tail, Gap(old_start, old_end, new_start, new_end)


def _align_inner(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: Gap, effort: Effort
) -> tuple[list[Match], list[Gap]]:
    """Matches inside the gap, and smaller gaps that are still to be aligned."""
    common = set(old[gap.old_start : gap.old_end]).intersection(new[gap.new_start : gap.new_end])
    if not common:
        return [], []
    old_at = [i for i in range(gap.old_start, gap.old_end) if old[i] in common]
    new_at = [j for j in range(gap.new_start, gap.new_end) if new[j] in common]
    if len(common) < _MOST_SYMBOLS and effort.allows(len(old_at), len(new_at)):
        return _longest(old, new, old_at, new_at), []
    anchors = _anchors(old, new, old_at, new_at)
    if not anchors:
        effort.exceeded = True
        return [], []
    return anchors, _between(anchors, gap)


def _longest(old: Sequence[Hashable], new: Sequence[Hashable], old_at: list[int], new_at: list[int]) -> list[Match]:
    symbols: dict[Hashable, str] = {}
    old_text = "".join([symbols.setdefault(old[i], chr(len(symbols))) for i in old_at])
    new_text = "".join([symbols.setdefault(new[j], chr(len(symbols))) for j in new_at])
    blocks = LCSseq.editops(old_text, new_text).as_matching_blocks()
    return [Match(old_at[block.a + k], new_at[block.b + k], 1) for block in blocks for k in range(block.size)]


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], old_at: list[int], new_at: list[int]) -> list[Match]:
    """Items that occur once on each side and keep their order (the idea of Bram Cohen's patience diff)."""
    old_count = Counter(old[i] for i in old_at)
    new_count = Counter(new[j] for j in new_at)
    place = {new[j]: j for j in new_at if new_count[new[j]] == 1}
    pairs = [(i, place[old[i]]) for i in old_at if old_count[old[i]] == 1 and old[i] in place]
    return [Match(i, j, 1) for i, j in _increasing(pairs)]


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest run of pairs that rises in both members; the first members rise already."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, new_index) in enumerate(pairs):
        length = bisect_left(ends, new_index)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [new_index]
        last[length : length + 1] = [index]
    chosen = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _between(matches: list[Match], gap: Gap) -> list[Gap]:
    """The gaps that the matches leave inside a larger one, when both sides have something."""
    found = []
    old_at, new_at = gap.old_start, gap.new_start
    for match in (*matches, Match(gap.old_end, gap.new_end, 0)):
        if match.old_start > old_at and match.new_start > new_at:
            found.append(Gap(old_at, match.old_start, new_at, match.new_start))
        old_at, new_at = match.old_end, match.new_end
    return found


def _join(matches: list[Match]) -> list[Match]:
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        if last and last.old_end == match.old_start and last.new_end == match.new_start:
            joined[-1] = Match(last.old_start, last.new_start, last.size + match.size)
        else:
            joined.append(match)
    return joined
