"""Putting a query to the database: which pages, in which order. The rights are part of the question itself."""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection, connections, router
from django.db.models import Q, QuerySet
from django.utils import timezone

from wiki.pages.models import Page
from wiki.pages.titles import title_key
from wiki.search.backends import backend_of
from wiki.search.backends.interface import Fragment
from wiki.search.query import Query
from wiki.search.scope import Scope

# A page whose title is the very question comes first; fresh pages come a little before others that match as well.
TITLE_BOOST = 4.0
# Where more pages match, the newest so many are ranked, and as many that have the words in their title: ranking all of
# 100,000 took a quarter of a second.
MOST_RANKED = 2_000
FIRST_TITLES = (40, 500)  # of those that begin as asked
FRESHNESS = ((30, 1.2), (365, 1.1))  # changed in the last so many days: score times


@dataclass(frozen=True, slots=True)
class Matches:
    """Keys of the pages asked for, in order, and the number of all that match."""

    keys: tuple[int, ...]
    total: int
    is_part: bool = False  # there are more, of which neither title nor age makes them likely


NONE = Matches((), 0)


def match(
    query: Query, scope: Scope, *, start: int, count: int, besides: Query | None = None, ranked: int | None = None
) -> Matches:
    """Pages of the scope that match `query` but not `besides`, best first: `count` of them from `start` on. `ranked` of
    each kind are looked at where very many match, `MOST_RANKED` if that is not said."""
    most = ranked or MOST_RANKED
    if not query.terms:
        return _by_time(_showing(scope.pages(), query.signs), start, count)
    allowed = scope.selected()
    if allowed is None:
        return NONE
    newest = backend_of().newest_hits(query, besides, allowed, most, titles=False)
    found = _ranked(newest, _boost(query), start, count)
    if found.total < most:
        return found
    titled = backend_of().newest_hits(query, besides, allowed, most, titles=True)
    both = f"SELECT * FROM ({newest.sql}) AS newest UNION ALL SELECT * FROM ({titled.sql}) AS titled"
    once = f"SELECT id, MAX(score) AS score, title_key, changed_at FROM ({both}) AS page GROUP BY 1, 3, 4"
    found = _ranked(Fragment(once, (*newest.params, *titled.params)), _boost(query), start, count)
    return replace(found, is_part=True)


def _ranked(hits: Fragment, boost: Fragment, start: int, count: int) -> Matches:
    sql = (
        f"WITH page AS MATERIALIZED ({hits.sql}) SELECT id, COUNT(*) OVER () FROM page "
        f"ORDER BY score * {boost.sql} DESC, id LIMIT %s OFFSET %s"
    )
    rows = _rows(sql, (*hits.params, *boost.params, count, start))
    return Matches(tuple(key for key, _total in rows), rows[0][1] if rows else 0)


def _boost(query: Query) -> Fragment:
    now = timezone.now().replace(microsecond=0)
    days_ago = (connection.ops.adapt_datetimefield_value(now - timedelta(days=days)) for days, _times in FRESHNESS)
    fresh = " ".join(f"WHEN page.changed_at >= %s THEN {times}" for _days, times in FRESHNESS)
    sql = f"(CASE WHEN page.title_key = %s THEN {TITLE_BOOST} {fresh} ELSE 1.0 END)"
    return Fragment(sql, (title_key(query.typed.strip(' "*')), *days_ago))


def match_any(queries: list[Query], scope: Scope) -> list[bool]:
    """For each query, whether some page of the scope matches it; one look at the database."""
    allowed = scope.selected()
    if allowed is None or not queries:
        return [False] * len(queries)
    questions, values = [], []
    for query in queries:
        hits = backend_of().hits(query)
        questions.append(
            f"EXISTS (SELECT 1 FROM ({hits.sql}) AS hits JOIN ({allowed.sql}) AS page ON page.id = hits.id)"
        )
        values += [*hits.params, *allowed.params]
    return [bool(value) for value in _rows("SELECT " + ", ".join(questions), values)[0]]


def titled(key: str, scope: Scope, *, most: int) -> list[int]:
    """Keys of at most so many pages of the scope whose title, as `title_key` writes it, starts with `key`, in the
    order of their titles. Two queries, and more where the first titles are not enough: a hundred thousand that begin
    with "procedure" take a quarter of a second."""
    begun = backend_of().title_starts_with(key)
    sql = f"SELECT id FROM wiki_page WHERE {begun.sql} ORDER BY title_key, id LIMIT %s"
    for looked_at in FIRST_TITLES:
        first = [pk for (pk,) in _rows(sql, (*begun.params, looked_at))]
        found = among(first, scope, most=most)
        if len(found) == most or len(first) < looked_at:
            return found
    return _among(Fragment(f"SELECT id FROM wiki_page WHERE {begun.sql}", begun.params), scope, most)


def once_titled(key: str, scope: Scope, *, most: int) -> dict[int, str]:
    """As `titled`, of former titles: the first of each page by the page's key."""
    begun = backend_of().title_starts_with(key)
    sql = f"SELECT page_id, title_key FROM wiki_formertitle WHERE {begun.sql} ORDER BY title_key, page_id LIMIT %s"
    once: dict[int, str] = {}
    for page, title in _rows(sql, (*begun.params, FIRST_TITLES[-1])):
        once.setdefault(page, title)
    seen = set(among(list(once), scope, most=len(once)))
    return dict(islice(((page, title) for page, title in once.items() if page in seen), most))


def among(keys: list[int], scope: Scope, *, most: int) -> list[int]:
    """At most so many of these pages that are in the scope, in the order of their titles; one query, or none."""
    return _among(Fragment(", ".join(["%s"] * len(keys)), tuple(keys)), scope, most) if keys else []


def _among(keys: Fragment, scope: Scope, most: int) -> list[int]:
    allowed = scope.selected()
    if allowed is None:
        return []
    # Joined with themselves: left to choose, SQLite would rather read all pages of the spaces than these few.
    sql = (
        f"SELECT page.id FROM wiki_page AS chosen JOIN ({allowed.sql}) AS page ON page.id = chosen.id "
        f"WHERE chosen.id IN ({keys.sql}) ORDER BY page.title_key, page.id LIMIT %s"
    )
    return [pk for (pk,) in _rows(sql, (*allowed.params, *keys.params, most))]


def _showing(pages: QuerySet[Page], signs: tuple[str, ...]) -> QuerySet[Page]:
    """Pages with these symbols in title or text, which the index does not know: read through."""
    for sign in signs:
        pages = pages.filter(Q(rendering__plain__contains=sign) | Q(title__contains=sign))
    return pages


def _by_time(pages: QuerySet[Page], start: int, count: int) -> Matches:
    keys = pages.order_by("-changed_at", "pk").values_list("pk", flat=True)
    return Matches(tuple(keys[start : start + count]), keys.count())


def _rows(sql: str, params: Any) -> list[tuple[Any, ...]]:
    with connections[router.db_for_read(Page)].cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
