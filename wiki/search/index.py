"""Putting the index in place, and in order: after every migrate.

SQLite drops a table's triggers when a migration rebuilds the table; an index that missed changes is made anew.
"""

from typing import Any

from django.db import connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate

from wiki.pages.models import Rendering
from wiki.search.backends import backend_of, sqlite


def listen() -> None:
    """Connects the two receivers; called once, when the wiki starts."""
    connection_created.connect(prepare, dispatch_uid="wiki.search.prepare")
    post_migrate.connect(install, dispatch_uid="wiki.search.install")


def prepare(connection: Any, **_sent: Any) -> None:
    """Receiver of connection_created: gives SQLite the functions that the index's triggers call."""
    if connection.vendor == "sqlite":
        sqlite.register(connection.connection)


def install(using: str, **_sent: Any) -> None:
    """Receiver of post_migrate: makes the index, unless it is there already."""
    if Rendering._meta.db_table not in connections[using].introspection.table_names():
        return
    with transaction.atomic(using), connections[using].cursor() as cursor:
        if not backend_of(using).is_installed(cursor):
            rebuild(using)


def rebuild(using: str = "default") -> None:
    """Makes index and triggers anew from the stored renderings; about a second for a thousand pages."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for statement in backend_of(using).installation():
            cursor.execute(statement)
