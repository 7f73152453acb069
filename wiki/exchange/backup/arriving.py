"""A file that appears whole under its name, or not at all."""

import errno
import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from glob import escape
from pathlib import Path
from time import time

from django.utils.translation import gettext as _

from wiki.exchange.backup.errors import BackupRuns

log = logging.getLogger(__name__)

SUFFIX = ".part"
# Nothing was written for so long: whoever wrote it was killed, and could not clear it away.
ABANDONED = timedelta(hours=1)


@contextmanager
def arriving(target: Path) -> Iterator[Path]:
    """Where to write; moved to `target`, and certain to survive a power cut, when the block comes to its end."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    clear_abandoned(target.parent, escape(target.name))
    part = target.with_name(f".{target.name}.{os.getpid()}{SUFFIX}")
    part.unlink(missing_ok=True)
    # It holds what only some may read, and the hashes of passwords; nobody else's file or link is written through.
    part.touch(mode=0o600, exist_ok=False)
    try:
        yield part
        _settle(part)
        part.replace(target)
        _settle(target.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Raises BackupRuns while another process, also of another machine, is in such a block for this folder. It holds
    however that process ends, because the system itself lets go; on a file system that knows no locks it does not."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRuns(_("Another backup is being written into this folder.")) from None
        except OSError as error:
            log.warning("%s can't be locked: %s", folder, error)
        yield
    finally:
        os.close(descriptor)


def clear_abandoned(folder: Path, names: str) -> None:
    """Removes what a killed process left of files whose names fit this pattern."""
    for path in folder.glob(f".{names}.*{SUFFIX}"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time() - ABANDONED.total_seconds():
                path.unlink()


def _settle(path: Path) -> None:
    """Waits until the disk has it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
