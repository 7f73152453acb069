"""PostgreSQL: a table of text search vectors with a GIN index, kept by triggers on the table of renderings.

The vectors are put together from our own words (words.py, mirrored here in SQL) instead of `to_tsvector`, whose parser
takes "a/b.md" for one word and depends on the server's locale. So both databases find the same pages.
A vector keeps 16,383 positions a page and 255 a word: beyond them words are found, but no phrases.
"""

import hashlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import connection

from wiki.audit.findings import Advance
from wiki.search.backends.interface import Fragment, joined
from wiki.search.query import Query, Term
from wiki.search.words import ACCENTS, JOINED, JOINED_APART, LONGEST, SIGNS, UNSPACED

# Of text, tags, headings, title, as `ts_rank` wants them.
_WEIGHTS = "{0.1, 0.25, 0.4, 1.0}"
# A vector has a limit of one megabyte; a text that reaches it is indexed up to a half, a quarter, ... of its length.
_MOST_TEXT, _MOST_HEADINGS = 2_000_000, 100_000

_FUNCTIONS = (
    f"""
CREATE OR REPLACE FUNCTION wiki_search_spelled(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF octet_length(written) > char_length(written) THEN
    written := normalize(regexp_replace(normalize(written, NFKD), '[{ACCENTS}]+', '', 'g'), NFKC);
    written := regexp_replace(written, '([{UNSPACED}])', ' \\1 ', 'g');
  END IF;
  written := lower(regexp_replace(written COLLATE "und-x-icu", '[^[:alnum:]{SIGNS}{UNSPACED}]+', ' ', 'g'));
  RETURN replace(written, 'ς', 'σ');
END $$""",
    # Positions begin at 2: the gap keeps a phrase from going over from one part to the next.
    f"""
CREATE OR REPLACE FUNCTION wiki_search_part(written text, weight text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(left(word, {LONGEST}) || ':' || least(place + 1, 16383) || weight, ' '), '')::tsvector
  FROM unnest(string_to_array(btrim(wiki_search_spelled(written)), ' ')) WITH ORDINALITY AS words(word, place)
  WHERE word <> ''
$$""",
    f"""
CREATE OR REPLACE FUNCTION wiki_search_vector(page wiki_rendering) RETURNS tsvector LANGUAGE plpgsql STABLE AS $$
DECLARE
  most int := least(char_length(page.plain), {_MOST_TEXT});
  title text := regexp_replace(page.title, '{JOINED}', '{JOINED_APART}', 'g');
BEGIN
  title := CASE title WHEN page.title THEN title ELSE page.title || ' ' || title END;
  LOOP
    BEGIN
      RETURN wiki_search_part(title, 'A') || wiki_search_part(left(page.heading_text, {_MOST_HEADINGS}), 'B')
        || wiki_search_part(page.tags, 'C') || wiki_search_part(left(page.plain, most), 'D');
    EXCEPTION WHEN program_limit_exceeded THEN
      most := most / 2;
    END;
  END LOOP;
END $$""",
    # Compares here, not in a WHEN of the trigger: PostgreSQL would refuse to alter columns that a trigger names.
    """
CREATE OR REPLACE FUNCTION wiki_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    TRUNCATE wiki_search;
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM wiki_search WHERE page_id = old.page_id;
  ELSIF TG_OP = 'INSERT' OR (old.title, old.tags, old.heading_text, old.plain)
      IS DISTINCT FROM (new.title, new.tags, new.heading_text, new.plain) THEN
    INSERT INTO wiki_search(page_id, words) VALUES (new.page_id, wiki_search_vector(new))
    ON CONFLICT (page_id) DO UPDATE SET words = excluded.words;
  END IF;
  RETURN NULL;
END $$""",
)
_TABLE = (
    "CREATE TABLE wiki_search (page_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    # Ranking reads the vectors of all hits: not compressed, they are read faster.
    "ALTER TABLE wiki_search ALTER words SET STORAGE EXTERNAL",
    # Without a list of pending entries: a save is found at once, and the planner trusts the index.
    "CREATE INDEX wiki_search_by_word ON wiki_search USING gin(words) WITH (fastupdate = off)",
)
_TRIGGERS = tuple(
    f"CREATE OR REPLACE TRIGGER wiki_search_{name} AFTER {event} EXECUTE FUNCTION wiki_search_keep()"
    for name, event in (
        ("row", "INSERT OR UPDATE OR DELETE ON wiki_rendering FOR EACH ROW"),
        ("truncate", "TRUNCATE ON wiki_rendering FOR EACH STATEMENT"),
    )
)
_FILL = "INSERT INTO wiki_search(page_id, words) SELECT page_id, wiki_search_vector(page) FROM wiki_rendering AS page"
_MADE = (*_FUNCTIONS, *_TABLE, *_TRIGGERS, _FILL)
_FINGERPRINT = hashlib.sha256("".join(_MADE).encode()).hexdigest()[:16]


