"""What is too large or has no room is refused early, in words, and leaves nothing behind."""

import errno
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from accounts.roles import Role
from tests.conftest import client_of, make_page, make_space, make_user
from tests.pages.photographs import upload
from wiki.pages.errors import StorageSilent
from wiki.pages.files import storage as storage_module
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.files.storing import put


def files_on_disk():
    folder = Path(default_storage.location)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


class Unread(BytesIO):
    """A body that nobody may look at."""

    def read(self, *_size):
        raise AssertionError("the body was read")


def send(client, address, length):
    """A form of so many bytes, as its head says."""
    asked = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    return client.generic("POST", address, **asked)


def test_upload_of_200_megabytes_is_refused_before_it_is_read(page, editor_client):
    answer = send(editor_client, page.url("upload/"), 200 * 1024 * 1024)
    assert answer.status_code == 413
    assert answer.json()["error"] == "The file is larger than 25.0\xa0MB, the limit for one file."


@pytest.mark.parametrize("act", ["edit/", "new/", "draft/", "preview/", "move/"])
def test_form_of_200_megabytes_is_refused_before_it_is_read(page, editor_client, act):
    answer = send(editor_client, page.url(act), 200 * 1024 * 1024)
    assert answer.status_code == 413
    assert "That was too large" in answer.content.decode()


def test_strangers_large_request_is_refused_before_it_is_read(page):
    assert send(Client(), page.url("upload/"), 200 * 1024 * 1024).status_code == 413


def test_largest_file_that_is_allowed_is_kept(page, editor_client, settings):
    settings.ATTACHMENT_LIMIT = 100_000
    assert editor_client.post(page.url("upload/"), {"file": upload("x.txt", b"x" * 100_000)}).status_code == 200
    refused = editor_client.post(page.url("upload/"), {"file": upload("x.txt", b"x" * 100_001)})
    assert refused.status_code == 400
    assert "is larger than 97.7" in refused.json()["error"]


def test_full_disk_is_told_and_nothing_is_half_stored(page, editor_client, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage_module.os, "fsync", full)
    answer = editor_client.post(page.url("upload/"), {"file": upload("x.txt", b"words")})
    assert answer.status_code == 507
    assert answer.json()["error"] == "The wiki's disk is full, so the file was not kept. Tell an admin."
    assert files_on_disk() == []
    assert not StoredFile.objects.exists()
    assert not PinnedFile.objects.exists()
    monkeypatch.undo()
    assert editor_client.post(page.url("upload/"), {"file": upload("x.txt", b"words")}).status_code == 200


def test_upload_that_breaks_off_leaves_nothing(db):
    class Broken(BytesIO):
        def read(self, *_size):
            raise ConnectionError

    with pytest.raises(StorageSilent):
        put("aa/bb/x", storage_module.File(Broken(), "x"))
    assert files_on_disk() == []


def test_other_fault_of_the_disk_is_not_taken_for_a_full_one(page, editor_client, monkeypatch):
    def broken(_descriptor):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(storage_module.os, "fsync", broken)
    answer = editor_client.post(page.url("upload/"), {"file": upload("x.txt", b"words")})
    assert answer.status_code == 503
    assert "can't keep files at the moment" in answer.json()["error"]
    assert files_on_disk() == []


@pytest.mark.django_db(transaction=True)
def test_same_file_uploaded_by_many_at_once_is_kept_once():
    page = make_page(make_space(), "Plan")
    clients = [client_of(make_user(f"Writer {number}", Role.EDITOR)) for number in range(4)]
    gate = Barrier(len(clients))

    def send_one(client):
        try:
            gate.wait()
            return client.post(page.url("upload/"), {"file": upload("plan.txt", b"the plan" * 100_000)})
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(send_one, clients))
    assert [answer.status_code for answer in answers] == [200] * 4
    file = StoredFile.objects.get()
    assert files_on_disk() == [file.storage_name]
    with file.open() as content:
        assert content.read() == b"the plan" * 100_000
    assert PinnedFile.objects.count() == 1
