"""What one server was given or made is there for every other, whose disk knows nothing of it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.audit.chained import settle
from tests.buckets import keys
from tests.exchange.conftest import live_paths
from tests.exchange.test_import_interrupted import run_until
from tests.integrity.tampering import names
from wiki.audit.heads import keep_head, kept_lines
from wiki.exchange import jobs
from wiki.exchange.actions import import_upload
from wiki.exchange.carrying import carry_out
from wiki.exchange.jobs import clear_uploads, resume_interrupted, run_import
from wiki.exchange.models import Import
from wiki.exchange.shared import clear_scratches, scratch, shared
from wiki.exchange.writing import run
from wiki.spaces.models import Space

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

HOSTILE = '..\\..\\-/%2e%2e?x=<b>&"\u202e.bundle'


@pytest.fixture
def to_another_server(settings, tmp_path):
    """From the moment that this is called everything is done by a server with a disk of its own."""

    def go():
        settings.DATA_DIR = tmp_path / "another"
        settings.DATA_DIR.mkdir()
        return settings.DATA_DIR

    return go


@pytest.fixture
def upload(repository, tmp_path, admin, shelf):
    """Uploads a bundle of three pages for an import."""
    for number in range(3):
        repository.put(f"docs/{number}.md", f"# Page {number}")
        repository.commit()
    content = repository.bundle(tmp_path / "made.bundle").read_bytes()

    def call(name="handbook.bundle", space=shelf):
        file = SimpleUploadedFile("x", content)
        file._name = name
        return import_upload(by=admin, file=file, space=space, name="", slug="", source="git")

    return call


# --- imports -----------------------------------------------------------------------------------------------------


def test_worker_of_another_server_imports_what_this_one_was_given(bucket, upload, shelf, to_another_server):
    job = upload()
    disk = to_another_server()
    assert run_import.func(job.pk) == ""
    assert len(live_paths(shelf)) == 4  # with the section of their folder
    assert keys(bucket, "imports") == []
    assert list((disk / "scratch").iterdir()) == []


def test_name_that_somebody_chose_is_no_key(bucket, upload):
    job = upload(HOSTILE)
    [key] = keys(bucket, "imports")
    assert key == f"our/files/imports/uploads/{job.upload}"
    assert job.upload.isalnum()
    assert job.location == HOSTILE


def test_import_that_was_stopped_goes_on_at_another_server(
    bucket, upload, shelf, to_another_server, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(run, "BATCH", 1)
    job = upload()
    run_until(monkeypatch, job, run.Run, "_write", 2)
    to_another_server()
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 1
    assert run_import.func(job.pk) == ""
    assert len(live_paths(shelf)) == 4  # with the section of their folder


def test_who_is_handed_an_import_that_is_done_leaves_it_as_it_is(bucket, upload):
    job = upload()
    assert run_import.func(job.pk) == run_import.func(job.pk) == ""
    job.refresh_from_db()
    assert (job.failure, bool(job.finished_at)) == ("", True)


def test_import_that_runs_elsewhere_is_not_handed_out(upload, monkeypatch):
    job = upload()
    Import.objects.update(started_at=timezone.now())
    monkeypatch.setattr(jobs, "is_anybody_at", lambda what: what == f"import-{job.space_id}")
    assert resume_interrupted() == 0


def test_storage_that_does_not_answer_only_delays_the_import(
    bucket, upload, shelf, fall_silent, settings, monkeypatch, django_capture_on_commit_callbacks
):
    job, answering = upload(), settings.STORAGES
    fall_silent()
    assert "goes on by itself" in run_import.func(job.pk)
    settings.STORAGES = answering
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_interrupted() == 1
    assert run_import.func(job.pk) == ""
    assert len(live_paths(shelf)) == 4  # with the section of their folder


def test_import_is_not_asked_for_again_and_again_while_the_storage_is_silent(upload, monkeypatch):
    job = upload()
    Import.objects.update(started_at=timezone.now())
    task = run_import.enqueue(job.pk)
    DBTaskResult.objects.filter(pk=task.id).update(status="SUCCESSFUL", finished_at=timezone.now())
    assert resume_interrupted() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - jobs.PAUSE)
    assert resume_interrupted() == 1


def test_upload_that_is_gone_fails_in_words(bucket, upload):
    job = upload()
    shared().delete(f"imports/uploads/{job.upload}")
    assert "Upload it again" in run_import.func(job.pk)
    assert Import.objects.get().failed_at


def test_upload_that_can_not_be_kept_is_told_on_its_form(bucket, fall_silent, admin_client, shelf):
    fall_silent()
    said = {"file": SimpleUploadedFile("a.zip", b"x"), "space": shelf.pk}
    answer = admin_client.post("/imports/", said)
    assert answer.status_code == 503
    assert "keep files at the moment" in answer.text
    assert not Import.objects.exists()


def test_upload_that_could_not_be_noted_does_not_stay(bucket, upload, monkeypatch):
    def fall(**_wishes):
        raise KeyboardInterrupt

    monkeypatch.setattr("wiki.exchange.actions.request_import", fall)
    with pytest.raises(KeyboardInterrupt):
        upload()
    assert keys(bucket, "imports") == []


def test_what_no_import_needs_is_cleared_away_after_days(bucket, upload, monkeypatch):
    needed = upload()
    shared().save("imports/uploads/crashed", ContentFile(b"before it was noted"))
    assert clear_uploads.func() == 0
    monkeypatch.setattr(jobs, "KEPT", timedelta(seconds=-5))
    assert clear_uploads.func() == 1
    assert keys(bucket, "imports") == [f"our/files/imports/uploads/{needed.upload}"]


def test_scratch_of_a_killed_process_goes_and_no_other(tmp_path, monkeypatch):
    clear_scratches()  # there is none yet
    (tmp_path / "scratch" / "left").mkdir(parents=True)
    clear_scratches()
    assert (tmp_path / "scratch" / "left").exists()  # its process may not have come to hold it yet
    monkeypatch.setattr("wiki.exchange.shared.BEGINNING", -5)
    with scratch() as held:
        clear_scratches()
        assert list((tmp_path / "scratch").iterdir()) == [held]
    assert list((tmp_path / "scratch").iterdir()) == []


# --- heads of the chain, and reading -----------------------------------------------------------------------------


def test_head_that_one_server_kept_is_checked_by_another(bucket, page, to_another_server):
    settle()
    line = keep_head()
    to_another_server()
    assert keep_head() == line
    assert kept_lines() == [line]
    assert names(only=["heads"]) == []


def test_heads_that_can_not_be_read_are_a_finding(bucket, page, fall_silent):
    settle()
    keep_head()
    fall_silent()
    assert names(only=["heads"]) == ["heads-unreadable"]


def test_head_is_not_written_over_what_can_not_be_read(bucket, page, fall_silent):
    settle()
    fall_silent()
    with pytest.raises(OSError, match="storage"):
        keep_head()


def test_large_file_from_a_bucket_is_not_held_in_memory(bucket):
    default_storage.save("large", ContentFile(b"x" * 3 * 2**20))
    with default_storage.open("large") as found:
        assert found.file._rolled
        assert len(found.read()) == 3 * 2**20


def test_local_import_needs_no_copy(upload, shelf, monkeypatch):
    monkeypatch.setattr("wiki.exchange.shared._copied", None)
    assert carry_out(upload()).finished_at
    assert Space.objects.filter(pk=shelf.pk).exists()
