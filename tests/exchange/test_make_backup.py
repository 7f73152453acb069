"""`manage.py backup`: one moment of the wiki in one file, while people write."""

import json
import os
import resource
import stat
import threading
import time
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.conftest import make_page, make_revision
from tests.exchange.backing_up import backed_up, content, emptied, entries, manifest, rows_of, told
from tests.integrity.tampering import verified
from tests.setup.serving import until
from wiki.exchange.backup import making
from wiki.exchange.backup.scheduling import back_up
from wiki.exchange.backup.tables import Table
from wiki.jobs.retrying import retry_failed
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.models import Page, Revision
from wiki.pages.tasks import render_pages

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "wiki.zip"


def test_backup_says_what_is_in_it(document, target):
    printed = told("backup", target)
    said, parts = manifest(target), entries(target)
    assert said["database"] == connection.vendor
    assert ["wiki", "0001_initial"] in said["migrations"]
    counts = {table["name"]: table["rows"] for table in said["tables"]}
    assert counts["wiki_page"] == Page.objects.count()
    assert counts["reversion_version"] == Revision.objects.count()
    assert {*said["parts"], "manifest.json", "SHA256SUMS"} == set(parts)
    assert f"files/{StoredFile.objects.get().pk}" in parts
    assert f"{sum(counts.values()):,} rows and 1 files" in printed


def test_sessions_done_jobs_and_evidence_stay_behind(document, target, client, reader):
    client.force_login(reader)
    job(render_pages, "SUCCESSFUL")
    job(back_up, "RUNNING")  # the one that makes this backup
    kept = {job(render_pages, status) for status in ("READY", "RUNNING", "FAILED")}
    parts = entries(backed_up(target))
    assert not {"tables/django_session.jsonl", "tables/wiki_presence.jsonl", "tables/wiki_evidence.jsonl"} & set(parts)
    jobs = rows_of(parts["tables/django_tasks_database_dbtaskresult.jsonl"])
    assert {row[0] for row in jobs} >= kept
    assert len(jobs) == DBTaskResult.objects.count() - 2


def job(task, status):
    found = DBTaskResult.objects.get(pk=task.enqueue(*([[1]] if task is render_pages else [])).id)
    DBTaskResult.objects.filter(pk=found.pk).update(
        status=status, started_at=timezone.now() - timedelta(minutes=20), worker_ids=["a worker"]
    )
    return str(found.pk)


def test_job_that_was_running_is_begun_again_where_the_wiki_is_restored(document, target):
    running = job(render_pages, "RUNNING")
    backed_up(target)
    emptied()
    told("restore", target)
    retry_failed()
    assert DBTaskResult.objects.get(pk=running).status == "READY"


def test_backup_is_for_its_owner_alone(document, target):
    assert stat.S_IMODE(backed_up(target).stat().st_mode) == 0o600


@pytest.mark.slow
@pytest.mark.both_databases
def test_backup_holds_one_moment_though_people_write(space, admin, target, monkeypatch):
    page, stop = make_page(space, by=admin), threading.Event()

    def write():
        number = 0
        try:
            while not stop.is_set():
                number += 1
                make_revision(page, f"Wear {number} gloves.\n", by=admin)
        finally:
            connection.close()

    lines, before = Table.lines, Revision.objects.count()

    def slowly(table, using):
        if table.name in ("reversion_version", "wiki_page", "wiki_revision"):
            wait_for_a_save(page)
        return lines(table, using)

    monkeypatch.setattr(Table, "lines", slowly)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        backed_up(target)
    finally:
        stop.set()
        writer.join()
    saved = {name: rows_of(entries(target)[f"tables/{name}.jsonl"]) for name in ("wiki_revision", "reversion_version")}
    assert len(saved["wiki_revision"]) == len(saved["reversion_version"]) >= before
    emptied()
    told("restore", target)
    assert verified()[0] == 0


def wait_for_a_save(page):
    known = Revision.objects.filter(page=page).count()
    assert until(lambda: Revision.objects.filter(page=page).count() > known, 30), "nobody saves any more"


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_backup_goes_on_without_a_file_that_the_storage_lacks(document, target, damage):
    file = StoredFile.objects.get()
    if damage == "changed":
        Path(default_storage.path(file.storage_name)).write_bytes(b"another plan")
    else:
        default_storage.delete(file.storage_name)
    with pytest.raises(CommandError, match="lacks 1 attached file") as caught:
        told("backup", target)
    assert caught.value.returncode == 2
    assert manifest(target)["missing"] == [file.pk]
    assert f"files/{file.pk}" not in entries(target)


