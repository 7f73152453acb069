"""The database as it stands at one moment, while people go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "snapshot"
_POSTGRESQL = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection of its own, on which every query sees the moment of the first one.

    One transaction that only reads: on SQLite the write-ahead log keeps what it sees, and no writer waits for it.
    SQLite's copying would begin anew with every write of another process.
    """
    own = connections[DEFAULT_DB_ALIAS].copy(ALIAS)
    if own.vendor == "sqlite":
        own.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"  # the wiki's own locks out other writers
    connections[ALIAS] = own
    try:
        with transaction.atomic(ALIAS):
            if own.vendor == "postgresql":
                with own.cursor() as cursor:
                    cursor.execute(_POSTGRESQL)
            yield ALIAS
    finally:
        own.close()
        del connections[ALIAS]
