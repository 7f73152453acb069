"""`manage.py restore`: the same wiki again, on either database and from an earlier release."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from accounts.models import Team, User
from tests.audit.chained import run
from tests.conftest import PASSWORD, ROOT, client_of, make_page, make_revision, make_space
from tests.exchange.backing_up import backed_up, content, elsewhere, emptied, manifest, rewritten, rows_of, told
from tests.integrity.tampering import names, verified
from wiki.audit.models import AuditEvent
from wiki.exchange.backup import restoring
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level, Membership, Space

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.both_databases]
KEPT = sorted(Path(__file__).with_name("backups").glob("*.zip"))
# Where the release before auditors ended; what came since made no table that travels but `wiki_formernumber`.
BEFORE_AUDITORS = "0019_document_news"


@pytest.fixture
def wiki(document, corpus, reader):
    """A signed, confirmed document with a file, a handbook with its history, a team and a member."""
    bundle = corpus / "openshift-runbooks" / "history.bundle"
    call_command("import_git", str(bundle), "--space", "runbooks", stdout=io.StringIO())
    team = Team.objects.create(name="Cleaning")
    team.members.add(reader)
    Membership.objects.create(space=document.space, team=team, level=Level.EDITOR)
    return document


@pytest.fixture
def fresh(settings, tmp_path):
    """Empties the wiki, and has attached files kept in another folder from then on."""

    def empty():
        emptied()
        elsewhere(settings, tmp_path / "restored")

    return empty


def test_everything_comes_back_the_same(wiki, fresh, tmp_path):
    backup = backed_up(tmp_path / "wiki.zip")
    hashes = dict(Revision.objects.values_list("pk", "content_hash"))
    fresh()
    assert "Restored" in told("restore", backup)
    assert content(backed_up(tmp_path / "again.zip")) == content(backup)
    assert verified()[0] == 0
    assert dict(Revision.objects.values_list("pk", "content_hash")) == hashes


@pytest.mark.postgresql
def test_wiki_goes_to_sqlite_and_comes_back(wiki, fresh, tmp_path):
    backup, again, third = (tmp_path / name for name in ("wiki.zip", "sqlite.zip", "third.zip"))
    backed_up(backup)
    for command in (["restore", str(backup)], ["backup", str(again)], ["verify"]):
        on_sqlite(tmp_path / "data", *command)
    assert (manifest(backup)["database"], manifest(again)["database"]) == ("postgresql", "sqlite")
    fresh()
    told("restore", again)
    assert content(backed_up(third)) == content(again) == content(backup)
    assert verified()[0] == 0


def on_sqlite(folder, *command):
    environment = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder)}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_restored_wiki_goes_on(document, reader, fresh, client, tmp_path):
    backup, address = backed_up(tmp_path / "wiki.zip"), document.get_absolute_url()
    highest = Page.objects.order_by("-pk").first().pk
    fresh()
    told("restore", backup)
    page, person = Page.objects.select_related("space").get(pk=document.pk), User.objects.get(pk=reader.pk)
    assert person.check_password(PASSWORD)
    assert client_of(person).get(f"/p/{document.pk}/").url == address
    assert "goggles" in client_of(person).get("/search/?q=goggles").content.decode()
    assert make_page(page.space, "Newer").pk > highest
    assert AuditEvent.objects.filter(action="wiki.restored").get().after["head"] == manifest(backup)["head"]
    with pytest.raises(DatabaseError, match="can not be changed"):
        run("UPDATE reversion_version SET serialized_data = ''")
    assert verified()[0] == 0


@pytest.mark.parametrize("backup", KEPT, ids=lambda path: path.stem)
def test_backup_of_an_earlier_release_restores(backup, db, fresh):
    fresh()
    told("restore", backup)
    assert verified()[0] == 0
    assert Page.objects.filter(document__number="SOP-001").exists()
    with StoredFile.objects.get().open() as file:
        assert file.read() == b"a plan"


def as_before_auditors(found, said):
    """What the release before auditors would have written: memberships had other levels and no last day."""
    said["migrations"] = [[app, name] for app, name in said["migrations"] if app != "wiki" or name <= BEFORE_AUDITORS]
    del found["tables/wiki_formernumber.jsonl"]
    said["tables"] = [table for table in said["tables"] if table["name"] != "wiki_formernumber"]
    for table, column in (("wiki_membership", "until"), ("wiki_reviewrequest", "marks")):
        columns = next(one["columns"] for one in said["tables"] if one["name"] == table)
        place, level = columns.index(column), "level" in columns and columns.index("level")
        rows = rows_of(found[f"tables/{table}.jsonl"])
        for row in rows:
            if level:
                row[level] //= 10
            del row[place]
        del columns[place]
        found[f"tables/{table}.jsonl"] = "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def test_rows_of_an_earlier_release_are_migrated(document, admin, editor, fresh, tmp_path):
    Membership.objects.create(space=document.space, user=editor, level=Level.TRAINER)
    backup = rewritten(backed_up(tmp_path / "wiki.zip"), as_before_auditors)
    fresh()
    told("restore", backup)
    assert Membership.objects.get(user__email=editor.email).level == Level.TRAINER
    assert verified()[0] == 0
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_restoration_that_fails_leaves_nothing(document, fresh, tmp_path, monkeypatch):
    backup = backed_up(tmp_path / "wiki.zip")
    fresh()

    def fail(_manifest):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(restoring, "_record", fail)
    with pytest.raises(CommandError, match="The database does not take it: the disk is full"):
        told("restore", backup)
    assert not User.objects.exists()
    assert not default_storage.exists(a_file(backup))
    monkeypatch.undo()
    told("restore", backup)
    assert verified()[0] == 0


def a_file(backup):
    sha256 = next(name for name in manifest(backup)["parts"] if name.startswith("files/")).removeprefix("files/")
    return StoredFile(sha256=sha256).storage_name


def test_file_that_is_in_the_storage_stays_after_a_failure(document, tmp_path, monkeypatch):
    backup = backed_up(tmp_path / "wiki.zip")
    emptied()

    def fail(_manifest):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_record", fail)
    with pytest.raises(CommandError, match="Stopped"):
        told("restore", backup)
    assert default_storage.exists(a_file(backup))


def test_file_that_was_missing_is_told_and_found_by_verify(document, fresh, tmp_path):
    file = StoredFile.objects.get()
    default_storage.delete(file.storage_name)
    with pytest.raises(CommandError):
        told("backup", tmp_path / "wiki.zip")
    fresh()
    assert f"was missing already when the backup was made: file {file.pk}" in told("restore", tmp_path / "wiki.zip")
    assert names() == ["file-lost"]


def test_rows_that_name_rows_which_are_not_there_are_refused(document, fresh, tmp_path):
    def without_people(found, said):
        found["tables/accounts_user.jsonl"] = b""

    backup = rewritten(backed_up(tmp_path / "wiki.zip"), without_people)
    fresh()
    with pytest.raises(CommandError, match=r"The database does not take it: .*accounts_user"):
        told("restore", backup)
    assert not Space.objects.exists()
    make_space("Still of use")
    assert make_revision(Page.objects.get(), "It is.").number == 2


def test_restoration_empties_the_cache(document, fresh, tmp_path):
    """Old revisions are kept there under their keys, which another wiki's had before."""
    backup = backed_up(tmp_path / "wiki.zip")
    fresh()
    cache.set("revision-html:3:1:1", "<p>Another wiki's</p>")
    told("restore", backup)
    assert cache.get("revision-html:3:1:1") is None


def test_cache_that_does_not_answer_leaves_nothing_restored(document, fresh, tmp_path, monkeypatch):
    def fail():
        raise RuntimeError("Error 111 connecting to redis:6379")

    backup = backed_up(tmp_path / "wiki.zip")
    fresh()
    monkeypatch.setattr(cache, "clear", fail)
    with pytest.raises(CommandError, match="The cache can't be emptied: Error 111 connecting"):
        told("restore", backup)
    monkeypatch.undo()
    assert not User.objects.exists()


def test_nobody_restores_over_content(document, tmp_path):
    backup = backed_up(tmp_path / "wiki.zip")
    with pytest.raises(CommandError, match="This wiki has content"):
        told("restore", backup)
    assert Page.objects.filter(pk=document.pk).exists()
    assert connection.in_atomic_block is False
