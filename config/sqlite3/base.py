"""Writers that wait for one another briefly and often, and statements that are read once."""

import sqlite3
import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

# A transaction takes a few milliseconds. SQLite's own waiting looks ever less often, in the end every tenth of a
# second, and whoever comes anew overtakes who waits: with two writers some waited for more than a second.
LOOK_EVERY = 0.002  # seconds


STATEMENTS = 500  # of which the text, and what SQLite made of it, are kept for the next time


class Cursor(base.SQLiteCursorWrapper):
    """As Django's; only the marks of parameters are not looked for anew in every statement."""

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        return _converted(query) if param_names is None else super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=STATEMENTS)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; only who wants to write waits in our way, for as long as the option `timeout` says."""

    def get_connection_params(self) -> dict[str, Any]:
        return {"cached_statements": STATEMENTS} | super().get_connection_params()

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        patience = self.settings_dict["OPTIONS"].get("timeout", 5)
        until = time.monotonic() + patience
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._begun(is_last=time.monotonic() >= until):
                time.sleep(LOOK_EVERY)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(1000 * patience)}")

    def _begun(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()
        except OperationalError as error:
            if is_last or not _is_busy(error):
                raise
            return False
        return True


def _is_busy(error: OperationalError) -> bool:
    """Whether somebody else holds the database: as a writer, or to mend it after a crash, which has a code of its own
    above the lowest byte (https://sqlite.org/rescode.html, "Primary Result Codes versus Extended Result Codes")."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
