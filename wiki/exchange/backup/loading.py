"""Filling an empty wiki's database from a backup, in one transaction.

The tables are made anew as the migrations of the backup made them: its rows fit whatever has changed since, no trigger
stands in the way, and the present version's migrations then do with them what they do on every upgrade. Where the
tables that are there come of the same migrations, they stay, without their triggers: making them takes seconds.
"""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.manifest import TablePart
from wiki.exchange.backup.reading import Backup
from wiki.exchange.backup.tables import Table, travelling
from wiki.exchange.writing.progress import Watcher

# A wiki in which there was ever anything has rows in one of these.
_CONTENT = ("accounts_user", "wiki_space", "wiki_auditevent")
# Made by ourselves besides the models: an index that is there already would not be made anew.
_INDEX = "wiki_search"
_OTHERS = (MigrationRecorder.Migration._meta.db_table, _INDEX)
_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)"
    ),
}


def require_empty() -> None:
    """Raises BackupRefused where something would be lost."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in there.intersection(_CONTENT):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - one of the constants above
            if cursor.fetchone():
                words = _("This wiki has content. Restore into an empty one: a new LOOSELEAF_DATA folder or database.")
                raise BackupRefused(words)


def is_known(migrations: Sequence[Sequence[str]]) -> bool:
    """Whether this version has all of these migrations."""
    known = MigrationLoader(None).graph.nodes
    return all((app, name) in known for app, name in migrations)


def load(backup: Backup, watcher: Watcher) -> None:
    """Makes the database what was backed up, and brings it up to date. The caller holds the transaction, in which
    SQLite does not watch over foreign keys."""
    manifest = backup.manifest
    tables = _tables_that_fit(manifest.migrations)
    _set_constraints("DEFERRED")
    _empty(tables)
    watcher.begin(_("Rows"), sum(part.rows for part in manifest.tables))
    for part in manifest.tables:
        watcher.advance(_fill(tables, part, backup))
    _go_on_counting(tables.values())
    connection.check_constraints()
    _set_constraints("IMMEDIATE")
    ContentType.objects.clear_cache()
    call_command("migrate", verbosity=0, interactive=False)


def _tables_that_fit(migrations: Sequence[Sequence[str]]) -> dict[str, Table]:
    loader = MigrationLoader(connection)
    if set(loader.graph.nodes) == set(loader.applied_migrations) == {(app, name) for app, name in migrations}:
        _drop_triggers()
        return {table.name: table for table in travelling(apps)}
    _drop_tables()
    _set_constraints("IMMEDIATE")
    return _make_tables(migrations)


def _drop_triggers() -> None:
    """They come back with what follows every migrate, and the search index, which they keep, with them."""
    ours, quoted = _our_tables(), connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS[connection.vendor])
        for trigger, table in cursor.fetchall():
            if table in ours:
                place = f" ON {quoted(table)}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {quoted(trigger)}{place}")
        cursor.execute(f"DROP TABLE IF EXISTS {_INDEX}")


def _drop_tables() -> None:
    """Of an empty wiki: ours alone, in whatever else the database has."""
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in sorted(_our_tables()):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")


def _our_tables() -> set[str]:
    there = set(connection.introspection.table_names())
    return there.intersection((*connection.introspection.django_table_names(), *_OTHERS))


def _make_tables(migrations: Sequence[Sequence[str]]) -> dict[str, Table]:
    """The tables as these migrations make them, empty, by name. No receiver hears of it and puts triggers in place."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in migrations}
    whole = executor.migration_plan(executor.loader.graph.leaf_nodes())
    plan = [step for step in whole if (step[0].app_label, step[0].name) in wanted]
    state = executor.migrate(None, plan=plan)
    return {table.name: table for table in travelling(state.apps)}


def _empty(tables: Iterable[str]) -> None:
    """A migration may have made rows, which the backup has too."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - named by our own models


def _fill(tables: dict[str, Table], part: TablePart, backup: Backup) -> int:
    """How many rows went in."""
    table = tables.get(part.name)
    if table is None or not table.has(part.columns):
        raise _misfit(part)
    for lines in backup.batches(part):
        try:
            table.fill(part.columns, lines, DEFAULT_DB_ALIAS)
        except (ValueError, TypeError, ValidationError) as error:  # values of another kind than the columns'
            raise _misfit(part) from error
    return part.rows


def _misfit(part: TablePart) -> BackupRefused:
    return BackupRefused(_("The backup does not fit the migrations that it names: table %s.") % part.name)


def _go_on_counting(tables: Iterable[Table]) -> None:
    """New rows get keys beyond those that came along; SQLite sees to that by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)


def _set_constraints(when: str) -> None:
    """When PostgreSQL looks at foreign keys: rows come in any order, but a table can't be altered while it still has to
    look."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")
