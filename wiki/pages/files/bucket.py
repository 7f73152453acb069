"""Where the content of files is kept when several servers share it: a bucket of S3-compatible storage.

A file arrives there whole or not at all, and takes the place of one with the same name; our names say the content.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

# Seconds: who waits for an answer must hear that there is none before the browser gives up.
CONNECT, READ = 3, 20


class BucketFiles(S3Storage):
    """As WholeFiles, on the other side of a network: what goes wrong there is an OSError as on a disk."""

    def __init__(self, *, endpoint_url: str | None = None, **options: Any) -> None:
        config = Config(
            connect_timeout=CONNECT,
            read_timeout=READ,
            retries={"total_max_attempts": 2},
            # Most of Amazon's rivals know a bucket by the address's path, not by a host of its own.
            s3={"addressing_style": "path" if endpoint_url else "auto"},
        )
        super().__init__(
            file_overwrite=True, default_acl=None, client_config=config, endpoint_url=endpoint_url, **options
        )

    def _save(self, name: str, content: File) -> str:
        with _as_on_a_disk(name):
            return super()._save(name, content)

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_on_a_disk(name):
            return super()._open(name, mode)

    def exists(self, name: str) -> bool:
        """Whether the bucket has this file."""
        with _as_on_a_disk(name):
            return super().exists(name)

    def delete(self, name: str) -> None:
        """Takes the file out of the bucket; nothing happens where it is not there."""
        with _as_on_a_disk(name):
            super().delete(name)


@contextmanager
def _as_on_a_disk(name: str) -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The storage of files did not take or give “{name}”: {error}") from error
