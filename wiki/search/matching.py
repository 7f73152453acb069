"""Putting a query to the database: which pages, in which order. The rights are part of the question itself."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, FloatField, Q, QuerySet, Value, When
from django.utils import timezone

from wiki.pages.models import Page
from wiki.pages.titles import title_key
from wiki.search.backends import backend_of
from wiki.search.query import Query

# A page whose title is the very question comes first; fresh pages come a little before others that match as well.
TITLE_BOOST = 4.0
FRESHNESS = ((30, 1.2), (365, 1.1))  # changed in the last so many days: score times


@dataclass(frozen=True, slots=True)
class Matches:
    """Keys of the pages asked for, in order, and the number of all that match."""

    keys: tuple[int, ...]
    total: int


NONE = Matches((), 0)


def _boosted(pages: QuerySet[Page], query: Query) -> QuerySet[Page]:
    now = timezone.now().replace(microsecond=0)
    fresh = [When(changed_at__gte=now - timedelta(days=days), then=Value(times)) for days, times in FRESHNESS]
    is_title = When(title_key=title_key(query.typed.strip(' "*')), then=Value(TITLE_BOOST))
    boost = Case(is_title, *fresh, default=Value(1.0), output_field=FloatField())
    return pages.order_by().annotate(boost=boost).values("id", "boost")


def match(query: Query, pages: QuerySet[Page], *, start: int, count: int, besides: Query | None = None) -> Matches:
    """Those of `pages` that match `query` but not `besides`, best first: `count` of them from `start` on."""
    if not query.terms:
        return _by_time(_showing(pages, query.signs), start, count)
    hits = backend_of().hits(query, besides)
    try:
        allowed, params = _boosted(pages, query).query.sql_with_params()
    except EmptyResultSet:  # no space to look into
        return NONE
    sql = (
        f"WITH hits AS MATERIALIZED ({hits.sql}) SELECT page.id, COUNT(*) OVER () FROM hits "
        f"JOIN ({allowed}) AS page ON page.id = hits.id "
        "ORDER BY hits.score * page.boost DESC, page.id LIMIT %s OFFSET %s"
    )
    rows = _rows(sql, (*hits.params, *params, count, start))
    return Matches(tuple(key for key, _total in rows), rows[0][1] if rows else 0)


def match_any(queries: list[Query], pages: QuerySet[Page]) -> list[bool]:
    """For each query, whether some of `pages` match it; one look at the database."""
    try:
        allowed, params = pages.order_by().values("id").query.sql_with_params()
    except EmptyResultSet:
        return [False] * len(queries)
    if not queries:
        return []
    questions, values = [], []
    for query in queries:
        hits = backend_of().hits(query)
        questions.append(f"EXISTS (SELECT 1 FROM ({hits.sql}) AS hits JOIN ({allowed}) AS page ON page.id = hits.id)")
        values += [*hits.params, *params]
    return [bool(value) for value in _rows("SELECT " + ", ".join(questions), values)[0]]


def _showing(pages: QuerySet[Page], signs: tuple[str, ...]) -> QuerySet[Page]:
    """Pages with these symbols in title or text, which the index does not know: read through."""
    for sign in signs:
        pages = pages.filter(Q(rendering__plain__contains=sign) | Q(title__contains=sign))
    return pages


def _by_time(pages: QuerySet[Page], start: int, count: int) -> Matches:
    keys = pages.order_by("-changed_at", "pk").values_list("pk", flat=True)
    return Matches(tuple(keys[start : start + count]), keys.count())


def _rows(sql: str, params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
