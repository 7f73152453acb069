"""Attached files on their way into a backup and back into the storage; both ways their content is compared with the
hash that is their name."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage

from wiki.pages.files.models import StoredFile

CHUNK = 1024 * 1024
FOLDER = "files/"


def part_of(sha256: str) -> str:
    """The name of the file's part."""
    return f"{FOLDER}{sha256}"


def is_sound(file: StoredFile) -> bool:
    """Whether the storage has it, and has it as it was."""
    try:
        with file.open() as content:
            return sha256_of(content) == file.pk
    except OSError:
        return False


def sha256_of(content: BinaryIO | File) -> str:
    """The SHA-256 of a file that is read in pieces."""
    digest = hashlib.sha256()
    for chunk in chunks_of(content):
        digest.update(chunk)
    return digest.hexdigest()


def chunks_of(content: BinaryIO | File) -> Iterator[bytes]:
    """The content in pieces."""
    while chunk := content.read(CHUNK):
        yield chunk


class Shelved:
    """Files that a restoration has put into the storage; `take_away` undoes it."""

    def __init__(self) -> None:
        self._added: list[str] = []

    def put(self, sha256: str, content: BinaryIO) -> bool:
        """Whether the storage has the file now, written anew unless it was there already."""
        file = StoredFile(sha256=sha256)
        if is_sound(file):
            return True
        if not default_storage.exists(file.storage_name):
            self._added.append(file.storage_name)
        default_storage.save(file.storage_name, File(content))
        return is_sound(file)

    def take_away(self) -> None:
        """Removes what was not there before."""
        for name in self._added:
            default_storage.delete(name)


@contextmanager
def shelving() -> Iterator[Shelved]:
    """What is put into the storage stays there only when the block comes to its end."""
    shelved = Shelved()
    try:
        yield shelved
    except BaseException:
        shelved.take_away()
        raise
