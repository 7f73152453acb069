"""Whether the database itself is sound: its file, the keys that tie rows together, and the triggers that keep saved
history as it is."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from wiki.audit import chaining
from wiki.audit.findings import Advance, Finding
from wiki.pages import immutability

# `PRAGMA integrity_check` names no more than this; one is enough to act.
_MOST = 100
_ORPHANS = """
SELECT one.{1}, one.{2} FROM {0} one LEFT JOIN {3} other ON other.{4} = one.{2}
WHERE one.{2} IS NOT NULL AND other.{4} IS NULL ORDER BY 1
"""


class _Key(NamedTuple):
    """A column of one table that names rows of another."""

    table: str
    own: str
    column: str
    parent: str
    parents: str


def step_count() -> int:
    """How many steps the next function takes."""
    return len(_keys()) + 1


def database_findings(advance: Advance) -> Iterator[Finding]:
    """What is wrong with the database, whatever is written in it."""
    yield from _damage()
    yield from _outdated()
    yield from _missing_triggers()
    advance(1)
    for key in _keys():
        yield from _orphans(key)
        advance(1)


def _outdated() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        words = _("The database is not that of this version; bring it up to date: manage.py migrate")
        yield Finding("database-outdated", words)


def _damage() -> Iterator[Finding]:
    """PostgreSQL finds a damaged page of its files when it reads it; SQLite when it is asked."""
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA integrity_check({_MOST})")
            said = [row[0] for row in cursor.fetchall()]
    except DatabaseError as error:  # damaged so badly that the check itself stumbles
        said = [str(error)]
    for line in said:
        if line != "ok":
            yield Finding("database-damaged", _("The database is damaged: %s") % " ".join(line.split()))


def _missing_triggers() -> Iterator[Finding]:
    there = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(there)
        names = {row[0] for row in cursor.fetchall()}
    for name in (*immutability.triggers(connection.vendor), *chaining.triggers(connection.vendor)):
        if name not in names:
            words = _(
                "The trigger %s, which keeps saved history as it is, is not in place; manage.py migrate makes it."
            )
            yield Finding("trigger-missing", words % name)


def _keys() -> list[_Key]:
    models = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
    return [
        _Key(model._meta.db_table, model._meta.pk.column, field.column, *_named_by(field))
        for model in models
        if model._meta.managed
        for field in model._meta.local_concrete_fields
        if field.remote_field and field.db_constraint
    ]


def _named_by(field: ForeignKey) -> tuple[str, str]:
    return field.target_field.model._meta.db_table, field.target_field.column


def _orphans(key: _Key) -> Iterator[Finding]:
    """Rows that name a row which is not there: what the database refuses, unless somebody told it not to look."""
    with connection.cursor() as cursor:
        cursor.execute(_ORPHANS.format(*map(connection.ops.quote_name, key)))
        found = cursor.fetchall()
    for row, named in found:
        words = _("Row %(row)s of %(table)s names row %(named)s of %(parent)s, which is not there.")
        yield Finding("row-lost", words % {"row": row, "table": key.table, "named": named, "parent": key.parent})
