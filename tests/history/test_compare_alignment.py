"""The aligner under the comparison: matches that hold, as long as can be, within what it may cost."""

import random
from functools import cache
from itertools import combinations, pairwise

from wiki.history.comparison.pairing import Pair, heaviest_chain
from wiki.pages.alignment import Effort, Match, align, gaps
from wiki.pages.sliding import slide


def longest(old: str, new: str) -> int:
    """The length of a longest common subsequence, by its definition."""

    @cache
    def length(i: int, j: int) -> int:
        if i == len(old) or j == len(new):
            return 0
        if old[i] == new[j]:
            return 1 + length(i + 1, j + 1)
        return max(length(i + 1, j), length(i, j + 1))

    return length(0, 0)


def random_letters(chance: random.Random, letters: str = "abcd") -> str:
    return "".join(chance.choices(letters, k=chance.randrange(16)))


def holds(matches: list[Match], old: str, new: str) -> bool:
    """Whether the matches are of equal items, rise on both sides, and are joined where they touch."""
    equal = all(old[m.old_start : m.old_end] == new[m.new_start : m.new_end] and m.size > 0 for m in matches)
    ordered = all(
        a.old_end <= b.old_start and a.new_end <= b.new_start and (a.old_end, a.new_end) != (b.old_start, b.new_start)
        for a, b in pairwise(matches)
    )
    return equal and ordered


def test_an_alignment_is_as_long_as_can_be():
    for seed in range(100):
        chance = random.Random(seed)
        old, new = random_letters(chance), random_letters(chance)
        matches = align(old, new)
        assert holds(matches, old, new), seed
        assert sum(match.size for match in matches) == longest(old, new), seed


def test_an_alignment_with_too_little_effort_still_holds():
    for seed in range(60):
        chance = random.Random(seed)
        old, new = (random_letters(chance, "abcdefghijklm") * 2 for _ in "xy")
        effort = Effort(largest=chance.choice([0, 4, 30]))
        assert holds(align(old, new, effort), old, new), seed


def test_unique_items_anchor_what_is_too_large_to_be_solved_at_once():
    effort = Effort(largest=16)
    old, new = "aab-X-ccd-Y-aab", "bba-X-dcc-Y-bba"
    matches = align(old, new, effort)
    matched = {old[i] for match in matches for i in range(match.old_start, match.old_end)}
    assert {"X", "Y"} <= matched
    assert not effort.exceeded


def test_too_little_effort_is_remembered():
    effort = Effort(largest=1)
    align("aabb", "bbaa", effort)
    assert effort.exceeded


def test_gaps_lie_between_matches():
    assert gaps([Match(1, 0, 2), Match(4, 2, 1)], 6, 3) == [(0, 1, 0, 0), (3, 4, 2, 2), (5, 6, 3, 3)]
    assert gaps([], 0, 0) == []


def test_sliding_keeps_every_match_true_and_none_fewer():
    for seed in range(100):
        chance = random.Random(seed)
        old, new = random_letters(chance, "ab"), random_letters(chance, "ab")
        matches = align(old, new)
        slid = slide(matches, old, new, lambda items, at: (at * 7 + len(items)) % 5)
        assert all(old[m.old_start : m.old_end] == new[m.new_start : m.new_end] and m.size > 0 for m in slid), seed
        assert sum(m.size for m in slid) == sum(m.size for m in matches), seed


def test_an_insertion_slides_to_where_it_reads_best():
    slid = slide(align("ax", "axabx"), "ax", "axabx", lambda _items, at: at)
    assert sum(match.size for match in slid) == 2


def test_the_heaviest_chain_is_the_heaviest():
    for seed in range(60):
        chance = random.Random(seed)
        pairs = [Pair(chance.randrange(6), chance.randrange(6), chance.randrange(1, 9)) for _ in range(8)]
        chain = heaviest_chain(pairs)
        assert rises(chain), seed
        best = max(
            sum(pair.weight for pair in some)
            for size in range(len(pairs) + 1)
            for some in combinations(sorted(pairs), size)
            if rises(some)
        )
        assert sum(pair.weight for pair in chain) == best, seed


def rises(pairs) -> bool:
    return all(a.old < b.old and a.new < b.new for a, b in pairwise(pairs))
