"""SQLite: a contentless FTS5 table, kept by triggers on the table of renderings.

Contentless, because the text is already stored beside it. Its tokenizer is FTS5's simplest one, which splits and lowers
ASCII and takes every other character as part of a word: the functions of words.py, registered on each connection, have
already put spaces where other scripts need them.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from wiki.audit.findings import Advance
from wiki.search import words
from wiki.search.backends import sqlite_comparison
from wiki.search.backends.interface import Fragment, joined
from wiki.search.query import Query, Term

FUNCTIONS = {"looseleaf_spelled": words.spelled, "looseleaf_title_spelled": words.title_spelled}
_COLUMNS = ("title", "tags", "heading_text", "plain")
# In the order of the columns.
_WEIGHTS = "12.0, 3.0, 5.0, 1.0"

_FINGERPRINT = hashlib.sha256(
    f"{words.ACCENTS}{words.SIGNS}{words.UNSPACED}{words.title_spelled('É_ß½ Ⅷ日本 aB')}".encode()
).hexdigest()[:16]


def _spelled(row: str) -> str:
    others = (f"looseleaf_spelled({row}{column})" for column in _COLUMNS[1:])
    return ", ".join((f"looseleaf_title_spelled({row}title)", *others))


_TABLE = f"CREATE VIRTUAL TABLE wiki_search USING fts5({', '.join(_COLUMNS)}, content='', tokenize='ascii')"
_WORDS = "CREATE VIRTUAL TABLE wiki_search_words USING fts5vocab(wiki_search, 'row')"
_ADD = f"INSERT INTO wiki_search(rowid, {', '.join(_COLUMNS)}) VALUES (new.page_id, {_spelled('new.')});"
_TAKE = (
    f"INSERT INTO wiki_search(wiki_search, rowid, {', '.join(_COLUMNS)}) "
    f"VALUES ('delete', old.page_id, {_spelled('old.')});"
)
_CHANGED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in _COLUMNS)
_TRIGGERS = {
    "wiki_search_insert": ("AFTER INSERT ON wiki_rendering", _ADD),
    "wiki_search_update": (f"AFTER UPDATE ON wiki_rendering WHEN {_CHANGED}", f"{_TAKE} {_ADD}"),
    "wiki_search_delete": ("AFTER DELETE ON wiki_rendering", _TAKE),
}
# SQLite keeps the comment, which tells an index that was made with another idea of what a word is.
_SCHEMA = {
    "wiki_search": _TABLE,
    "wiki_search_words": _WORDS,
    **{
        name: f"CREATE TRIGGER {name} {event} BEGIN /* {_FINGERPRINT} */ {action} END"
        for name, (event, action) in _TRIGGERS.items()
    },
}


def register(connection: sqlite3.Connection) -> None:
    """Gives a new connection the functions that the triggers call."""
    for name, function in FUNCTIONS.items():
        connection.create_function(name, 1, function, deterministic=True)


class SQLite:
    """See `interface.Backend`."""

    def is_installed(self, cursor: Any) -> bool:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'trigger')")
        there = dict(cursor.fetchall())
        return all(there.get(name) == sql for name, sql in _SCHEMA.items())

    def installation(self) -> list[str]:
        return [
            *(f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS),
            "DROP TABLE IF EXISTS wiki_search_words",
            "DROP TABLE IF EXISTS wiki_search",
            *_SCHEMA.values(),
            f"INSERT INTO wiki_search(rowid, {', '.join(_COLUMNS)}) SELECT page_id, {_spelled('')} FROM wiki_rendering",
        ]

    def hits(self, query: Query, besides: Query | None = None) -> Fragment:
        sql = f"SELECT rowid AS id, -bm25(wiki_search, {_WEIGHTS}) AS score FROM wiki_search WHERE wiki_search MATCH %s"
        return Fragment(sql, (_question(query, besides),))

    def newest_hits(
        self, query: Query, besides: Query | None, allowed: Fragment, most: int, *, titles: bool
    ) -> Fragment:
        # In the index's own order, so that it is read, and ranked, only as far as is asked for.
        sql = (
            f"SELECT page.id AS id, -bm25(wiki_search, {_WEIGHTS}) AS score, page.title_key, page.changed_at "
            f"FROM wiki_search JOIN ({allowed.sql}) AS page ON page.id = wiki_search.rowid "
            "WHERE wiki_search MATCH %s ORDER BY wiki_search.rowid DESC LIMIT %s"
        )
        question = _question(query, besides, within="{title} : " if titles else "")
        return Fragment(sql, (*allowed.params, question, most))

    def known_words(self) -> Fragment:
        return Fragment("SELECT term, doc FROM wiki_search_words")

    def differing(self, cursor: Any, advance: Advance) -> Iterator[int]:
        return sqlite_comparison.differing(cursor, _COLUMNS, advance)

    def title_starts_with(self, key: str) -> Fragment:
        # LIKE uses no index here; a range does. The last code point comes after every title that goes on.
        return Fragment("title_key >= %s AND title_key < %s", (key, key + "\U0010ffff"))


def _question(query: Query, besides: Query | None, within: str = "") -> str:
    side_by_side = "" if within else _side_by_side(query)
    return f"({_match(query, within)}{side_by_side})" + (f" NOT {_match(besides)}" if besides else "")


def _match(query: Query, within: str = "") -> str:
    match = within + joined(query.terms, query.any_of, write=_written, either=" OR ", both=" AND ")
    if query.without:
        match = f"({match} NOT {joined(query.without, True, write=_written, either=' OR ', both='')})"
    return match


def _side_by_side(query: Query) -> str:
    """Finds nothing more, but makes pages rank higher that have all the words in this order, one after the other."""
    if len(query.terms) == 1 or query.any_of or query.without:
        return ""
    return " OR " + _written(
        Term(tuple(word for term in query.terms for word in term.words), query.terms[-1].is_prefix)
    )


def _written(term: Term) -> str:
    """Quoted words have no meaning to FTS5 but themselves; `words_of` leaves no quote inside."""
    return f'"{" ".join(term.words)}"' + ("*" if term.is_prefix else "")
