"""A ZIP file written as it is made, with the SHA-256 of everything in it."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SUMS = "SHA256SUMS"
_READABLE = 0o644 << 16  # where ZIP keeps the rights of a file


class Archive:
    """Everything lies in one folder, `root`; nothing but the list of its files is held in memory."""

    def __init__(self, target: Path, root: str, at: datetime) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED)
        self._root, self._at = root, at.timetuple()[:6]
        self.sums: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            lines = [f"{digest}  {name}\n" for name, digest in sorted(self.sums.items())]
            self.add(SUMS, (line.encode() for line in lines))
        self._zip.close()

    def add(self, name: str, chunks: Iterable[bytes]) -> str:
        """Writes one file; its SHA-256."""
        entry = ZipInfo(f"{self._root}/{name}", self._at)
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, _READABLE
        digest = hashlib.sha256()
        with self._zip.open(entry, "w", force_zip64=True) as target:
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
