"""Backups in a bucket of S3-compatible storage: an object is there whole or not at all."""

import datetime
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from boto3.s3.transfer import TransferConfig
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.exchange.backup.errors import BucketRefused
from wiki.exchange.backup.refusals import refusal_of
from wiki.exchange.writing.progress import Watcher
from wiki.pages.files.bucket import TROUBLE, BucketFiles, client_config

log = logging.getLogger(__name__)

_NAMES = re.compile(r"looseleaf-(\d{8}-\d{6})\.zip", re.ASCII)
# Parts of this size go out side by side, read from the disk as they go: memory holds none of them whole.
_PARTS = TransferConfig(multipart_threshold=16 * 2**20, multipart_chunksize=16 * 2**20, max_concurrency=2)
# Seconds, and how often a request is made: nobody waits for it but the worker.
_PATIENT = {"connect": 10, "read": 60, "attempts": 5}
# What was begun so long ago and never came to its end was left by a process that was killed.
_ABANDONED = datetime.timedelta(days=1)
_AHEAD = datetime.timedelta(hours=1)  # that another server's clock may be


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A backup in the bucket: the moment that it holds, as its name says it."""

    at: datetime.datetime
    name: str
    size: int


class BackupBucket:
    """The backups below one prefix of a bucket. What goes wrong is a BucketRefused that says in words what to see to,
    and never a key."""

    def __init__(self, options: Mapping[str, Any], *, is_patient: bool = True) -> None:
        endpoint = options["endpoint_url"]
        patience = {"client_config": client_config(endpoint, **_PATIENT)} if is_patient else {}
        self._files = BucketFiles(**options, **patience)
        self._prefix = f"{options['location']}/" if options["location"] else ""
        host = urlsplit(endpoint).netloc if endpoint else "Amazon S3"
        self.name = options["bucket_name"]
        self.place = f"{host}/{self.name}/{self._prefix}".rstrip("/")

    def backups(self) -> list[Kept]:
        """Those that the wiki made by itself, oldest first; whatever else lies there is left alone."""
        with self._told():
            found = [_kept(each.key.removeprefix(self._prefix), each.size) for each in self._objects()]
        return sorted(kept for kept in found if kept)

    def put(self, path: Path) -> None:
        """Sends a backup. Nobody sees anything of it before all of it is there, and then it has its size."""
        sent = self._object(path.name)
        with self._told():
            sent.upload_file(str(path), ExtraArgs={"ContentType": "application/zip"}, Config=_PARTS)
            size = sent.content_length
        if size != path.stat().st_size:
            self.remove(path.name)
            raise BucketRefused(_("%s did not keep the backup as it was sent.") % self.place)

    def remove(self, name: str) -> None:
        """Takes a backup out of the bucket."""
        with self._told():
            self._object(name).delete()

    def fetch(self, name: str, target: Path, watcher: Watcher) -> None:
        """Writes a backup, or whatever has this name, into a file."""
        with self._told(name):
            found = self._object(name)
            watcher.begin(_("Bytes"), found.content_length)
            found.download_file(str(target), Config=_PARTS, Callback=watcher.advance)

    def clear_unfinished(self) -> None:
        """Has the storage forget what killed processes had sent of a backup: nobody sees it, but it takes room. Not
        every storage knows how; then it is to be told to by a rule of its own."""
        before = timezone.now() - _ABANDONED
        try:
            for upload in self._files.bucket.multipart_uploads.filter(Prefix=self._prefix):
                if _moment(upload.object_key.removeprefix(self._prefix)) and upload.initiated < before:
                    upload.abort()
        except TROUBLE as error:
            log.warning("Unfinished uploads in %s can't be cleared away: %s", self.place, error)

    def _objects(self) -> Iterator[Any]:
        return iter(self._files.bucket.objects.filter(Prefix=f"{self._prefix}looseleaf-"))

    def _object(self, name: str) -> Any:
        return self._files.bucket.Object(f"{self._prefix}{name}")

    @contextmanager
    def _told(self, name: str = "") -> Iterator[None]:
        try:
            yield
        except TROUBLE as error:
            log.warning("%s: %s", self.place, error)
            # What the server itself said stays in the log: it would be shown with the job that failed.
            raise refusal_of(error, self.place, self.name, name) from None


def _kept(name: str, size: int) -> Kept | None:
    at = _moment(name)
    return Kept(at, name, size) if at else None


def _moment(name: str) -> datetime.datetime | None:
    """The moment in a backup's name; None for what has another name, or is of a day to come."""
    found = _NAMES.fullmatch(name)
    try:
        at = found and datetime.datetime.strptime(found[1], "%Y%m%d-%H%M%S").replace(tzinfo=datetime.UTC)
    except ValueError:
        return None
    return at if at and at < timezone.now() + _AHEAD else None
