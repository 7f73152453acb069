"""Choose, among alignments of the same length, the one that reads best."""

from collections.abc import Callable, Sequence

from .alignment import Match

Score = Callable[[Sequence[str], int], int]
# A long run of equal lines (blank ones, rules of a table) is not worth a longer search.
_FURTHEST = 200


def slide(matches: list[Match], old: Sequence[str], new: Sequence[str], score: Score) -> list[Match]:
    """Shift every pure insertion or deletion to the place where it begins and ends best.

    An insertion of "b a" after "a" equals one of "a b" before it; `score(items, index)` says how well
    a boundary lies before that index. The number of matched items stays what it was.
    """
    placed: list[Match] = []
    rest = [*matches, Match(len(old), len(new), 0)]
    for following in rest:
        before = placed.pop() if placed else Match(0, 0, 0)
        before, following = _place(before, following, old, new, score)
        placed += [match for match in (before,) if match.size]
        placed.append(following)
    return [match for match in placed if match.size]


def _place(before: Match, after: Match, old: Sequence[str], new: Sequence[str], score: Score) -> tuple[Match, Match]:
    if (before.old_end == after.old_start) == (before.new_end == after.new_start):
        return before, after
    if before.old_end == after.old_start:
        items, start, end = new, before.new_end, after.new_start
    else:
        items, start, end = old, before.old_end, after.old_start
    shift = _best_shift(items, start, end, before.size, after.size, score)
    return (
        Match(before.old_start, before.new_start, before.size + shift),
        Match(after.old_start + shift, after.new_start + shift, after.size - shift),
    )


def _best_shift(items: Sequence[str], start: int, end: int, up: int, down: int, score: Score) -> int:
    """How far (negative: towards the beginning) the stretch start..end moves for the best score."""
    best, best_score = 0, score(items, start) + score(items, end)
    for step, limit in ((-1, min(up, _FURTHEST)), (1, min(down, _FURTHEST))):
        shift = 0
        while abs(shift) < limit and _may_move(items, start + shift, end + shift, step):
            shift += step
            value = score(items, start + shift) + score(items, end + shift)
            if value > best_score:
                best, best_score = shift, value
    return best


def _may_move(items: Sequence[str], start: int, end: int, step: int) -> bool:
    return items[start - 1] == items[end - 1] if step < 0 else items[start] == items[end]
