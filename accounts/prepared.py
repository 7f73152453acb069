"""Queries whose SQL is built once: for the few that every page view runs.

Building the SQL of the page's query took Django three times as long as the database took to answer it.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accounts.zones import site_today


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
        return self.converted(self.raw(*values))

    def raw(self, *values: Any) -> list[Sequence[Any]]:
        """The rows as the database gives them: enough to see whether they are the same as before; one query."""
        _compiler, sql, params, _converters = self._compiled()
        given = dict(zip(self.marks, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(param, param) for param in params])
            return cursor.fetchall()

    def converted(self, rows: list[Sequence[Any]]) -> list[Sequence[Any]]:
        """Raw rows as Django converts them."""
        compiler, _sql, _params, converters = self._compiled()
        return list(compiler.apply_converters(rows, converters)) if converters else rows

    def _compiled(self) -> tuple[Any, str, tuple[Any, ...], dict[int, Any]]:
        kept, today = getattr(self.local, "kept", None), site_today()
        if kept is None or self.local.day != today:
            compiler = self.make(*self.marks).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            kept = (compiler, sql, params, converters)
            self.local.kept, self.local.day = kept, today
        return kept
