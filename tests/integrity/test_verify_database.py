"""`manage.py verify` finds a database that is not sound, whatever is written in it."""

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.audit.chained import run
from tests.conftest import ROOT, make_page, make_space
from tests.integrity.tampering import names, verified
from wiki.audit import chaining
from wiki.pages import immutability
from wiki.pages.models import Page

pytestmark = pytest.mark.django_db


@contextmanager
def unchecked():
    """What somebody does who tells the database not to look at keys."""
    on, off = {
        "sqlite": ("PRAGMA foreign_keys = ON", "PRAGMA foreign_keys = OFF"),
        "postgresql": ("SET session_replication_role = DEFAULT", "SET session_replication_role = replica"),
    }[connection.vendor]
    run(off)
    yield
    run(on)


@pytest.mark.django_db(transaction=True)
def test_row_that_names_a_row_which_is_not_there_is_found():
    page = make_page(make_space())
    with unchecked():
        run("UPDATE wiki_page SET parent_id = 999 WHERE id = %s", values=(page.pk,))
    code, lines = verified(only=["database"])
    assert code == 1
    assert lines[0] == f"row-lost: Row {page.pk} of wiki_page names row 999 of wiki_page, which is not there."
    assert "the newest backup: manage.py restore" in lines[1]
    Page.objects.filter(pk=page.pk).update(parent=None)
    assert names(only=["database"]) == []


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_value_that_its_column_forbids_is_found():
    make_page(make_space())
    run("PRAGMA ignore_check_constraints = ON", "UPDATE wiki_rendering SET words = -1")
    run("PRAGMA ignore_check_constraints = OFF")
    assert verified(only=["database"])[1][0] == (
        "database-damaged: The database is damaged: CHECK constraint failed in wiki_rendering"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["reversion_version", "wiki_auditevent"])
def test_trigger_that_is_gone_is_found_and_made_again(name):
    last = {"sqlite": "no_delete", "postgresql": "kept"}[connection.vendor]
    trigger = f"{name}_{last}" if name == "reversion_version" else f"{name}_chain"
    run(f"DROP TRIGGER {trigger}" + (f" ON {name}" if connection.vendor == "postgresql" else ""))
    code, lines = verified(only=["database"])
    assert (code, lines[0].partition(",")[0]) == (1, f"trigger-missing: The trigger {trigger}")
    call_command("migrate", verbosity=0, interactive=False)
    assert names(only=["database"]) == []


@pytest.mark.postgresql
def test_trigger_that_is_disabled_is_found():
    run("ALTER TABLE wiki_revision DISABLE TRIGGER wiki_revision_kept")
    assert names(only=["database"]) == ["trigger-missing"]


def test_every_trigger_that_is_made_is_looked_for():
    vendor = connection.vendor
    made = " ".join((*immutability.statements(vendor), *chaining.statements(vendor)))
    asked = (*immutability.triggers(vendor), *chaining.triggers(vendor))
    assert len(re.findall(r"CREATE (?:OR REPLACE |CONSTRAINT )?TRIGGER", made)) == len(asked)


def test_database_of_another_version_is_found():
    run("DELETE FROM django_migrations WHERE id = (SELECT MAX(id) FROM django_migrations WHERE app = 'wiki')")
    assert names(only=["database"]) == ["database-outdated"]


@pytest.mark.sqlite
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_damaged_file_is_told_in_lines_and_the_other_checks_go_on(tmp_path):
    make_page(make_space())
    damaged = tmp_path / "looseleaf.sqlite3"
    run("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(settings.DATABASES["default"]["NAME"], damaged)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'reversion_version'")
        page = cursor.fetchone()[0]
    with damaged.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x5a" * 4096)
    environment = {"LOOSELEAF_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", "verify"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "")
    found = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert "database-damaged" in found
    assert "unreadable: Saved revisions: the database can't be read any further: database disk image" in done.stdout
    assert re.search(r"\n\d+ findings; \d+ links, head \w{64}\.\n$", done.stdout)
