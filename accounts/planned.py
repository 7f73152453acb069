"""Statements that PostgreSQL plans once for each connection, and then only runs.

Django's usual cursors put the parameters into the text of a statement, so that each is a new one to the database.
"""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.types.numeric import Int8

FROM_THE = 2  # nd time on: who asks but once, as a command does, need not wait for a plan to be kept


class PlannedCursor(ServerBindingCursor):
    """Django's log of statements asks a cursor for the one that it ran last, as only the usual ones know it."""

    def execute(self, query: str, params: Sequence[Any] | None = None, **how: Any) -> "PlannedCursor":
        super().execute(query, params, **how)
        self._query = SimpleNamespace(query=query.encode())
        return self


def planning_cursor(connection: BaseDatabaseWrapper) -> Any:
    """A cursor of this connection to PostgreSQL that leaves the parameters out of the text."""
    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = FROM_THE
    usual, raw.cursor_factory = raw.cursor_factory, PlannedCursor
    try:
        return connection.cursor()
    finally:
        raw.cursor_factory = usual


def typed(values: Sequence[Any]) -> list[Any]:
    """Whole numbers as the keys of rows are: sent each by its size, every mixture of sizes were another statement."""
    return [Int8(value) if type(value) is int else value for value in values]
