"""Words near a misspelt one, from the vocabulary of the index.

The vocabulary holds words of all pages: nothing from it may be shown before a search has found it on a page that the
person may read.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from wiki.search.backends import backend_of

SHORTEST = 4  # letters; in shorter words, and in those with digits such as part numbers, each one counts
MIDDLE = 6  # from here on, two letters may be wrong
LONG = 9  # from here on, a word that differs in two letters is rarely another word
# A vocabulary is kept for so many times as long as it took to read: reading takes at most 1 % of a process's time.
KEPT = 100
KEPT_AT_LEAST = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Near:
    """A near word; `is_likely` when it may be searched for unasked."""

    word: str
    is_likely: bool


class Vocabulary:
    """The words of the index with the number of their pages, read when needed and kept for a while in the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._words: list[str] = []
        self._pages: list[int] = []
        self._until = 0.0

    def forget(self) -> None:
        """The next question reads the words anew."""
        self._until = 0.0

    def near(self, word: str, most: int = 5) -> list[Near]:
        """Words that a slip of the finger or two makes of `word`; the nearest first, then those on more pages."""
        slips = _slips(word)
        if not slips:
            return []
        words, pages = self._read()
        found = extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=most * 8)
        near = [(distance, other[0] != word[0], -pages[place], other) for other, distance, place in found if distance]
        return [Near(other, distance == 1 or len(word) >= LONG) for distance, *_rank, other in sorted(near)][:most]

    def _read(self) -> tuple[Sequence[str], Sequence[int]]:
        with self._lock:
            if time.monotonic() >= self._until:
                began = time.monotonic()
                self._words, self._pages = _known()
                ended = time.monotonic()
                self._until = ended + max(KEPT_AT_LEAST, KEPT * (ended - began))
            return self._words, self._pages


def _slips(word: str) -> int:
    """How many letters may be wrong, missing, too many or exchanged with their neighbour."""
    if len(word) < SHORTEST or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) < MIDDLE else 2


def _known() -> tuple[list[str], list[int]]:
    known = backend_of().known_words()
    with connection.cursor() as cursor:
        cursor.execute(known.sql, known.params)
        rows = [(word, pages) for word, pages in cursor.fetchall() if len(word) >= SHORTEST - 1]
    return [word for word, _pages in rows], [pages for _word, pages in rows]


vocabulary = Vocabulary()
