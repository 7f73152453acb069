"""Where the content of files is kept on this machine's disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

ARRIVING = "arriving"  # the folder of what is not whole yet


class WholeFiles(FileSystemStorage):
    """Files that are there whole or not at all: after a full disk, a power cut or a killed process as well.

    What is written again takes the old one's place; our names say the content, so both are the same.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, allow_overwrite=True, **kwargs)

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._arriving() as written:
            for chunk in content.chunks():
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
            Path(written.name).chmod(0o644)
            Path(written.name).replace(path)
        return name

    def stream(self, name: str) -> File:
        """The content, to be read once and from its beginning."""
        return self.open(name)

    @contextmanager
    def _arriving(self) -> Iterator[BinaryIO]:
        """A file that is gone afterwards unless it was moved."""
        folder = Path(self.path(ARRIVING))
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, delete=False) as written:
            try:
                yield written
            finally:
                Path(written.name).unlink(missing_ok=True)
