"""Queries whose SQL is built once, and planned once: for the few that every page view runs.

Building the SQL of the page's query took Django three times as long as the database took to answer it, and PostgreSQL
spent six times as long on planning as on answering.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from accounts.zones import site_today


class _Compiled(NamedTuple):
    """A query as its database takes it, and what makes Python's values of the answer."""

    compiler: Any
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]


class PreparedQuery:
    """A `values_list` queryset as a function of its parameters.

    `make` is called once a thread and day, because rights may end with a day, with `marks`: values that occur nowhere
    else in the query and that stand for the parameters, which must be compared as they are (exact lookups of texts and
    whole numbers).
    """

    def __init__(self, make: Callable[..., QuerySet], *marks: str | int) -> None:
        self.make = make
        self.marks = marks
        self.local = threading.local()  # a compiler belongs to the connection of its thread

    def rows(self, *values: Any) -> list[Sequence[Any]]:
        """The rows for these parameters, converted as Django converts them; one query."""
        compiled = self._compiled()
        return self._converted(compiled, self._asked(compiled, values))

    def raw(self, *values: Any) -> list[Sequence[Any]]:
        """The rows as the database gives them: enough to see whether they are the same as before; one query."""
        return self._asked(self._compiled(), values)

    def converted(self, rows: list[Sequence[Any]]) -> list[Sequence[Any]]:
        """Raw rows as Django converts them."""
        return self._converted(self._compiled(), rows)

    def _asked(self, compiled: _Compiled, values: Sequence[Any]) -> list[Sequence[Any]]:
        database = connections[router.db_for_read(compiled.compiler.query.model)]
        cursor, values = _cursor(database, values)
        given = dict(zip(self.marks, values, strict=True))
        with cursor:
            cursor.execute(compiled.sql, [given.get(param, param) for param in compiled.params])
            return cursor.fetchall()

    def _converted(self, compiled: _Compiled, rows: list[Sequence[Any]]) -> list[Sequence[Any]]:
        converters = compiled.converters
        return list(compiled.compiler.apply_converters(rows, converters)) if converters else rows

    def _compiled(self) -> _Compiled:
        kept, today = getattr(self.local, "kept", None), site_today()
        if kept is None or self.local.day != today:
            compiler = self.make(*self.marks).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            kept = _Compiled(compiler, sql, params, converters)
            self.local.kept, self.local.day = kept, today
        return kept


def _cursor(database: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    """A cursor for these parameters, and they as it takes them. A plan belongs to one connection: where a pooler gives
    out others there is none."""
    if database.vendor != "postgresql" or settings.IS_POOLED:
        return database.cursor(), values
    from accounts.planned import planning_cursor, typed  # not for SQLite: psycopg takes 4 MB

    return planning_cursor(database), typed(values)
