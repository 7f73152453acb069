"""Fetching a backup from a bucket, to be restored."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wiki.exchange.backup.bucket import BackupBucket
from wiki.exchange.backup.errors import BackupRefused, BucketAbsent
from wiki.exchange.shared import scratch
from wiki.exchange.writing.progress import Watcher

_SHOWN = 5  # backups that are named where the wanted one is not there


@contextmanager
def fetched(options: Mapping[str, Any], known: Mapping[str, Any], *, watcher: Watcher) -> Iterator[Path]:
    """The backup at an address, on this machine while the block runs. `options` are those of the address, whose last
    part is the backup's name; where it has no key, that of the `known` bucket is taken, if it is the same one.

    BackupRefused where it can't be fetched."""
    prefix, _slash, name = options["location"].rpartition("/")
    bucket = BackupBucket(_with_key(options, known) | {"location": prefix})
    with scratch() as folder:
        try:
            bucket.fetch(name, folder / "backup.zip", watcher)
        except BucketAbsent as refusal:
            raise BackupRefused(f"{refusal} {_others(bucket)}") from refusal
        except OSError as error:
            words = _("There is no room for it in LOOSELEAF_DATA, or it can't be written: %s. Nothing was restored.")
            raise BackupRefused(words % (error.strerror or str(error)).lower()) from error
        yield folder / "backup.zip"


def _with_key(options: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    is_same = known and all(options[part] == known[part] for part in ("endpoint_url", "bucket_name"))
    keys = known if is_same and not options["access_key"] else options
    return {**options, "access_key": keys["access_key"], "secret_key": keys["secret_key"]}


def _others(bucket: BackupBucket) -> str:
    """What there is instead; BucketAbsent for a bucket that is not there at all."""
    newest = [kept.name for kept in bucket.backups()[-_SHOWN:]]
    return _("The newest ones there: %s") % ", ".join(newest) if newest else _("There is no backup at all.")
