"""Which pages SQLite's index has otherwise than their renderings are.

The index keeps no text to compare, only where each word stands. So both are reduced to a number a page, out of all its
words with their places: one walk through the index, one through the renderings.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from wiki.audit.findings import Advance, in_batches
from wiki.pages.models import Rendering
from wiki.search import words

# What FTS5's tokenizer "ascii" does.
_TOKEN = re.compile("[0-9A-Za-z\x80-\U0010ffff]+")
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_COMPARED = 1000  # letters of a word: the index cuts very long ones
_PLACES = (
    "DROP TABLE IF EXISTS temp.wiki_search_places",
    "CREATE VIRTUAL TABLE temp.wiki_search_places USING fts5vocab('main', 'wiki_search', 'instance')",
)
_INDEXED = f"SELECT substr(term, 1, {_COMPARED}), doc, col, offset FROM temp.wiki_search_places"


def differing(cursor: Any, columns: Sequence[str], advance: Advance) -> Iterator[int]:
    """Keys of these pages, in order."""
    found = set()
    with _one_moment(cursor):
        known = _indexed(cursor)
        for rows in in_batches(Rendering.objects.only("page", *columns), advance):
            found.update(row.pk for row in rows if known.pop(row.pk, 0) != _expected(row, columns))
    yield from sorted(found | known.keys())


@contextmanager
def _one_moment(cursor: Any) -> Iterator[None]:
    """Index and renderings as they stand at once, though people go on saving: a transaction of Django would lock them
    out."""
    if cursor.db.in_atomic_block:
        yield
        return
    cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        cursor.execute("COMMIT")


def _indexed(cursor: Any) -> dict[int, int]:
    for statement in _PLACES:
        cursor.execute(statement)
    known: dict[int, int] = defaultdict(int)
    cursor.execute(_INDEXED)
    for word, page, column, place in cursor:
        known[page] ^= hash((word, column, place))
    return known


def _expected(row: Rendering, columns: Sequence[str]) -> int:
    sum_of_words = 0
    for column in columns:
        spelled = words.title_spelled if column == "title" else words.spelled
        for place, token in enumerate(_TOKEN.finditer(spelled(getattr(row, column)))):
            sum_of_words ^= hash((token[0].translate(_SMALL)[:_COMPARED], column, place))
    return sum_of_words
