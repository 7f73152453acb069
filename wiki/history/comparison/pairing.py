"""Pair the lines, or blocks, of two stretches that were edited rather than replaced."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

# Two lines that share less than this part of their words are different lines.
SIMILAR = 0.4
# One comparison of two lines takes about half a microsecond.
COMPARISONS = 300_000
_CANDIDATES_A_LINE = 8
# So many words of an item tell which one it is.
_TELLING = 200


class Pair(NamedTuple):
    """`old` and `new` are indexes; `weight` is how much the two belong together."""

    old: int
    new: int
    weight: float


@dataclass
class Allowance:
    """How many comparisons of lines one answer may still make; `exceeded` when some were left out."""

    comparisons: int = COMPARISONS
    exceeded: bool = False

    def window(self, rows: int, columns: int) -> int:
        """How many columns each row may be compared with."""
        share = max(1, self.comparisons // 2 // rows)
        if share < columns:
            self.exceeded = True
        window = min(columns, share)
        self.comparisons -= rows * window
        return window


def pair_similar(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], allowance: Allowance
) -> list[tuple[int, int]]:
    """Indexes of similar items (given as their words), rising on both sides; items without words stay alone.

    When the allowance is short each item is compared only with those about as far from the beginning.
    """
    if not old or not new or allowance.comparisons <= 0:
        allowance.exceeded = allowance.exceeded or bool(old and new)
        return []
    symbols: dict[str, str] = {}
    old_codes = [_encode(words, symbols) for words in old]
    new_codes = [_encode(words, symbols) for words in new]
    window = allowance.window(len(old), len(new))
    candidates = []
    for index, code in enumerate(old_codes):
        start = max(0, min(len(new) - window, index * len(new) // len(old) - window // 2))
        candidates += _candidates(index, code, new_codes, start, start + window)
    return [(pair.old, pair.new) for pair in heaviest_chain(candidates)]


def _encode(words: Sequence[str], symbols: dict[str, str]) -> str:
    """One character for each distinct word: RapidFuzz compares strings fastest."""
    return "".join([symbols.setdefault(word, chr(len(symbols))) for word in words[:_TELLING]])


def _candidates(index: int, code: str, new_codes: list[str], start: int, end: int) -> list[Pair]:
    if not code:
        return []
    found = process.extract(
        code,
        new_codes[start:end],
        scorer=Indel.normalized_similarity,
        score_cutoff=SIMILAR,
        limit=_CANDIDATES_A_LINE,
    )
    return [Pair(index, start + position, score * score) for _, score, position in found]


def heaviest_chain(pairs: Sequence[Pair]) -> list[Pair]:
    """The heaviest choice of pairs that rises strictly in both indexes."""
    # Best chains by their last new index: both lists rise, so a chain is found by bisection.
    ends: list[int] = []
    best: list[tuple[float, int]] = []
    before: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair.old, -pair.new))
    for index, pair in enumerate(ordered):
        place = bisect_left(ends, pair.new)
        weight, previous = best[place - 1] if place else (0.0, -1)
        before.append(previous)
        weight += pair.weight
        if place < len(ends) and ends[place] == pair.new and best[place][0] >= weight:
            continue
        stop = place
        while stop < len(ends) and best[stop][0] <= weight:
            stop += 1
        ends[place:stop] = [pair.new]
        best[place:stop] = [(weight, index)]
    return _trace(ordered, before, best[-1][1] if best else -1)


def _trace(pairs: list[Pair], before: list[int], index: int) -> list[Pair]:
    chain = []
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def with_lone_neighbours(pairs: list[tuple[int, int]], old_size: int, new_size: int) -> list[tuple[int, int]]:
    """One line against one line between two pairs: side by side, however little they share."""
    filled = []
    old_at = new_at = 0
    for old_index, new_index in (*pairs, (old_size, new_size)):
        if old_index - old_at == 1 == new_index - new_at:
            filled.append((old_at, new_at))
        if old_index < old_size:
            filled.append((old_index, new_index))
        old_at, new_at = old_index + 1, new_index + 1
    return filled
