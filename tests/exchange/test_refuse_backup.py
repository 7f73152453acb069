"""What is no sound backup of this or an earlier version is told in one line, before anything is written."""

import json
import random
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError

from tests.exchange.backing_up import ROOT, backed_up, emptied, entries, rewritten, told, written
from wiki.exchange.backup import reading
from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.reading import open_backup
from wiki.pages.files.models import StoredFile
from wiki.spaces.models import Space

pytestmark = pytest.mark.django_db
LATER = ["wiki", "9999_the_far_future"]


@pytest.fixture
def backup(db, tmp_path):
    """Of a wiki on its first day: roles and rights are rows enough."""
    return backed_up(tmp_path / "wiki.zip")


def refusal(path):
    """The line that `restore` ends with."""
    with pytest.raises(CommandError) as caught:
        told("restore", path)
    assert "\n" not in str(caught.value)
    assert not Space.objects.exists()
    return str(caught.value).replace(str(path), "FILE")


def test_file_that_is_not_there(tmp_path, db):
    assert refusal(tmp_path / "nowhere.zip") == "FILE can't be read: no such file or directory."


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 " * 1000])
def test_file_that_is_no_backup(content, tmp_path, db):
    path = tmp_path / "something"
    path.write_bytes(content)
    assert refusal(path) == "FILE is not a backup of this wiki."


def test_archive_of_something_else(tmp_path, db):
    with ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("holiday.jpg", b"sea")
    assert refusal(tmp_path / "photos.zip") == "FILE is not a backup of this wiki."


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_backup_that_was_cut_short(backup, share):
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    assert refusal(backup) == "FILE is cut short or damaged: its end is missing. Fetch or copy it again."


def test_damaged_part_is_named(backup):
    with ZipFile(backup) as archive:
        part = archive.getinfo(f"{ROOT}tables/auth_permission.jsonl")
    content = bytearray(backup.read_bytes())
    middle = part.header_offset + len(part.filename) + part.compress_size // 2
    content[middle] ^= 0xFF
    backup.write_bytes(content)
    words = "FILE is damaged: tables/auth_permission.jsonl is not what was backed up. Nothing was restored."
    assert refusal(backup) == words


@pytest.mark.parametrize("seed", range(30))
def test_one_changed_byte_never_passes_nor_ends_in_a_traceback(backup, seed):
    content = bytearray(backup.read_bytes())
    content[random.Random(seed).randrange(len(content))] ^= 0x55
    backup.write_bytes(content)
    try:
        found = entries(backup)
    except Exception:
        assert re.search("damaged|not a backup|newer", refusal(backup))
    else:  # a byte that says nothing about any part: a date, the rights of a file
        assert found


def changed(backup, name, content):
    return written(backup, entries(backup) | {name: content})


def test_part_that_was_written_anew_is_found_by_its_hash(backup):
    changed(backup, "tables/auth_group.jsonl", b'[1,"Admin"]\n')
    assert "tables/auth_group.jsonl is not what was backed up" in refusal(backup)


def test_manifest_that_was_written_anew_is_found(backup):
    said = json.loads(entries(backup)["manifest.json"]) | {"version": "0.0.9"}
    changed(backup, "manifest.json", json.dumps(said).encode())
    assert "manifest.json is not what was backed up" in refusal(backup)


def test_manifest_that_is_none(backup):
    changed(backup, "manifest.json", b"[]")
    assert "manifest.json is not what was backed up" in refusal(backup)


def test_part_that_is_missing(backup):
    found = entries(backup)
    del found["tables/auth_group.jsonl"]
    assert "tables/auth_group.jsonl is not what was backed up" in refusal(written(backup, found))


def test_part_that_nobody_backed_up(backup):
    assert "files/0f is not what was backed up" in refusal(changed(backup, "files/0f", b"?"))


@pytest.mark.parametrize("said", [{"format": 2}, {"migrations": [LATER]}])
def test_backup_of_a_newer_version(backup, said):
    path = rewritten(backup, lambda _found, manifest: manifest.update(said | {"version": "7.1"}))
    assert refusal(path) == "FILE was made by version 7.1, which is newer than this one. Upgrade, then restore."


def test_manifest_that_says_more_than_this_version_knows(backup):
    said = {"version": "7.1", "migrations": [LATER], "counters": {"wiki_page": 7}}
    path = rewritten(backup, lambda _found, manifest: manifest.update(said))
    assert "which is newer than this one" in refusal(path)


@pytest.mark.parametrize("name", ["0" * 64, "../../../../../../tmp/looseleaf", "/tmp/looseleaf", ""])
def test_file_whose_content_is_not_its_name_is_not_put_in_place(backup, name):
    """Hashes right, content or place wrong: of a backup that somebody wrote by hand."""
    path = rewritten(backup, lambda found, _manifest: found.update({f"files/{name}": b"?"}))
    assert refusal(path) == f"FILE is damaged: files/{name} is not what was backed up. Nothing was restored."
    assert not default_storage.exists(StoredFile(sha256="0" * 64).storage_name)
    assert not Path("/tmp/looseleaf").exists()


def test_name_of_a_part_can_not_write_on_the_terminal(backup):
    path = changed(backup, "files/\n\x1b[31mAll is well", b"?")
    assert refusal(path) == (
        r"FILE is damaged: files/\n\x1b[31mAll is well is not what was backed up. Nothing was restored."
    )


def test_what_would_fill_the_memory_is_not_unpacked(backup, monkeypatch):
    with open_backup(backup) as opened:
        monkeypatch.setattr(reading, "_LONGEST", 20)
        table = next(table for table in opened.manifest.tables if table.name == "auth_permission")
        with pytest.raises(BackupRefused, match=r"tables/auth_permission\.jsonl is not what was backed up"):
            list(opened.batches(table))
    assert "manifest.json is not what was backed up" in refusal(backup)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [b"[1]\n", b'["one","Admin"]\n', b"nothing\n", b"{}\n"])
def test_rows_of_another_kind_than_the_table(backup, rows):
    emptied()
    path = rewritten(backup, lambda found, _manifest: found.update({"tables/auth_group.jsonl": rows}))
    assert refusal(path) == "The backup does not fit the migrations that it names: table auth_group."
