"""What the copy is searched by: a script of data, because a browser reads no other file from a disk."""

import json
from pathlib import Path
from types import TracebackType
from typing import Self


class SearchIndex:
    """Written page by page, whatever the number of pages."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        self._file = self._path.open("w", encoding="utf-8")
        self._file.write("window.looseleafPages = [\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.write("];\n")
        self._file.close()

    def add(self, title: str, place: str, path: str, text: str) -> None:
        """A page: its title, the titles above it, its file and its words."""
        self._file.write(json.dumps([title, place, path, " ".join(text.split())], ensure_ascii=True) + ",\n")
