"""What the copy is searched by: scripts of data, because a browser reads no other file from a disk.

The titles are one script, the words come in parts: a browser that reads the 70 MB of ten thousand pages at once stands
still for seconds, and on a phone gives up.
"""

import json
from pathlib import Path
from types import TracebackType
from typing import Self

PART = 2_000_000  # characters


class SearchIndex:
    """Written page by page, whatever the number of pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages = self._parts = self._size = 0
        self._words: list[str] = []  # of the part that is not yet written

    def __enter__(self) -> Self:
        self._titles = (self._folder / "index.js").open("w", encoding="utf-8")
        self._titles.write("window.looseleafPages = [\n")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._end_part()
        self._titles.write(f"];\nwindow.looseleafParts = {self._parts};\n")
        self._titles.close()

    def add(self, title: str, place: str, path: str, text: str) -> None:
        """A page: its title, the titles above it, its file and its words."""
        self._titles.write(json.dumps([title, place, path], ensure_ascii=True) + ",\n")
        self._words.append(json.dumps(" ".join(text.split()), ensure_ascii=True))
        self._pages += 1
        self._size += len(self._words[-1])
        if self._size > PART:
            self._end_part()

    def _end_part(self) -> None:
        if not self._words:
            return
        self._parts += 1
        first = self._pages - len(self._words)
        script = f"looseleafWords({first}, [\n" + ",\n".join(self._words) + "\n]);\n"
        (self._folder / f"words-{self._parts}.js").write_text(script, "utf-8")
        self._words.clear()
        self._size = 0
