"""Reading a backup: nothing of it is believed before it was checked."""

import hashlib
import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from wiki.exchange.archive import SUMS
from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.files import FOLDER, part_of, sha256_of
from wiki.exchange.backup.manifest import FORMAT, NAME, ROOT, Manifest, TablePart
from wiki.exchange.writing.progress import Watcher

# What unpacking raises when it stumbles on a damaged file, and reading what is no manifest.
_UNREADABLE = (
    *(BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, KeyError, TypeError),
)
_ZIP = b"PK\x03\x04"
_A_BATCH = 1024 * 1024  # characters of lines that are held in memory, if one line has no more
# A line, or a manifest, that is longer than any value which a database takes: unpacking it would only fill the memory.
_LONGEST = 2**30


class Backup:
    """An open backup of a version that this one understands."""

    def __init__(self, path: Path, opened: ZipFile) -> None:
        self._path, self._zip = path, opened
        with self._unharmed(NAME):
            self.manifest = self._manifest()

    def _manifest(self) -> Manifest:
        content = self._read(NAME)
        read = json.loads(content)
        if read["format"] > FORMAT:
            raise BackupRefused(newer(self._path, read["version"]))
        line = f"{hashlib.sha256(content).hexdigest()}  {NAME}"
        if line not in self._read(SUMS).decode().splitlines():
            raise ValueError
        return Manifest.of_json(read)

    def _read(self, name: str) -> bytes:
        if self._zip.getinfo(f"{ROOT}/{name}").file_size > _LONGEST:
            raise ValueError
        return self._zip.read(f"{ROOT}/{name}")

    def verify(self, watcher: Watcher) -> None:
        """Raises BackupRefused unless every part is there as it was written, every attached file under its own hash,
        and nothing else."""
        parts = self.manifest.parts
        there = {name.removeprefix(f"{ROOT}/") for name in self._zip.namelist()}
        for name in sorted(there ^ {NAME, SUMS, *parts}):
            raise BackupRefused(self._damaged(name))
        watcher.begin(_("Checking"), len(parts))
        for name, sha256 in parts.items():
            with self._unharmed(name), self._open(name) as part:
                if sha256_of(part) != sha256 or (name.startswith(FOLDER) and name != part_of(sha256)):
                    raise ValueError
            watcher.advance(1)

    def batches(self, table: TablePart) -> Iterator[list[str]]:
        """The rows of a table, some at a time."""
        batch, size = [], 0
        with self._unharmed(table.part), self._open(table.part) as part:
            for line in _lines(part):
                batch.append(line.decode())
                size += len(line)
                if size > _A_BATCH:
                    yield batch
                    batch, size = [], 0
        if batch:
            yield batch

    @property
    def file_count(self) -> int:
        """How many attached files there are."""
        return sum(name.startswith(FOLDER) for name in self.manifest.parts)

    def files(self) -> Iterator[tuple[str, BinaryIO]]:
        """SHA-256 and content of every attached file."""
        for name in self.manifest.parts:
            if name.startswith(FOLDER):
                with self._unharmed(name), self._open(name) as part:
                    yield name.removeprefix(FOLDER), part

    def _open(self, name: str) -> BinaryIO:
        return self._zip.open(f"{ROOT}/{name}")

    @contextmanager
    def _unharmed(self, name: str) -> Iterator[None]:
        try:
            yield
        except _UNREADABLE as error:
            raise BackupRefused(self._damaged(name)) from error

    def _damaged(self, name: str) -> str:
        words = _("%(file)s is damaged: %(part)s is not what was backed up. Nothing was restored.")
        # The name stands in a file that anybody may have written: as one line, whatever is in it.
        return words % {"file": self._path, "part": name.encode("unicode_escape").decode()}


def _lines(part: BinaryIO) -> Iterator[bytes]:
    while line := part.readline(_LONGEST + 1):
        if len(line) > _LONGEST:
            raise ValueError
        yield line


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """The backup in this file; BackupRefused with one line for what is none."""
    try:
        opened = ZipFile(path)
    except OSError as error:
        words = _("%(file)s can't be read: %(why)s.") % {"file": path, "why": (error.strerror or str(error)).lower()}
        raise BackupRefused(words) from error
    except _UNREADABLE as error:
        raise BackupRefused(_no_archive(path)) from error
    with opened:
        if f"{ROOT}/{NAME}" not in opened.namelist():
            raise BackupRefused(_not_one(path))
        yield Backup(path, opened)


def _no_archive(path: Path) -> str:
    with path.open("rb") as file:
        begins_as_one = file.read(len(_ZIP)) == _ZIP
    if not begins_as_one:
        return _not_one(path)
    return _("%s is cut short or damaged: its end is missing. Fetch or copy it again.") % path


def _not_one(path: Path) -> str:
    return _("%s is not a backup of this wiki.") % path


def newer(path: Path, version: str) -> str:
    """What is said of a backup that only a later version understands."""
    words = _("%(file)s was made by version %(version)s, which is newer than this one. Upgrade, then restore.")
    return words % {"file": path, "version": version}
