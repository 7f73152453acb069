"""Attached files in a bucket of S3-compatible storage, on a real server of that kind on this machine."""

import hashlib
import re
from io import BytesIO

import pytest
from botocore.exceptions import HTTPClientError, ReadTimeoutError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from config import environment
from tests.buckets import kept
from tests.conftest import make_page, make_revision
from tests.exchange.backing_up import backed_up, entries
from tests.integrity.tampering import names
from wiki.pages.attachments import attach
from wiki.pages.files.bucket import as_on_a_disk

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def attached(page, name, content):
    name, sha256 = attach(page, SimpleUploadedFile(name, content), page.files)
    return {name: sha256}


def picture():
    file = BytesIO()
    Image.new("RGB", (2000, 900), "teal").save(file, "PNG")
    return file.getvalue()


def test_upload_arrives_once_and_is_given_back(bucket, space, editor_client):
    page = make_page(space, "Oven")
    for name in ("plan.txt", "copy.txt"):
        answer = editor_client.post(page.url("upload/"), {"file": SimpleUploadedFile(name, b"A plan.\n")})
        assert answer.status_code == 200
    sha256 = hashlib.sha256(b"A plan.\n").hexdigest()
    assert list(kept(bucket).values()) == [b"A plan.\n"]
    assert next(iter(kept(bucket))).startswith("our/files/")
    given = editor_client.get(answer.json()["url"])
    assert (b"".join(given), given.headers["ETag"]) == (b"A plan.\n", f'"{sha256}"')


def test_smaller_version_of_a_picture_is_made_and_kept(bucket, space, editor_client):
    page = make_page(space, "Oven")
    make_revision(page, "![Oven](oven.png)\n", files=attached(page, "oven.png", picture()))
    address = re.search(rf"/p/{page.pk}/pictures/[0-9a-f]+/\d+\.webp", editor_client.get(page.url()).text)[0]
    assert b"".join(editor_client.get(address))[:4] == b"RIFF"
    assert len(kept(bucket)) == 2


@pytest.mark.django_db(transaction=True)
def test_backup_and_check_read_the_bucket(bucket, space, editor, tmp_path):
    page = make_page(space, "Oven")
    make_revision(page, "[Plan](plan.txt)\n", by=editor, files=attached(page, "plan.txt", b"A plan.\n"))
    found = entries(backed_up(tmp_path / "backup.zip"))
    assert b"A plan.\n" in found.values(), found.keys()
    assert names(only=["files"]) == []
    [stored] = bucket.objects.all()
    stored.put(Body=b"Another plan.\n")
    assert names(only=["files"]) == ["file-changed"]
    stored.delete()
    assert names(only=["files"]) == ["file-lost"]


def test_upload_while_the_storage_is_silent_says_so_and_keeps_nothing(fall_silent, space, editor_client):
    page = make_page(space, "Oven")
    fall_silent()
    answer = editor_client.post(page.url("upload/"), {"file": SimpleUploadedFile("plan.txt", b"A plan.\n")})
    assert answer.status_code == 503
    assert "can't keep files at the moment" in answer.json()["error"]


def test_file_that_the_storage_does_not_give_is_told_and_the_page_is_read(fall_silent, space, editor, reader_client):
    page = make_page(space, "Oven")
    make_revision(page, "[Plan](plan.txt)\n", by=editor, files=attached(page, "plan.txt", b"A plan.\n"))
    page.refresh_from_db()
    [sha256] = page.files.values()
    fall_silent()
    answer = reader_client.get(f"/p/{page.pk}/files/{sha256}/plan.txt")
    assert (answer.status_code, "at the moment" in answer.text) == (503, True)
    assert reader_client.get(page.url()).status_code == 200


def test_file_that_is_not_there_is_deleted_without_a_word(bucket):
    default_storage.delete("nothing")
    assert not default_storage.exists("nothing")
    with pytest.raises(FileNotFoundError):
        default_storage.open("nothing")


@pytest.mark.parametrize("error", [HTTPClientError(error="broken off"), ReadTimeoutError(endpoint_url="http://host")])
def test_answer_that_breaks_off_is_told_as_on_a_disk(error):
    with pytest.raises(OSError, match="plan"), as_on_a_disk("plan.txt"):
        raise error


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ftp://host/bucket", "use an address"),
        ("s3://key:secret@host", "names no bucket"),
        ("bucket", "use an address"),
    ],
)
def test_address_that_is_none_of_a_bucket_is_refused(monkeypatch, tmp_path, value, words):
    monkeypatch.setenv("LOOSELEAF_FILES", value)
    with pytest.raises(ImproperlyConfigured, match=words):
        environment.bucket("LOOSELEAF_FILES", tmp_path)


def test_bucket_of_amazon_needs_no_host(monkeypatch, tmp_path):
    monkeypatch.setenv("LOOSELEAF_FILES", "s3:///handbook")
    options = environment.bucket("LOOSELEAF_FILES", tmp_path)["OPTIONS"]
    assert (options["bucket_name"], options["endpoint_url"], options["access_key"]) == ("handbook", None, None)


@pytest.mark.parametrize(
    "value", ["s3://key:12/secret@host/bucket", "s3://key:se/cret@host/bucket", "ftp://key:secret@host/bucket"]
)
def test_secret_in_an_address_that_is_refused_is_not_shown(monkeypatch, value):
    monkeypatch.setenv("LOOSELEAF_BACKUPS_BUCKET", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.bucket_options("LOOSELEAF_BACKUPS_BUCKET")
    assert "cret" not in str(refusal.value).replace("key:secret@host/bucket, with %2F for / in the secret", "")
