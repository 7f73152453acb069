"""The stream that `git fast-import` reads: contents, and commits that name them."""

from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.utils import timezone

from wiki.exchange.reading.told import NOBODY

BRANCH = "refs/heads/main"
UNFIT = str.maketrans(dict.fromkeys("<>\n\r\0", " "))


class Stream:
    """Writes contents and commits. A content is known by its mark from then on."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._marks = 0

    def content(self, size: int, chunks: Iterable[bytes]) -> int:
        """Writes a content of `size` bytes; its mark."""
        self._marks += 1
        self._line(f"blob\nmark :{self._marks}\ndata {size}")
        for chunk in chunks:
            self._output.write(chunk)
        self._line("")
        return self._marks

    def commit(self, changes: Iterable[str], *, by: Any, at: datetime, message: str) -> None:
        """Writes a commit; `changes` are those made by `put`, `drop` and `move`."""
        who = f"{_signature(by)} {_moment(at)}"
        said = message.encode(errors="replace").replace(b"\0", b" ")
        self._line(f"commit {BRANCH}\nauthor {who}\ncommitter {who}\ndata {len(said)}")
        self._output.write(said)
        self._line("\n" + "\n".join(changes))

    def _line(self, text: str) -> None:
        self._output.write(text.encode() + b"\n")


def put(path: str, mark: int) -> str:
    """The change that gives a path a content."""
    return f"M 100644 :{mark} {_quoted(path)}"


def drop(path: str) -> str:
    """The change that deletes a path."""
    return f"D {_quoted(path)}"


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _signature(person: Any) -> str:
    written = (person.name, person.email) if person else NOBODY
    name, email = (" ".join(str(word).translate(UNFIT).split()) for word in written)
    return f"{name or email} <{email}>"


def _moment(at: datetime) -> str:
    """Seconds and the wiki's zone; git has no time before 1970."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    return f"{max(0, int(local.timestamp()))} {local:%z}"[:16]
