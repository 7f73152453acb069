"""Backups that the worker makes by itself, and how many of them stay."""

import os
import sys
from datetime import timedelta
from importlib import reload

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.exchange.backing_up import backed_up, manifest
from wiki.exchange.backup import arriving
from wiki.exchange.backup.arriving import alone_in
from wiki.exchange.backup.errors import BackupRefused, BackupRuns
from wiki.exchange.backup.scheduling import QUEUE, back_up
from wiki.exchange.jobs import run_import
from wiki.jobs import rounds
from wiki.jobs.models import Job
from wiki.jobs.retrying import retry_failed
from wiki.jobs.tasks import clear_jobs
from wiki.jobs.words import reason_in_words
from wiki.pages.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUPS, settings.BACKUPS_KEEP = str(tmp_path / "backups"), 3
    return tmp_path / "backups"


def earlier(folder, *days):
    folder.mkdir()
    for day in days:
        (folder / f"looseleaf-202601{day:02}-030000.zip").write_bytes(b"earlier")


def test_backup_of_the_day_is_a_backup(folder):
    back_up.call()
    assert manifest(next(folder.iterdir()))["format"] == 1


def test_oldest_goes_once_a_new_one_stands(folder):
    earlier(folder, 1, 2, 3)
    (folder / "notes.zip").write_bytes(b"somebody else's")
    back_up.call()
    left = sorted(path.name for path in folder.iterdir())
    assert left[:2] == ["looseleaf-20260102-030000.zip", "looseleaf-20260103-030000.zip"]
    assert left[2].startswith(f"looseleaf-{timezone.now():%Y%m%d}")
    assert left[3] == "notes.zip"


def test_nothing_goes_when_there_is_no_new_one(folder, monkeypatch):
    def full(_path):
        raise OSError(28, "No space left on device")

    earlier(folder, 1, 2, 3, 4)
    monkeypatch.setattr(arriving, "_settle", full)
    with pytest.raises(BackupRefused, match="no space left on device"):
        back_up.call()
    assert len(list(folder.iterdir())) == 4


@pytest.mark.django_db(transaction=True)
def test_old_one_that_has_what_the_storage_lost_stays(document, folder):
    earlier(folder, 1, 3, 4, 5)
    with_it = backed_up(folder / "looseleaf-20260102-030000.zip")
    default_storage.delete(StoredFile.objects.get().storage_name)
    assert "“plan.txt” of page" in back_up.call()
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == 4
    assert left[0] == with_it.name


@pytest.mark.django_db(transaction=True)
def test_admins_read_which_files_a_backup_lacks(document, folder, admin_client):
    default_storage.delete(StoredFile.objects.get().storage_name)
    back_up.enqueue()
    call_command("db_worker", verbosity=0, startup_delay=False, batch=True, interval=0, queue_name=QUEUE)
    job = Job.objects.with_state().get(task_path=back_up.module_path)
    assert job.state == "failed"
    assert "“plan.txt” of page" in admin_client.get(f"/admin/wiki/job/{job.pk}/change/").text
    assert retry_failed() == 0  # the file would not be there in a minute either


def test_nothing_is_written_where_no_folder_is_named(folder, settings, tmp_path, monkeypatch):
    settings.BACKUPS = ""
    monkeypatch.chdir(tmp_path)
    assert back_up.call() == ""
    assert list(tmp_path.iterdir()) == []


def test_first_one_is_made_at_once_and_the_next_a_day_later(folder, monkeypatch):
    monkeypatch.setattr(rounds, "PERIODIC", {clear_jobs: timedelta(days=1), back_up: timedelta(days=1)})
    assert rounds.start_periodic() == 1
    assert DBTaskResult.objects.get().task_path == back_up.module_path
    assert rounds.start_periodic() == 0


def test_no_import_holds_it_up():
    assert back_up.queue_name not in (run_import.queue_name, clear_jobs.queue_name)
    assert back_up.queue_name in settings.TASKS["default"]["QUEUES"]


def test_two_are_never_made_at_once(folder):
    folder.mkdir()
    with alone_in(folder), pytest.raises(BackupRuns):
        back_up.call()
    assert list(folder.iterdir()) == []
    assert back_up.call() == ""


def test_folder_on_a_file_system_without_locks_gets_its_backup(folder, monkeypatch):
    def refuse(*_args):
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(arriving.fcntl, "flock", refuse)
    assert back_up.call() == ""
    assert len(list(folder.iterdir())) == 1


def test_what_a_killed_worker_left_is_cleared_away_after_an_hour(folder):
    folder.mkdir()
    old, new = (folder / f".looseleaf-2026010{day}-030000.zip.77.part" for day in (1, 2))
    for path in (old, new):
        path.write_bytes(b"half")
    then = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(old, (then, then))
    back_up.call()
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize(("where", "comes_round"), [("", False), ("/srv/backups", True)])
def test_backups_come_round_where_there_is_a_folder_for_them(settings, where, comes_round):
    settings.BACKUPS = where
    try:
        assert (back_up in reload(rounds).PERIODIC) is comes_round
    finally:
        settings.BACKUPS = ""
        reload(sys.modules["wiki.jobs.rounds"])


def test_admins_read_why_a_backup_failed():
    path = f"{BackupRefused.__module__}.{BackupRefused.__qualname__}"
    assert "backup" in reason_in_words(Job(exception_class_path=path)).lower()
    assert "unexpected" not in reason_in_words(Job(exception_class_path=path))
