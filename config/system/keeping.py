"""Where things are kept: backups, the disk, the cache, attached files. Outside of the database, so in threads."""

import datetime
import secrets
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from config.health import use_cache, use_storage
from config.system.lines import Found, caution, danger, good
from wiki.exchange.backup.errors import BucketRefused
from wiki.exchange.backup.scheduling import newest_in

# One comes every day; a large wiki's takes its time.
LATE, TOO_LATE = datetime.timedelta(hours=30), datetime.timedelta(hours=54)
# Of the disk: below both of a pair.
LITTLE, VERY_LITTLE = (0.15, 10 * 2**30), (0.05, 2**30)


def backups() -> Found:
    """How old the newest one is that the wiki made by itself."""
    if not settings.BACKUPS and settings.BACKUPS_BUCKET:
        return good(_("In a bucket alone."))
    if not settings.BACKUPS:
        step = _("Set LOOSELEAF_BACKUPS to a folder, best on another disk. Until then: manage.py backup FILE")
        return caution(_("The daily backup is off."), step)
    try:
        newest = newest_in(Path(settings.BACKUPS))
    except OSError as error:
        words = _("%(folder)s can't be read: %(why)s.") % {"folder": settings.BACKUPS, "why": error.strerror}
        return danger(words, _("Is LOOSELEAF_BACKUPS right, is the disk there, and may the wiki write there?"))
    step = _(
        "See why under Background jobs: is there room in the folder, may it be written? Meanwhile: manage.py backup"
    )
    if newest is None:
        return danger(_("There is none yet in %s.") % settings.BACKUPS, step)
    found = newest.stat()
    made = datetime.datetime.fromtimestamp(found.st_mtime, datetime.UTC)
    words = _("Daily; the newest is %(age)s old, %(size)s")
    return _by_age(made, words % {"age": timesince(made), "size": filesizeformat(found.st_size)}, step)


def backups_in_bucket() -> Found:
    """How old the newest one is that the wiki put there."""
    if not settings.BACKUPS_BUCKET:
        return good(_("None is sent to one; LOOSELEAF_BACKUPS_BUCKET would."))
    from wiki.exchange.backup.bucket import BackupBucket  # its library is loaded only where there is one

    bucket = BackupBucket(settings.BACKUPS_BUCKET, is_patient=False)
    try:
        kept = bucket.backups()
    except BucketRefused as refusal:
        return danger(str(refusal), refusal.step)
    step = _("See why under Background jobs. Meanwhile: manage.py backup FILE, and copy it to another machine.")
    if not kept:
        return danger(_("There is none yet in %s.") % bucket.place, step)
    said = {"place": bucket.place, "age": timesince(kept[-1].at), "size": filesizeformat(kept[-1].size)}
    words = _("Daily in %(place)s; the newest is %(age)s old, %(size)s; there are %(count)d")
    return _by_age(kept[-1].at, words % (said | {"count": len(kept)}), step)


def _by_age(made: datetime.datetime, words: str, step: str) -> Found:
    if made < timezone.now() - LATE:
        return (danger if made < timezone.now() - TOO_LATE else caution)(words, step)
    return good(words)


def disk() -> Found:
    """Room on the disk of the data folder."""
    total, _used, free = shutil.disk_usage(settings.DATA_DIR)
    words = _("%(free)s free of %(total)s where LOOSELEAF_DATA lies")
    words %= {"free": filesizeformat(free), "total": filesizeformat(total)}
    step = _("Make room: on a full disk nobody can save. Old backups may lie there, or other programs’ files.")
    if _is_below(VERY_LITTLE, free, total):
        return danger(words, step)
    return caution(words, step) if _is_below(LITTLE, free, total) else good(words)


def _is_below(least: tuple[float, int], free: int, total: int) -> bool:
    return free < least[0] * total and free < least[1]


def cache() -> Found:
    """Whether it gives back what is put in."""
    place = _("Redis at %s") % _host(settings.REDIS_URL) if settings.REDIS_URL else _("Files in LOOSELEAF_DATA")
    if _works(use_cache):
        return good(place)
    words = _("%s: can't be written and read") % place
    if settings.REDIS_URL:
        return danger(words, _("Is Redis up, and REDIS_URL right? With it people sign in."))
    return danger(words, _("May the wiki write to the folder cache in LOOSELEAF_DATA?"))


def files() -> Found:
    """Whether attached files can be written and read."""
    name = getattr(default_storage, "bucket_name", "")
    place = _("Bucket %s") % name if name else _("Folder in LOOSELEAF_DATA")
    if _works(use_storage):
        return good(place)
    words = _("%s: can't be written and read") % place
    return danger(words, _("Is LOOSELEAF_FILES right, and may the wiki write there? The log says more."))


def _works(use: object) -> bool:
    return use(f"system-{secrets.token_hex(8)}")


def _host(address: str) -> str:
    """Without a password."""
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port or 6379}" if parts.hostname else parts.path
