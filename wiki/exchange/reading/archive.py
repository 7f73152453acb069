"""A ZIP file as a source without history. Nothing is unpacked to disk, so no name in it can reach outside."""

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from django.utils.translation import gettext as _

from wiki.exchange.reading.folder import SKIPPED_FOLDERS
from wiki.exchange.reading.git_blobs import too_large
from wiki.exchange.reading.stream import SYMLINK, BlobError, FileEntry, SourceError

MAX_FILES = 20_000
MAX_TOTAL = 2 * 1024**3  # bytes unpacked
# Text packs to a twentieth at best; files packed a hundred times over are made to fill a disk.
MAX_RATIO = 200
CHUNK = 1024 * 1024


class ArchiveSource:
    """The files of a ZIP file, told apart by their SHA-256. Raises SourceError for a damaged or huge one."""

    def __init__(self, archive: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(archive)
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            raise SourceError(_("%(name)s is not a ZIP file that can be read.") % {"name": archive.name}) from error
        self._members = list(_members(self._zip.infolist()))
        self._member_of: dict[str, zipfile.ZipInfo] = {}
        _refuse_monster(archive.name, [member for _path, member in self._members])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def tree(self) -> dict[str, FileEntry]:
        """Give every file by its path. A single folder around everything is left off."""
        top = _single_top([path for path, _member in self._members])
        return dict(self._entry(path.removeprefix(top), member) for path, member in self._members)

    def read(self, blob: str, *, limit: int) -> bytes:
        """Give the bytes of a file of `tree`; raises BlobError when they are damaged or more than `limit`."""
        member = self._member_of[blob]
        if member.file_size > limit:
            raise BlobError(too_large(member.file_size, limit))
        return b"".join(self._chunks(member))

    def _entry(self, path: str, member: zipfile.ZipInfo) -> tuple[str, FileEntry]:
        digest = hashlib.sha256()
        try:
            for chunk in self._chunks(member):
                digest.update(chunk)
        except BlobError:
            digest.update(path.encode())  # an id all the same: reading it says what is wrong
        self._member_of[digest.hexdigest()] = member
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        return path, FileEntry(digest.hexdigest(), SYMLINK) if is_link else FileEntry(digest.hexdigest())

    def _chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack piece by piece; zipfile itself stops at the length that the member declares."""
        try:
            with self._zip.open(member) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except RuntimeError:
            raise BlobError(_("it is locked with a password")) from None
        except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, zipfile.zlib.error):
            raise BlobError(_("it is damaged")) from None


def _members(listed: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for member in listed:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        leaves_tree = ".." in parts or parts[:1] == ("/",) or (parts and ":" in parts[0])
        if parts and not member.is_dir() and not leaves_tree and SKIPPED_FOLDERS.isdisjoint(parts):
            yield "/".join(parts), member


def _refuse_monster(name: str, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_FILES:
        raise SourceError(_("%(name)s has more than %(limit)d files.") % {"name": name, "limit": MAX_FILES})
    if total > MAX_TOTAL or total > MAX_RATIO * packed + CHUNK:
        raise SourceError(_("%(name)s would unpack to %(size)d MB.") % {"name": name, "size": total // 1024**2})


def _single_top(paths: list[str]) -> str:
    tops = {path.partition("/")[0] for path in paths}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in path for path in paths) else ""
