"""Recognise lines that went from one place to another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wiki.pages.alignment import Gap

# Fewer letters and digits than this may be equal by chance ("- Yes", "```").
_LEAST_LETTERS = 12
# A file of nothing but moved lines is told as rewritten beyond this many.
_MOST_LINES = 50_000


@dataclass(frozen=True)
class Moves:
    """For each moved line, by its index in the old and in the new text, the number of its move (from 1)."""

    from_old: dict[int, int] = field(default_factory=dict)
    to_new: dict[int, int] = field(default_factory=dict)


def find_moves(gaps: Sequence[Gap], old: Sequence[str], new: Sequence[str]) -> Moves:
    """Runs of lines that were removed in one place and added, unchanged, in another; the longest run wins."""
    removed = {index: gap for gap in gaps for index in range(gap.old_start, gap.old_end)}
    added = {index: gap for gap in gaps for index in range(gap.new_start, gap.new_end)}
    moves = Moves()
    if not removed or not added or len(removed) + len(added) > _MOST_LINES:
        return moves
    runs = _runs(_anchors(removed, added, old, new), removed, added, old, new)
    number = 0
    for old_start, new_start, size in sorted(runs, key=lambda run: -run[2]):
        old_lines, new_lines = range(old_start, old_start + size), range(new_start, new_start + size)
        if any(i in moves.from_old for i in old_lines) or any(j in moves.to_new for j in new_lines):
            continue
        number += 1
        moves.from_old.update(dict.fromkeys(old_lines, number))
        moves.to_new.update(dict.fromkeys(new_lines, number))
    return moves


def _anchors(
    removed: Mapping[int, Gap], added: Mapping[int, Gap], old: Sequence[str], new: Sequence[str]
) -> list[tuple[int, int]]:
    """Lines that were removed once and added once elsewhere, and say something."""
    removed_count = Counter(old[index].rstrip() for index in removed)
    added_count = Counter(new[index].rstrip() for index in added)
    place = {new[index].rstrip(): index for index in added}
    return [
        (index, place[text])
        for index in removed
        if removed_count[text := old[index].rstrip()] == 1 == added_count[text]
        and _letters(text)
        and removed[index] != added[place[text]]
    ]


def _runs(
    anchors: list[tuple[int, int]],
    removed: Mapping[int, Gap],
    added: Mapping[int, Gap],
    old: Sequence[str],
    new: Sequence[str],
) -> list[tuple[int, int, int]]:
    """Each anchor grown to all equal lines around it: (first old line, first new line, number of lines)."""
    runs = []
    seen: set[tuple[int, int]] = set()
    for i, j in anchors:
        if (i, j) in seen:
            continue
        start = _reach(i, j, -1, removed, added, old, new)
        end = _reach(i, j, 1, removed, added, old, new)
        seen.update((i + step, j + step) for step in range(start, end + 1))
        if _enough("".join(old[i + start : i + end + 1])):
            runs.append((i + start, j + start, end - start + 1))
    return runs


def _reach(
    i: int,
    j: int,
    step: int,
    removed: Mapping[int, Gap],
    added: Mapping[int, Gap],
    old: Sequence[str],
    new: Sequence[str],
) -> int:
    """The offset of the last line in this direction that is removed here, added there, and equal."""
    offset = 0
    while True:
        a, b = i + offset + step, j + offset + step
        if a not in removed or b not in added or old[a].rstrip() != new[b].rstrip():
            return offset
        offset += step


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _enough(text: str) -> bool:
    return _letters(text) >= _LEAST_LETTERS
