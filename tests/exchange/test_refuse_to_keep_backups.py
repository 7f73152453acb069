"""A bucket that does not take a backup: what admins read of it, and that no secret is ever told."""

import socket
import threading
import time
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import call_command
from django.utils import timezone

from config import environment
from config.system import keeping
from config.system.lines import State
from tests.buckets import IN_ADDRESS, SECRET, make_bucket, name_after
from wiki.exchange.backup import bucket as module
from wiki.exchange.backup.errors import BucketAbsent, BucketKeyWrong, BucketRefused, BucketSilent
from wiki.exchange.backup.sending import QUEUE, send_backup
from wiki.jobs.models import Job
from wiki.jobs.retrying import retry_failed

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture
def named(settings, monkeypatch):
    """Names a bucket at this host in the settings."""
    monkeypatch.setattr(module, "_PATIENT", {"connect": 0.5, "read": 0.5, "attempts": 1})

    def name(host, bucket="wiki-backups"):
        monkeypatch.setenv("LOOSELEAF_BACKUPS_BUCKET", f"s3+http://{IN_ADDRESS}@{host}/{bucket}/daily")
        settings.BACKUPS_BUCKET = environment.bucket_options("LOOSELEAF_BACKUPS_BUCKET")

    return name


@pytest.fixture
def answering():
    """A server that answers every request with this code and name of the trouble."""
    servers = []

    def serve(status, code):
        words = f"<Error><Code>{code}</Code><Message>&lt;script&gt; {SECRET}</Message></Error>".encode()

        def answer(_environ, start):
            start(f"{status} Trouble", [("Content-Length", str(len(words)))])
            return [words]

        server = make_server("127.0.0.1", 0, answer, handler_class=Quiet)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        """Says nothing."""


@pytest.mark.parametrize(
    ("status", "code", "kind", "words"),
    [
        (403, "InvalidAccessKeyId", BucketKeyWrong, "does not accept the key"),
        (403, "SignatureDoesNotMatch", BucketKeyWrong, "does not accept the key"),
        (403, "AccessDenied", BucketKeyWrong, "list, read, write and delete"),
        (404, "NoSuchBucket", BucketAbsent, "There is no bucket wiki-backups"),
        (507, "XMinioStorageFull", BucketRefused, "(XMinioStorageFull)"),
        (500, "&lt;b&gt; what a code", BucketRefused, "(ClientError)"),
    ],
)
def test_answer_is_told_in_words(named, answering, status, code, kind, words):
    named(answering(status, code))
    with pytest.raises(kind) as refusal:
        send_backup.call()
    assert words in str(refusal.value)
    assert SECRET not in str(refusal.value)
    assert "script" not in str(refusal.value)
    assert refusal.type is kind


def test_host_that_does_not_answer_is_told(named):
    named("127.0.0.1:9")
    with pytest.raises(BucketSilent, match=r"127\.0\.0\.1:9/wiki-backups/daily does not answer"):
        send_backup.call()


def test_host_that_takes_a_call_and_says_nothing_is_not_waited_for(named):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        named(f"127.0.0.1:{mute.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(BucketSilent, match="does not answer"):
            send_backup.call()
    assert time.monotonic() - began < 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "InvalidAccessKeyId", "does not accept the key in LOOSELEAF_BACKUPS_BUCKET"),
        (404, "NoSuchBucket", "There is no such bucket"),
        (507, "XMinioStorageFull", "did not keep the backup"),
        (None, "", "did not answer"),
    ],
)
def test_admins_read_why_and_it_is_tried_again_in_a_minute(named, answering, admin_client, status, code, words):
    named(answering(status, code) if status else "127.0.0.1:9")
    send_backup.enqueue()
    call_command("db_worker", verbosity=0, startup_delay=False, batch=True, interval=0, queue_name=QUEUE)
    job = Job.objects.with_state().get(task_path=send_backup.module_path)
    assert job.state == "failed"
    page = admin_client.get(f"/admin/wiki/job/{job.pk}/change/").text
    assert words in page
    assert SECRET not in page
    assert "%2B" not in page
    assert retry_failed() == 1
    assert Job.objects.get(pk=job.pk).run_after > timezone.now()


# --- the page "System" -------------------------------------------------------------------------------------------


def test_bucket_without_a_setting_is_nothing_to_see_to(settings, db):
    assert keeping.backups_in_bucket().state == State.GOOD
    settings.BACKUPS_BUCKET = {"bucket_name": "backups"}
    assert keeping.backups().state == State.GOOD


@pytest.mark.parametrize(("hours", "state"), [(2, State.GOOD), (31, State.CAUTION), (60, State.DANGER)])
def test_age_of_the_newest_one_in_the_bucket_is_told(named, s3_server, tmp_path, hours, state):
    bucket = make_bucket(s3_server, name_after(tmp_path))
    named(s3_server, bucket.name)
    assert keeping.backups_in_bucket().state == State.DANGER  # none yet
    assert "There is none yet in" in keeping.backups_in_bucket().words
    bucket.put_object(Key="daily/looseleaf-20260101-030000.zip", Body=b"old")
    at = timezone.now() - timezone.timedelta(hours=hours)
    bucket.put_object(Key=f"daily/looseleaf-{at:%Y%m%d-%H%M%S}.zip", Body=b"new one")
    found = keeping.backups_in_bucket()
    assert found.state == state
    assert "7\xa0bytes; there are 2" in found.words
    assert bool(found.step) is (state != State.GOOD)


@pytest.mark.parametrize(
    ("status", "code", "step"),
    [
        (403, "AccessDenied", "%2F for each /"),
        (404, "NoSuchBucket", "Make the bucket"),
        (None, "", "firewall"),
        (500, "InternalError", "log say more"),
    ],
)
def test_page_tells_what_to_do_where_the_bucket_can_not_be_read(named, answering, admin_client, status, code, step):
    named(answering(status, code) if status else "127.0.0.1:9")
    found = keeping.backups_in_bucket()
    assert found.state == State.DANGER
    assert step in str(found.step)
    assert SECRET not in f"{found.words}{found.step}"
    page = admin_client.get("/admin/system/").text
    assert "Backups in a bucket" in page
    assert SECRET not in page
