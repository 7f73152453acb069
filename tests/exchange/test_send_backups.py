"""The backup of the day in a bucket, on a real server of S3's kind on this machine."""

import hashlib
import os
import sys
from datetime import timedelta
from importlib import reload

import pytest
from boto3.s3.transfer import TransferConfig
from django.core.files.storage import default_storage
from django.utils import timezone

from config import environment
from tests.buckets import IN_ADDRESS, kept, make_bucket, name_after
from tests.exchange.backing_up import manifest
from wiki.exchange.backup import bucket as module
from wiki.exchange.backup import sending
from wiki.exchange.backup.bucket import BackupBucket
from wiki.exchange.backup.errors import BackupRefused, BackupRuns, BucketKeyWrong, BucketRefused
from wiki.exchange.backup.scheduling import NAME, back_up
from wiki.exchange.backup.sending import send_backup
from wiki.exchange.locking import alone_at
from wiki.jobs import rounds
from wiki.pages.files.models import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture
def there(s3_server, settings, monkeypatch, tmp_path):
    """The bucket that the product sends backups to, as Amazon's own library sees it."""
    bucket = make_bucket(s3_server, name_after(tmp_path))
    monkeypatch.setenv("LOOSELEAF_BACKUPS_BUCKET", f"s3+http://{IN_ADDRESS}@{s3_server}/{bucket.name}/our/backups")
    settings.BACKUPS_BUCKET = environment.bucket_options("LOOSELEAF_BACKUPS_BUCKET")
    settings.BACKUPS_BUCKET_KEEP = 3
    return bucket


def earlier(bucket, *days):
    for day in days:
        bucket.put_object(Key=f"our/backups/looseleaf-202601{day:02}-030000.zip", Body=b"earlier")


def names(bucket):
    return sorted(key.removeprefix("our/backups/") for key in kept(bucket))


def only(bucket, tmp_path):
    """The manifest of the only backup there."""
    [content] = kept(bucket).values()
    (tmp_path / "fetched.zip").write_bytes(content)
    return manifest(tmp_path / "fetched.zip")


# --- sending -----------------------------------------------------------------------------------------------------


def test_what_is_sent_is_a_backup_and_nothing_stays_on_this_machine(there, tmp_path):
    assert send_backup.call() == ""
    assert only(there, tmp_path)["format"] == 1
    assert names(there)[0].startswith(f"looseleaf-{timezone.now():%Y%m%d}")
    assert list((tmp_path / "scratch").iterdir()) == []


def test_backup_that_lies_in_the_folder_already_is_sent(there, settings, tmp_path, monkeypatch):
    settings.BACKUPS = str(tmp_path / "backups")
    back_up.call()
    monkeypatch.setattr(sending, "make_backup", None)
    assert send_backup.call() == ""
    [written] = (tmp_path / "backups").iterdir()
    assert kept(there) == {f"our/backups/{written.name}": written.read_bytes()}


@pytest.mark.parametrize("content", [b"damaged", b""])
def test_backup_in_the_folder_that_is_old_or_damaged_is_not_sent(there, settings, tmp_path, content):
    settings.BACKUPS = str(tmp_path / "backups")
    back_up.call()
    [written] = (tmp_path / "backups").iterdir()
    if content:
        written.write_bytes(content)
    else:
        written.rename(written.with_name(NAME.format(timezone.now() - timedelta(hours=23))))
    assert send_backup.call() == ""
    assert only(there, tmp_path)["format"] == 1


def test_folder_that_is_not_there_does_not_hold_up_the_bucket(there, settings, tmp_path):
    settings.BACKUPS = str(tmp_path / "nowhere")
    assert send_backup.call() == ""
    assert len(names(there)) == 1


def test_job_that_is_begun_again_after_all_was_sent_sends_nothing_more(there):
    assert send_backup.call() == send_backup.call() == ""
    assert len(names(there)) == 1


def test_name_of_a_day_to_come_does_not_keep_backups_away(there):
    for name in ("looseleaf-20990101-030000.zip", "looseleaf-20269999-030000.zip"):
        there.put_object(Key=f"our/backups/{name}", Body=b"somebody's")
    assert send_backup.call() == ""
    assert len(names(there)) == 3


def test_two_are_never_sent_at_once(there):
    with alone_at("sending-a-backup"), pytest.raises(BackupRuns):
        send_backup.call()
    assert names(there) == []


