"""One writer of pages at a time, on every database."""

from django.db import connection

_PAGES = 7_400_901  # any number: it names our lock among PostgreSQL's advisory locks


def only_writer() -> None:
    """Waits until no other transaction writes pages, and keeps the others waiting until this one ends.

    SQLite does so by itself. On PostgreSQL it rules out that two writers wait for each other's rows, and that one reads
    (to merge, to render) what the other is about to change. The caller holds a transaction; a save takes some 15 ms.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PAGES])
