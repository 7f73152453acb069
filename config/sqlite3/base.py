"""Writers that wait for one another briefly and often."""

import sqlite3
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

# A transaction takes a few milliseconds. SQLite's own waiting looks ever less often, in the end every tenth of a
# second, and whoever comes anew overtakes who waits: with two writers some waited for more than a second.
LOOK_EVERY = 0.001  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; only who wants to write waits in our way, for as long as the option `timeout` says."""

    def _start_transaction_under_autocommit(self) -> None:
        until = time.monotonic() + self.settings_dict["OPTIONS"].get("timeout", 5)
        patience = int(1000 * self.settings_dict["OPTIONS"].get("timeout", 5))
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._begun(is_last=time.monotonic() >= until):
                time.sleep(LOOK_EVERY)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience}")

    def _begun(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()
        except OperationalError as error:
            if is_last or getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True
