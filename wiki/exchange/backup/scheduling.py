"""The backup of the day, and how many of them stay."""

from collections.abc import Collection
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import ngettext
from django_tasks import task

from wiki.exchange.backup.arriving import alone_in, clear_abandoned
from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.files import part_of
from wiki.exchange.backup.making import Made, make_backup
from wiki.exchange.backup.reading import open_backup
from wiki.exchange.backup.tables import QUEUE

NAME = "looseleaf-{:%Y%m%d-%H%M%S}.zip"
_NAMES = "looseleaf-[0-9]*-[0-9]*.zip"
_TOLD = 3  # missing files that are named in the list of jobs


@task(queue_name=QUEUE)  # of its own: it must not wait for a handbook's import, and no mail must wait for it
def back_up() -> str:
    """Writes a backup into the folder of LOOSELEAF_BACKUPS, then removes the oldest; what is missing in it, "" for
    nothing. Comes round once a day."""
    if not settings.BACKUPS:
        return ""  # taken out of the settings while this waited
    folder = Path(settings.BACKUPS)
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        return _back_up_into(folder)


def _back_up_into(folder: Path) -> str:
    clear_abandoned(folder, _NAMES)
    made = make_backup(folder / NAME.format(timezone.now()))
    for path in sorted(folder.glob(_NAMES))[: -settings.BACKUPS_KEEP]:
        if not _has_any(path, made.missing):
            path.unlink()
    return lacks(made) if made.missing else ""


def newest_in(folder: Path) -> Path | None:
    """The newest backup that was made here by itself; an OSError where the folder can't be read."""
    return max((path for path in folder.iterdir() if path.match(_NAMES)), default=None)


def _has_any(path: Path, missing: Collection[str]) -> bool:
    """Whether this old backup has one of the files that the storage lost: it may be the last that does."""
    if not missing:
        return False
    try:
        with open_backup(path) as backup:
            return any(part_of(sha256) in backup.manifest.parts for sha256 in missing)
    except BackupRefused:
        return False


def lacks(made: Made) -> str:
    """What is said of a backup that stands without some files."""
    words = ngettext(
        "The backup stands, but the storage lacks a file: %(first)s manage.py verify tells what to do.",
        "The backup stands, but the storage lacks %(count)d files: %(first)s … manage.py verify names all of them.",
        len(made.missing),
    )
    return words % {"count": len(made.missing), "first": " ".join(islice(made.missing.values(), _TOLD))}
