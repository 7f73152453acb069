"""Files that one server is given or makes and another may have to read; and room for what only one needs for a while.

Their names are made by ourselves: nothing that a person typed becomes the name of a file or the key of an object.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Any

from django.conf import settings
from django.core.files.storage import storages

log = logging.getLogger(__name__)

BEGINNING = 60  # seconds between making a folder and holding it, at most
CHUNK = 2**20


def shared() -> Any:
    """The storage of such files: in the bucket where attached files are in one, otherwise in LOOSELEAF_DATA."""
    return storages["shared"]


def on_this_machine(name: str, folder: Path) -> Path:
    """The file as one on this machine's disk: itself where it lies there, otherwise a copy in `folder`.

    FileNotFoundError where there is none, another OSError where the storage does not give it or the disk is full."""
    storage = shared()
    try:
        path = Path(storage.path(name))
    except NotImplementedError:  # it is no disk
        return _copied(name, folder / Path(name).name)
    path.stat()
    return path


def _copied(name: str, target: Path) -> Path:
    with shared().stream(name) as content, target.open("wb") as file:
        while chunk := content.read(CHUNK):
            file.write(chunk)
    return target


def names_in(folder: str) -> list[str]:
    """The files in a folder of the storage, in order."""
    try:
        return sorted(shared().listdir(folder)[1])
    except FileNotFoundError:
        return []


def remove(name: str) -> None:
    """Takes a file away; what the storage does not remove now is cleared away another day."""
    try:
        shared().delete(name)
    except OSError as error:
        log.warning("%s can't be removed: %s", name, error)


def clear_unknown(folder: str, known: Collection[str], before: datetime) -> int:
    """Removes what lies in a folder of the storage since before that moment and is not known: left by a process that
    was killed before it could say so, or by a storage that did not answer when it was to be removed; how many."""
    old = [name for name in names_in(folder) if name not in known and _is_older(f"{folder}/{name}", before)]
    for name in old:
        shared().delete(f"{folder}/{name}")
    return len(old)


def _is_older(name: str, than: datetime) -> bool:
    with suppress(FileNotFoundError):  # somebody else was faster
        return shared().get_modified_time(name) < than
    return False


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder on this machine, for its owner alone, that is gone with everything in it when the block ends."""
    place = _scratches()
    place.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as folder, _opened(Path(folder)) as descriptor:
        with suppress(OSError):  # a file system that knows no locks: nothing is cleared away there
            _hold(descriptor)
        yield Path(folder)


def clear_scratches() -> None:
    """Removes what killed processes left on this machine: nobody holds it any more."""
    with suppress(FileNotFoundError):
        for folder in _scratches().iterdir():
            with suppress(OSError):  # held, gone meanwhile, or on a file system that knows no locks
                if folder.stat().st_mtime < time() - BEGINNING:
                    with _opened(folder) as descriptor:
                        _hold(descriptor)
                        shutil.rmtree(folder, ignore_errors=True)


def _hold(descriptor: int) -> None:
    """An OSError where another process holds it; the system lets go however that process ends."""
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _scratches() -> Path:
    return Path(settings.DATA_DIR) / "scratch"