def test_large_backup_goes_out_in_parts(there, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PARTS", TransferConfig(multipart_threshold=5 * 2**20, multipart_chunksize=5 * 2**20))
    large = tmp_path / "looseleaf-20260101-030000.zip"
    large.write_bytes(os.urandom(2**20) * 12)
    BackupBucket(environment.bucket_options("LOOSELEAF_BACKUPS_BUCKET")).put(large)
    [sent] = there.objects.all()
    assert sent.e_tag.strip('"').endswith("-3")
    assert hashlib.sha256(sent.get()["Body"].read()).digest() == hashlib.sha256(large.read_bytes()).digest()


def test_part_that_is_not_taken_leaves_nothing_in_sight(there, tmp_path, monkeypatch, settings):
    monkeypatch.setattr(module, "_PARTS", TransferConfig(multipart_threshold=5 * 2**20, multipart_chunksize=5 * 2**20))
    large = tmp_path / "looseleaf-20260101-030000.zip"
    large.write_bytes(bytes(12 * 2**20))
    bucket = BackupBucket(settings.BACKUPS_BUCKET)

    def break_off(**_request):
        raise module.TROUBLE[0]

    bucket._files.bucket.meta.client.meta.events.register("before-send.s3.UploadPart", break_off)
    with pytest.raises(BucketRefused):
        bucket.put(large)
    assert names(there) == []
    assert list(there.multipart_uploads.all()) == []


def test_what_a_killed_process_had_sent_of_one_is_cleared_away_after_a_day(there, monkeypatch):
    for key in ("our/backups/looseleaf-20260101-030000.zip", "our/backups/somebody-else.zip"):
        there.Object(key).initiate_multipart_upload()
    # To this server every upload was begun in 2010.
    monkeypatch.setattr(module, "_ABANDONED", timedelta(days=36_500))
    send_backup.call()
    assert len(list(there.multipart_uploads.all())) == 2
    there.objects.all().delete()
    monkeypatch.undo()
    send_backup.call()
    assert [left.object_key for left in there.multipart_uploads.all()] == ["our/backups/somebody-else.zip"]


def test_backup_that_arrives_with_another_size_does_not_stay(there, settings, tmp_path, monkeypatch):
    path = tmp_path / "looseleaf-20260101-030000.zip"
    path.write_bytes(b"four")
    monkeypatch.setattr(BackupBucket, "_object", lambda self, name: Shortened(there.Object(f"our/backups/{name}")))
    with pytest.raises(BucketRefused, match="did not keep"):
        BackupBucket(settings.BACKUPS_BUCKET).put(path)
    assert names(there) == []


class Shortened:
    """An object of a storage that keeps half of what it is sent."""

    def __init__(self, real):
        self.real, self.delete = real, real.delete

    def upload_file(self, path, **_options):
        self.real.put(Body=b"fo")

    @property
    def content_length(self):
        return self.real.content_length


# --- how many stay -----------------------------------------------------------------------------------------------


def test_oldest_goes_once_a_new_one_stands_and_nothing_of_anybody_else(there):
    earlier(there, 1, 2, 3)
    for key in (
        "our/backups/notes.zip",
        "our/backups/looseleaf-20250101-030000.zip.old",
        "looseleaf-20250101-030000.zip",
    ):
        there.put_object(Key=key, Body=b"somebody else's")
    send_backup.call()
    left = names(there)
    assert "looseleaf-20260101-030000.zip" not in left
    assert len(left) == 6


def test_nothing_goes_when_there_is_no_new_one(there, monkeypatch):
    def refuse(*_args):
        raise BucketKeyWrong("no")

    earlier(there, 1, 2, 3, 4)
    monkeypatch.setattr(BackupBucket, "put", refuse)
    with pytest.raises(BackupRefused):
        send_backup.call()
    assert len(names(there)) == 4


def test_backup_stands_though_older_ones_can_not_be_removed(there, monkeypatch):
    def refuse(*_args):
        raise BucketKeyWrong("It does not accept the key.")

    earlier(there, 1, 2, 3)
    monkeypatch.setattr(BackupBucket, "remove", refuse)
    assert "could not be removed: It does not accept the key." in send_backup.call()
    assert len(names(there)) == 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("in_folder", [False, True])
def test_nothing_goes_while_the_storage_lacks_a_file(document, there, settings, tmp_path, in_folder):
    earlier(there, 1, 2, 3)
    default_storage.delete(StoredFile.objects.get().storage_name)
    if in_folder:
        settings.BACKUPS = str(tmp_path / "backups")
        back_up.call()
    assert "the storage lacks a file" in send_backup.call()
    assert len(names(there)) == 4


# --- when --------------------------------------------------------------------------------------------------------


def test_nothing_is_sent_where_no_bucket_is_named(settings, tmp_path):
    settings.BACKUPS_BUCKET = {}
    assert send_backup.call() == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", [{}, {"bucket_name": "backups"}])
def test_backups_are_sent_every_day_and_at_once_where_there_is_a_bucket(settings, where):
    settings.BACKUPS_BUCKET = where
    try:
        assert (send_backup in reload(rounds).PERIODIC) is bool(where)
        assert send_backup in rounds.AT_ONCE
    finally:
        settings.BACKUPS_BUCKET = {}
        reload(sys.modules["wiki.jobs.rounds"])
