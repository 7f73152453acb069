"""The backup of the day in a bucket, on another machine than the wiki's, and how many of them stay there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from wiki.exchange.backup.errors import BackupRefused, BackupRuns
from wiki.exchange.backup.making import Made, make_backup
from wiki.exchange.backup.reading import open_backup
from wiki.exchange.backup.scheduling import NAME, lacks, newest_in
from wiki.exchange.backup.tables import QUEUE
from wiki.exchange.locking import alone_at
from wiki.exchange.shared import clear_scratches, scratch

if TYPE_CHECKING:
    from wiki.exchange.backup.bucket import BackupBucket

# A backup that is not older is the one of this day.
FRESH = timedelta(hours=12)


@task(queue_name=QUEUE)
def send_backup() -> str:
    """Puts a backup into the bucket of LOOSELEAF_BACKUPS_BUCKET, then removes the oldest there; what is missing in it,
    or could not be removed, "" for nothing. Comes round once a day.

    Done again, by another server or after one was killed before it could say that it was done, it does nothing."""
    if not settings.BACKUPS_BUCKET:
        return ""  # taken out of the settings while this waited
    with alone_at("sending-a-backup") as is_alone:
        if not is_alone:
            raise BackupRuns(_("Another backup is being sent into the bucket."))
        bucket = _bucket()
        there = bucket.backups()  # first of all: a wrong key shall be told before a large backup was made
        if there and there[-1].at > timezone.now() - FRESH:
            return ""
        return _send(bucket)


def _bucket() -> "BackupBucket":
    """Its library takes 20 MB: it is loaded only where there is a bucket, and in the process that sends."""
    from wiki.exchange.backup.bucket import BackupBucket

    return BackupBucket(settings.BACKUPS_BUCKET)


def _send(bucket: "BackupBucket") -> str:
    bucket.clear_unfinished()
    with _backup_of_the_day() as made:
        try:
            bucket.put(made.path)
        except OSError as error:  # of the file on this machine
            raise BackupRefused(_("%s can't be read.") % made.path.name) from error
    return lacks(made) if made.missing else _thin_out(bucket)


@contextmanager
def _backup_of_the_day() -> Iterator[Made]:
    """The one that was written into the folder of backups a while ago, or one that is made for this alone."""
    written = _written_today()
    if written:
        yield written
        return
    clear_scratches()
    with scratch() as folder:
        yield make_backup(folder / NAME.format(timezone.now()))


def _written_today() -> Made | None:
    try:
        path = newest_in(Path(settings.BACKUPS)) if settings.BACKUPS else None
        if path is None or path.name < NAME.format(timezone.now() - FRESH):
            return None
        with open_backup(path) as backup:
            return Made(path, missing={sha256: _("SHA-256 %s.") % sha256 for sha256 in backup.manifest.missing})
    except (OSError, BackupRefused):
        return None  # no disk there, or damaged


def _thin_out(bucket: "BackupBucket") -> str:
    """Removes the oldest, only once a new one stands that lacks nothing. The new one stands whatever comes of it."""
    try:
        for kept in bucket.backups()[: -settings.BACKUPS_BUCKET_KEEP]:
            bucket.remove(kept.name)
    except BackupRefused as refusal:
        return _("The backup is in the bucket, but older ones could not be removed: %s") % refusal
    return ""
