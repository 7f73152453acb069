"""What only one process may be at, on whichever server: held until the block ends or the process does."""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_OURS = 7_400_903  # any number: it names our locks among PostgreSQL's advisory locks
# A server that lost its power says nothing more; the database must find out within minutes, not after two hours. And it
# must not take a long import for a forgotten transaction.
_WATCHED = (
    "SELECT set_config('tcp_keepalives_idle', '30', true), set_config('tcp_keepalives_interval', '10', true), "
    "set_config('tcp_keepalives_count', '6', true), set_config('idle_in_transaction_session_timeout', '0', true)"
)


@contextmanager
def alone_at(what: str) -> Iterator[bool]:
    """Whether nobody else is at this; if so, nobody else will be until the block ends."""
    with (_on_postgresql if connection.vendor == "postgresql" else _on_this_machine)(what) as is_alone:
        yield is_alone


def is_anybody_at(what: str) -> bool:
    """Whether another process is."""
    with alone_at(what) as is_alone:
        return not is_alone


@contextmanager
def _on_postgresql(what: str) -> Iterator[bool]:
    """In a transaction of a connection of its own: a pooler gives every transaction of ours another connection."""
    keeper = connection.copy()
    try:
        keeper.set_autocommit(False)
        with keeper.cursor() as cursor:
            cursor.execute(_WATCHED)
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_OURS, zlib.crc32(what.encode()) - 2**31])
            [is_alone] = cursor.fetchone()
        yield is_alone
    finally:
        keeper.close()


@contextmanager
def _on_this_machine(what: str) -> Iterator[bool]:
    """Who shares a SQLite file shares a machine. The system lets go when the process ends, however that is."""
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{what}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
