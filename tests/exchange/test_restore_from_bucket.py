"""`manage.py restore` of a backup that lies in a bucket."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from config import environment
from tests.buckets import IN_ADDRESS, SECRET, make_bucket, name_after
from tests.exchange.backing_up import backed_up, content, elsewhere, emptied
from wiki.exchange.backup.sending import send_backup

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.both_databases,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def sent(document, s3_server, settings, monkeypatch, tmp_path):
    """A wiki whose backup lies in a bucket: that bucket, the backup's address without a key, and what is in it."""
    bucket = make_bucket(s3_server, name_after(tmp_path))
    monkeypatch.setenv("LOOSELEAF_BACKUPS_BUCKET", f"s3+http://{IN_ADDRESS}@{s3_server}/{bucket.name}/our/backups")
    settings.BACKUPS_BUCKET = environment.bucket_options("LOOSELEAF_BACKUPS_BUCKET")
    assert send_backup.call() == ""
    [made] = bucket.objects.all()
    before = content(backed_up(tmp_path / "before.zip"))
    emptied()
    elsewhere(settings, tmp_path / "restored")
    return bucket, f"s3+http://{s3_server}/{bucket.name}/{made.key}", before


def restored(address):
    printed = io.StringIO()
    call_command("restore", address, stdout=printed)
    return printed.getvalue()


def refused(address):
    with pytest.raises(CommandError) as refusal:
        call_command("restore", address)
    assert not User.objects.exists()
    assert SECRET not in str(refusal.value)
    return str(refusal.value)


@pytest.mark.parametrize("is_known", [True, False])
def test_everything_comes_back_from_a_bucket(sent, settings, tmp_path, is_known):
    _bucket, address, before = sent
    if not is_known:
        settings.BACKUPS_BUCKET = {}
        address = address.replace("://", f"://{IN_ADDRESS}@")
    assert "Restored" in restored(address)
    assert content(backed_up(tmp_path / "after.zip")) == before
    assert list((tmp_path / "scratch").iterdir()) == []


def test_backup_that_is_not_there_is_told_with_those_that_are(sent):
    bucket, address, _before = sent
    name = address.rpartition("/")[2]
    assert name in refused(address.replace(name, "looseleaf-20200101-030000.zip"))
    bucket.objects.all().delete()
    assert "There is no backup at all." in refused(address)
    assert "There is no bucket nowhere" in refused(
        address.replace("://", f"://{IN_ADDRESS}@").replace(bucket.name, "nowhere")
    )


def test_backup_that_was_damaged_in_the_bucket_restores_nothing(sent):
    bucket, address, _before = sent
    [made] = bucket.objects.all()
    made.put(Body=made.get()["Body"].read()[:-400])
    assert "cut short or damaged" in refused(address)


@pytest.mark.parametrize(
    "address",
    [
        "s3://key:/+ secret@host/bucket",
        "s3://key:a/+ secret@host/bucket/wiki.zip",
        "s3://host/bucket",
        "s3://",
        "ftp://key:/+ secret@host/wiki.zip",
    ],
)
def test_address_that_names_no_backup_is_told_without_its_secret(address, db):
    assert "names no backup" in refused(address)
