"""The bytes of files in a git repository, one at a time and never more than asked for."""

import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wiki.exchange.reading import git_command
from wiki.exchange.reading.stream import BlobError


class BlobReader:
    """Two git processes for the whole import: one says how long a file is, the other gives its bytes."""

    def __init__(self, git_dir: Path) -> None:
        self._git_dir = git_dir
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._running.values():
            git_command.stop(process)
        self._running.clear()

    def size(self, blob: str) -> int:
        """Give the length in bytes; raises BlobError when the repository lacks the file."""
        name, _space, rest = self._ask("--batch-check", blob).partition(b" ")
        kind, _space, length = rest.partition(b" ")
        if kind != b"blob":
            raise BlobError(_("the repository lacks its content (%(blob)s)") % {"blob": name.decode()[:12]})
        return int(length)

    def read(self, blob: str, *, limit: int) -> bytes:
        """Give the bytes; raises BlobError for a missing file and for one longer than `limit` bytes."""
        length = self.size(blob)
        if length > limit:
            raise BlobError(too_large(length, limit))
        self._ask("--batch", blob)
        output = self._process("--batch").stdout
        content = output.read(length) if output else b""
        if len(content) != length or not output or output.read(1) != b"\n":
            raise BlobError(_("git stopped while reading it"))
        return content

    def _ask(self, mode: str, blob: str) -> bytes:
        process = self._process(mode)
        if process.stdin is None or process.stdout is None:
            raise BlobError(_("git stopped while reading it"))
        try:
            process.stdin.write(blob.encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            raise BlobError(_("git stopped while reading it")) from None
        return process.stdout.readline().rstrip(b"\n")

    def _process(self, mode: str) -> subprocess.Popen[bytes]:
        if mode not in self._running:
            self._running[mode] = git_command.start(self._git_dir, "cat-file", mode)
        return self._running[mode]


def too_large(length: int, limit: int) -> str:
    """Say that a file is longer than is read, in megabytes."""
    megabytes = max(1, round(length / 1024**2))
    text = ngettext("it is %(size)d MB long", "it is %(size)d MB long", megabytes) % {"size": megabytes}
    return _("%(long)s; at most %(limit)d MB are imported") % {"long": text, "limit": limit // 1024**2}