def test_missing_file_is_named(document, target):
    default_storage.delete(StoredFile.objects.get().storage_name)
    made = making.make_backup(target)
    key = StoredFile.objects.get().pk
    assert made.missing == {key: f"“plan.txt” of page {document.pk} (SHA-256 {key})."}


def test_upload_that_is_cleared_away_meanwhile_is_not_missing(document, target, monkeypatch):
    upload = StoredFile.objects.create(sha256="0" * 64, size=1, media_type="text/plain")
    PinnedFile.objects.create(page=document, name="never-saved.txt", file=upload)
    is_sound = making.is_sound

    def cleared_away(file):
        PinnedFile.objects.filter(file=upload).delete()
        StoredFile.objects.filter(pk=upload.pk).delete()
        return is_sound(file)

    monkeypatch.setattr(making, "is_sound", cleared_away)
    assert making.make_backup(target).missing == {}
    assert manifest(target)["cleared"] == [upload.pk]
    emptied()
    told("restore", target)
    assert verified()[0] == 0
    assert not StoredFile.objects.filter(pk=upload.pk).exists()


def test_file_that_changes_while_it_is_read_is_told(document, target, monkeypatch):
    monkeypatch.setattr(making, "chunks_of", lambda _content: [b"another plan"])
    with pytest.raises(CommandError, match=f"{StoredFile.objects.get().pk} changed while it was read"):
        told("backup", target)
    assert list(target.parent.iterdir()) == []


def test_full_disk_leaves_nothing_but_the_earlier_backup(document, target):
    """The system refuses files beyond this size, as a full disk would."""
    target.write_bytes(b"the earlier one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(CommandError, match=r"wiki.zip can't be written: .*\. Nothing was left behind\.") as caught:
            told("backup", target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "\n" not in str(caught.value)
    assert [path.read_bytes() for path in target.parent.iterdir()] == [b"the earlier one"]


def test_interrupted_backup_leaves_nothing(document, target, monkeypatch):
    def interrupted(*_arguments):
        assert list(target.parent.iterdir())  # it had begun
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "is_sound", interrupted)
    with pytest.raises(CommandError, match="Stopped"):
        told("backup", target)
    assert list(target.parent.iterdir()) == []


def test_what_a_killed_backup_left_goes_with_the_next_one_an_hour_later(document, target):
    old, new, other = (target.with_name(f".{name}.part") for name in ("wiki.zip.7", "wiki.zip.8", "other.zip.7"))
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (time.time() - 3700,) * 2)
    backed_up(target)
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_backup_never_writes_through_a_link(document, target):
    victim = target.with_name("victim")
    victim.write_bytes(b"somebody else's")
    target.symlink_to(victim)
    target.with_name(f".{target.name}.{os.getpid()}.part").symlink_to(victim)
    backed_up(target)
    assert victim.read_bytes() == b"somebody else's"
    assert not target.is_symlink()


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_database_that_can_not_be_read_is_told_in_one_line(document, target, monkeypatch, error):
    def fail(_table, _using):
        raise error("the connection is closed\nserver said goodbye")

    monkeypatch.setattr(Table, "lines", fail)
    with pytest.raises(CommandError, match=r"The database can't be read: the connection is closed\. Nothing was left"):
        told("backup", target)
    assert list(target.parent.iterdir()) == []


def test_folder_in_its_place_is_told_before_anything_is_read(db, target):
    target.mkdir()
    with pytest.raises(CommandError, match="can't be written: is a directory"):
        told("backup", target)


def test_folder_that_is_not_there_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="can't be written: no such file or directory"):
        told("backup", tmp_path / "nowhere" / "wiki.zip")


def test_database_of_another_version_is_refused(db, target):
    newest = MigrationRecorder.Migration.objects.filter(app="wiki").latest("pk")
    MigrationRecorder.Migration.objects.filter(pk=newest.pk).delete()
    try:
        with pytest.raises(CommandError, match=r"bring it up to date: manage\.py migrate"):
            told("backup", target)
    finally:
        newest.save(force_insert=True)


def test_hashes_can_be_checked_without_the_wiki(document, target):
    found = entries(backed_up(target))
    listed = dict(line.split("  ")[::-1] for line in found["SHA256SUMS"].decode().splitlines())
    said = json.loads(found["manifest.json"])
    assert listed.items() >= said["parts"].items()
    with ZipFile(target) as archive:
        assert archive.testzip() is None


def test_two_backups_of_the_same_moment_hold_the_same(document, target):
    assert content(backed_up(target)) == content(backed_up(target.with_name("again.zip")))
