"""Where the content of files is kept when several servers share it: a bucket of S3-compatible storage.

A file arrives there whole or not at all, and takes the place of one with the same name; our names say the content.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

# Seconds: who waits for an answer must hear that there is none before the browser gives up.
CONNECT, READ = 3, 20
# Bytes of a file that is read which stay in memory; the library's own default is all of them.
IN_MEMORY = 2**20
TROUBLE = (BotoCoreError, ClientError, Boto3Error, RetriesExceededError)
_ABSENT = {"NoSuchKey", "404"}


class BucketFiles(S3Storage):
    """As WholeFiles, on the other side of a network: what goes wrong there is an OSError as on a disk."""

    def __init__(self, *, endpoint_url: str | None = None, **options: Any) -> None:
        ours = {
            "client_config": client_config(endpoint_url, connect=CONNECT, read=READ, attempts=2),
            # A part after the other: ten at once, as the library does it, are held in memory together.
            "transfer_config": TransferConfig(use_threads=False),
            "max_memory_size": IN_MEMORY,
            "file_overwrite": True,
            "default_acl": None,
        }
        super().__init__(endpoint_url=endpoint_url, **ours | options)

    def stream(self, name: str) -> File:
        """The content, to be read once and from its beginning, as it comes: nothing of it is kept on this machine."""
        with as_on_a_disk(name):
            answer = self.bucket.Object(self._normalize_name(clean_name(name))).get()
        return _Coming(answer["Body"], name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """The folders and files in a folder; none in one that is not there."""
        with as_on_a_disk(name):
            return super().listdir(name)

    def get_modified_time(self, name: str) -> datetime:
        """When the file was written."""
        with as_on_a_disk(name):
            return super().get_modified_time(name)

    def _save(self, name: str, content: File) -> str:
        with as_on_a_disk(name):
            return super()._save(name, content)

    def _open(self, name: str, mode: str = "rb") -> File:
        with as_on_a_disk(name):
            found = super()._open(name, mode)
            found.open()  # fetched now, while what goes wrong is still told as it is on a disk
            return found

    def exists(self, name: str) -> bool:
        """Whether the bucket has this file."""
        with as_on_a_disk(name):
            return super().exists(name)

    def delete(self, name: str) -> None:
        """Takes the file out of the bucket; nothing happens where it is not there."""
        with as_on_a_disk(name):
            super().delete(name)


def client_config(endpoint_url: str | None, *, connect: float, read: float, attempts: int) -> Config:
    """How a bucket's server is talked to, and for how many seconds it is waited for."""
    return Config(
        connect_timeout=connect,
        read_timeout=read,
        retries={"total_max_attempts": attempts},
        # Most of Amazon's rivals know a bucket by the address's path, not by a host of its own.
        s3={"addressing_style": "path" if endpoint_url else "auto"},
    )


class _Coming(File):
    """The body of an answer. It has no name: Django would look for a file of that name on this machine."""

    def __init__(self, body: Any, shown: str) -> None:
        super().__init__(body, "")
        self._shown = shown

    def read(self, size: int | None = None) -> bytes:
        """The next bytes; an OSError where the connection breaks off."""
        with as_on_a_disk(self._shown):
            return self.file.read(size)


@contextmanager
def as_on_a_disk(name: str) -> Iterator[None]:
    """What goes wrong in the block becomes an OSError, as for a file of this name on a disk."""
    try:
        yield
    except TROUBLE as error:
        if code_of(error) in _ABSENT:
            raise FileNotFoundError(f"The storage of files has no “{name}”") from error
        raise OSError(f"The storage of files did not take or give “{name}”: {error}") from error


def code_of(error: BaseException) -> str:
    """How the storage itself calls what went wrong; "" where it did not answer."""
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""
