"""The words of the index, gathered now and then: to ask the index itself for them takes seconds in a large wiki, and to
keep them in each process megabytes.
"""

import logging

from django.core.cache import cache
from django.db import DatabaseError, connection, connections, router, transaction

from wiki.pages.models import Rendering
from wiki.search.backends import backend_of
from wiki.search.models import KnownWords

log = logging.getLogger(__name__)

FEWEST_LETTERS, MOST_LETTERS = 3, 40
MOST_KEPT = 20_000  # words of one length, those on the most pages
# So many pages are gathered from by whoever needs the words, those of larger wikis by the worker.
AT_ONCE = 1_000
PAUSE = 10  # seconds in which nobody gathers them again
_GATHERED = "search:known-words"


def freshen() -> None:
    """Gathers the words of a small wiki anew, unless that was just now."""
    if _is_large() or not cache.add(_GATHERED, True, PAUSE):
        return
    try:
        gather()
    except DatabaseError as error:
        log.warning("The words for misspelt searches were not gathered: %s", error)


def _is_large() -> bool:
    with connections[router.db_for_read(Rendering)].cursor() as cursor:
        cursor.execute("SELECT 1 FROM wiki_rendering LIMIT 1 OFFSET %s", [AT_ONCE])
        return cursor.fetchone() is not None


def gather() -> int:
    """Makes the lists of words anew; how many words are in them. Words with digits are none that one misspells."""
    by_length: dict[int, list[tuple[int, str]]] = {}
    known = backend_of().known_words()
    with connection.cursor() as cursor:
        cursor.execute(known.sql, known.params)
        for word, pages in cursor:
            if FEWEST_LETTERS <= len(word) <= MOST_LETTERS and not any(char.isdigit() for char in word):
                by_length.setdefault(len(word), []).append((-pages, word))
    rows = [_row(letters, sorted(found)[:MOST_KEPT]) for letters, found in by_length.items()]
    with transaction.atomic():
        KnownWords.objects.exclude(letters__in=by_length).delete()
        KnownWords.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["letters"], update_fields=["words", "pages"]
        )
    return sum(row.words.count("\n") + 1 for row in rows)


def _row(letters: int, found: list[tuple[int, str]]) -> KnownWords:
    pages = " ".join(str(-negative) for negative, _word in found)
    return KnownWords(letters=letters, words="\n".join(word for _pages, word in found), pages=pages)
