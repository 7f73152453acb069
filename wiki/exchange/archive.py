"""A ZIP file written as it is made, with the SHA-256 of everything in it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SUMS = "SHA256SUMS"
_READABLE = 0o644 << 16  # where ZIP keeps the rights of a file


class Archive:
    """Everything lies in one folder, `root`; nothing but the list of its files is held in memory."""

    def __init__(self, target: Path, root: str, at: datetime) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED)
        self._entry: IO[bytes] | None = None
        self._root, self._at = root, at.timetuple()[:6]
        self.sums: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            lines = [f"{digest}  {name}\n" for name, digest in sorted(self.sums.items())]
            self.add(SUMS, (line.encode() for line in lines))
        elif self._entry:
            self._entry.close()  # a signal may have come in the middle of its closing; the ZIP can't be closed before
        self._zip.close()

    def add(self, name: str, chunks: Iterable[bytes], *, how: int = ZIP_DEFLATED) -> str:
        """Writes one file; its SHA-256. With ZIP_STORED it stays as it is, which suits what is compressed already."""
        entry = ZipInfo(f"{self._root}/{name}", self._at)
        entry.compress_type, entry.external_attr = how, _READABLE
        digest = hashlib.sha256()
        self._entry = self._zip.open(entry, "w", force_zip64=True)
        with self._entry as target:
            for chunk in chunks:
                digest.update(chunk)
                target.write(chunk)
        self.sums[name] = digest.hexdigest()
        return self.sums[name]

    def add_text(self, name: str, text: str) -> str:
        """As `add`, for a text that is held in memory; half characters that a text may hold don't stop it."""
        return self.add(name, [text.encode("utf-8", "surrogatepass")])

    def add_lines(self, name: str, lines: Iterable[str]) -> str:
        """As `add`, for text that comes in pieces."""
        return self.add(name, (line.encode("utf-8", "surrogatepass") for line in lines))
