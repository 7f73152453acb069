"""Words near a misspelt one, from the words that were gathered of the index.

They are words of all pages: none may be shown before a search has found it on a page that the person may read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from accounts.prepared import PreparedQuery
from wiki.search.known_words import freshen
from wiki.search.models import KnownWords

SHORTEST = 4  # letters; in shorter words, and in those with digits such as part numbers, each one counts
MIDDLE = 6  # from here on, two letters may be wrong
LONG = 9  # from here on, a word that differs in two letters is rarely another word


@dataclass(frozen=True, slots=True)
class Near:
    """A near word; `is_likely` when it may be searched for unasked."""

    word: str
    is_likely: bool


def near_words(word: str, most: int = 5) -> list[Near]:
    """Words that a slip of the finger or two makes of `word`; the nearest first, then those on more pages."""
    slips = _slips(word)
    if not slips:
        return []
    freshen()
    lists = _BY_LENGTH.rows(len(word) - slips, len(word) + slips)
    near = sorted(rank for words, pages in lists for rank in _ranked(word, slips, words, pages, most * 8))
    return [Near(other, distance == 1 or len(word) >= LONG) for distance, *_rank, other in near][:most]


_LEAST, _MOST = 30_001, 30_002  # marks
_BY_LENGTH = PreparedQuery(
    lambda *letters: KnownWords.objects.filter(letters__range=letters).values_list("words", "pages"), _LEAST, _MOST
)


def _ranked(word: str, slips: int, known: str, pages: str, most: int) -> Iterator[tuple[int, bool, int, str]]:
    """Near words of one length, with their distance, whether they begin otherwise, and on how many pages they are."""
    found = extract(word, known.split("\n"), scorer=OSA.distance, score_cutoff=slips, limit=most)
    counts = pages.split(" ") if found else []
    for other, distance, place in found:
        if distance:
            yield distance, other[0] != word[0], -int(counts[place]), other


def _slips(word: str) -> int:
    """How many letters may be wrong, missing, too many or exchanged with their neighbour."""
    if len(word) < SHORTEST or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) < MIDDLE else 2