_THERE = """
SELECT obj_description(to_regclass('wiki_search'), 'pg_class'), count(*) FROM pg_trigger
WHERE tgrelid = to_regclass('wiki_rendering') AND tgname LIKE 'wiki@_search@_%' ESCAPE '@' AND tgenabled <> 'D'
"""
_AT_A_TIME = 200  # pages that are compared in one statement
_COMPARED = """
SELECT page.page_id, found.words IS NOT DISTINCT FROM wiki_search_vector(page)
FROM wiki_rendering AS page LEFT JOIN wiki_search AS found USING (page_id)
WHERE page.page_id > %s ORDER BY page.page_id LIMIT %s
"""
_LEFT_OVER = "SELECT page_id FROM wiki_search EXCEPT SELECT page_id FROM wiki_rendering ORDER BY page_id"


class PostgreSQL:
    """See `interface.Backend`."""

    def is_installed(self, cursor: Any) -> bool:
        cursor.execute(_THERE)
        return cursor.fetchone() == (_FINGERPRINT, len(_TRIGGERS))

    def installation(self) -> list[str]:
        return ["DROP TABLE IF EXISTS wiki_search", *_MADE, f"COMMENT ON TABLE wiki_search IS '{_FINGERPRINT}'"]

    def hits(self, query: Query, besides: Query | None = None) -> Fragment:
        match = _question(query, besides)
        sql = (
            f"SELECT page_id AS id, ts_rank('{_WEIGHTS}', words, %s::tsquery, 1) AS score "
            "FROM wiki_search WHERE words @@ %s::tsquery"
        )
        return Fragment(sql, (match, match))

    def newest_hits(
        self, query: Query, besides: Query | None, allowed: Fragment, most: int, *, titles: bool
    ) -> Fragment:
        # Ranked outside: inside, the vectors of all hits would be read before they are sorted.
        sql = (
            f"SELECT id, ts_rank('{_WEIGHTS}', words, %s::tsquery, 1) AS score, title_key, changed_at FROM ("
            "SELECT page.id, words, page.title_key, page.changed_at "
            f"FROM wiki_search JOIN ({allowed.sql}) AS page ON page.id = page_id "
            "WHERE words @@ %s::tsquery ORDER BY page_id DESC LIMIT %s) AS newest"
        )
        sought = _question(query, besides, "A" if titles else "")
        return Fragment(sql, (_question(query, besides), *allowed.params, sought, most))

    def known_words(self) -> Fragment:
        return Fragment("SELECT word, ndoc FROM ts_stat('SELECT words FROM wiki_search')")

    def differing(self, cursor: Any, advance: Advance) -> Iterator[int]:
        last = 0
        while True:
            cursor.execute(_COMPARED, [last, _AT_A_TIME])
            rows = cursor.fetchall()
            if not rows:
                break
            yield from (key for key, is_same in rows if not is_same)
            advance(len(rows))
            last = rows[-1][0]
        cursor.execute(_LEFT_OVER)
        yield from (key for (key,) in cursor.fetchall())

    def title_starts_with(self, key: str) -> Fragment:
        # As text: the index of Django's for beginnings has the operators of texts.
        return Fragment("title_key::text LIKE %s", (connection.ops.prep_for_like_query(key) + "%",))


def _question(query: Query, besides: Query | None, weight: str = "") -> str:
    return _match(query, weight) + (f" & !{_match(besides)}" if besides else "")


def _match(query: Query, weight: str = "") -> str:
    """`weight` is that of the part of a page in which the words are sought."""
    match = joined(query.terms, query.any_of, write=partial(_written, weight=weight), either=" | ", both=" & ")
    if query.without:
        match = f"({match} & !{joined(query.without, True, write=_written, either=' | ', both='')})"
    return match


def _written(term: Term, weight: str = "") -> str:
    """Quoted words have no meaning to `tsquery` but themselves; `words_of` leaves no quote or backslash inside."""
    label = f":{weight}" if weight else ""
    *others, last = (f"'{word}'" for word in term.words)
    last += f":*{weight}" if term.is_prefix else label
    return "(" + " <-> ".join([*(word + label for word in others), last]) + ")"
