"""A plain folder as a source without history."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from wiki.exchange.reading.git_blobs import too_large
from wiki.exchange.reading.stream import SYMLINK, BlobError, FileEntry, SourceError

# Folders of tools, not of the handbook.
SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "__MACOSX"})
# Opening refuses a link, should one take the file's place between listing and reading.
READ_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class FolderSource:
    """The files of a folder, told apart by their SHA-256. Links are listed, never followed."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise SourceError(_("There is no folder %(folder)s.") % {"folder": folder})
        self._folder = folder
        self._path_of: dict[str, str] = {}

    def tree(self) -> dict[str, FileEntry]:
        """Give every file by its path with "/"; devices, sockets and unreadable files are left out."""
        return dict(self._entries())

    def read(self, blob: str, *, limit: int) -> bytes:
        """Give the bytes of a file of `tree`; raises BlobError when it is gone or more than `limit` bytes."""
        path = self._folder / self._path_of[blob]
        try:
            if path.is_symlink():
                return os.fsencode(path.readlink())
            with os.fdopen(os.open(path, READ_FLAGS), "rb") as file:
                content = file.read(limit + 1)
                length = os.fstat(file.fileno()).st_size
        except OSError as error:
            raise BlobError(error.strerror or str(error)) from None
        if len(content) > limit:
            raise BlobError(too_large(length, limit))
        return content

    def _entries(self) -> Iterator[tuple[str, FileEntry]]:
        for folder, subfolders, names in os.walk(self._folder, followlinks=False):
            links = [name for name in subfolders if Path(folder, name).is_symlink()]
            subfolders[:] = sorted(set(subfolders) - SKIPPED_FOLDERS - set(links))
            for name in sorted([*names, *links]):
                path = Path(folder, name)
                entry = _entry(path)
                if entry is not None:
                    relative = PurePosixPath(path.relative_to(self._folder)).as_posix()
                    self._path_of[entry.blob] = relative
                    yield os.fsencode(relative).decode(errors="replace"), entry


def _entry(path: Path) -> FileEntry | None:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            return FileEntry(hashlib.sha256(os.fsencode(path.readlink())).hexdigest(), SYMLINK)
        if not stat.S_ISREG(mode):
            return None
        with os.fdopen(os.open(path, READ_FLAGS), "rb") as file:
            return FileEntry(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return None
