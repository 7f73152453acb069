"""While servers are replaced one after the other, the old release works on a database that the new one has migrated.

Only on PostgreSQL: servers that share SQLite are stopped together, and its SQL makes most tables anew.
"""

import importlib
import sys
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter

from tests.conftest import ROOT

# The last migration of each app that the last release has; until there is one, of the day on which this check began.
# What comes after is checked: with each release, these names move on.
LAST_RELEASE = {"accounts": "0001_initial", "wiki": "0027_workers"}

# Migrations that take away what the release before no longer uses: "app.name", and what it was.
SECOND_STEPS: dict[str, str] = {}

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def since_last_release() -> list[tuple[str, str]]:
    """App and name of each migration that servers of the last release do not know."""
    graph = MigrationLoader(connection).graph
    released = {key for last in LAST_RELEASE.items() for key in graph.forwards_plan(last)}
    return sorted(key for key in graph.nodes if key[0] in LAST_RELEASE and key not in released)


def refusals(migrations: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]) -> str:
    """What the linter says against these migrations."""
    linter = MigrationLinter(no_cache=True, quiet=["ok", "ignore", "warning"])
    for key in migrations:
        linter.lint_migration(linter.migration_loader.get_migration(*key))
    said = capsys.readouterr().out
    assert bool(said) == linter.has_errors
    return said


def test_last_release_survives_new_migrations(capsys: pytest.CaptureFixture[str]) -> None:
    checked = [(app, name) for app, name in since_last_release() if f"{app}.{name}" not in SECOND_STEPS]
    assert refusals(checked, capsys) == ""


def test_only_new_migrations_are_excused() -> None:
    assert set(SECOND_STEPS) <= {f"{app}.{name}" for app, name in since_last_release()}


def test_every_app_of_ours_is_checked() -> None:
    ours = {app.label for app in apps.get_app_configs() if (ROOT / app.label / "migrations").is_dir()}
    assert ours == set(LAST_RELEASE)


# --- what the linter refuses ---------------------------------------------------------------------------------------

SHELF = "migrations.CreateModel('Shelf', [('id', models.BigAutoField(primary_key=True)), ('name', models.TextField())])"
MIGRATION = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = {dependencies}
    operations = [
{operations},
    ]
"""


@pytest.fixture
def migrated(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Any:
    """What the linter says of one operation on a table that is there, in the place of an app no other builds on."""
    folder = tmp_path / "thrown_away"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"sessions": "thrown_away"}

    def said(operation: str) -> str:
        write(folder / "0001_shelf.py", [], SHELF)
        write(folder / "0002_change.py", [("sessions", "0001_shelf")], operation)
        importlib.invalidate_caches()
        return refusals([("sessions", "0001_shelf"), ("sessions", "0002_change")], capsys)

    yield said
    for name in [name for name in sys.modules if name.partition(".")[0] == "thrown_away"]:
        del sys.modules[name]


def write(path: Path, dependencies: list[tuple[str, str]], operation: str) -> None:
    path.write_text(MIGRATION.format(dependencies=dependencies, operations=indent(operation, " " * 8)))


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ("migrations.AddField('shelf', 'room', models.IntegerField(default=1))", "NOT NULL constraint"),
        ("migrations.RemoveField('shelf', 'name')", "DROPPING columns"),
        ("migrations.RenameField('shelf', 'name', 'title')", "RENAMING columns"),
        ("migrations.RenameModel('Shelf', 'Rack')", "RENAMING tables"),
        ("migrations.DeleteModel('Shelf')", "DROPPING table"),
        ("migrations.AlterField('shelf', 'name', models.IntegerField())", "ALTERING columns"),
    ],
)
def test_what_the_last_release_would_not_survive_is_refused(migrated: Any, operation: str, reason: str) -> None:
    said = migrated(operation)
    assert "0002_change" in said
    assert reason in said
    assert "0001_shelf" not in said


@pytest.mark.parametrize(
    "operation",
    [
        "migrations.AddField('shelf', 'room', models.IntegerField(null=True))",
        "migrations.AddField('shelf', 'room', models.IntegerField(db_default=1))",
        "migrations.AlterField('shelf', 'name', models.TextField(null=True))",
        "migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField('shelf', 'name')])",
        "migrations.AddIndex('shelf', models.Index(fields=['name'], name='shelf_by_name'))",
    ],
)
def test_first_step_of_two_releases_passes(migrated: Any, operation: str) -> None:
    assert migrated(operation) == ""
