"""Workers give signs of life. What a worker was at that gives none any more was stopped in the middle."""

import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wiki.jobs.models import Worker

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds between two signs: rows of a database that waits for the disk at each
# Without a sign for so long it hangs, or was stopped.
LATE = timedelta(minutes=3)
# For so long no import holds up a writer, and no machine is so busy: it was stopped.
SILENT = timedelta(minutes=10)
# Longer than any job of theirs can be waiting to be begun again.
FORGOTTEN = timedelta(days=2)
_PLACE = re.compile(r"-(?P<machine>\w+)-(?P<process>\d+)-\w+$")  # in a worker's name


@contextmanager
def at_work(kind: Worker.Kind) -> Iterator[str]:
    """While the block runs this process is known as a worker, under the name that is given."""
    name = _new_name(kind)
    ended = threading.Event()
    _tried(name, kind)
    signs = threading.Thread(target=_go_on, args=(name, kind, ended), daemon=True)
    signs.start()
    try:
        yield name
    finally:
        ended.set()
        signs.join(timeout=5)
    _forget(name)  # not where the block failed: what it was at is to be begun again


@contextmanager
def on_duty(kind: Worker.Kind) -> Iterator[Callable[[], None]]:
    """As `at_work`, for a process that forks and so must have no thread: the block itself calls, every few seconds,
    what is given."""
    name, last = _new_name(kind), -EVERY

    def give_sign_in_time() -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            _tried(name, kind)

    give_sign_in_time()
    yield give_sign_in_time
    _forget(name)


def _new_name(kind: str) -> str:
    return f"{kind}-{socket.gethostname()[:16]}-{_machine()}-{os.getpid()}-{get_random_string(8)}"


def _go_on(name: str, kind: str, ended: threading.Event) -> None:
    """In a thread of its own: the job itself has no time for it."""
    while not ended.wait(EVERY):
        _tried(name, kind)
        connection.close()  # this thread's; to keep it would take more memory than to connect takes time


def _tried(name: str, kind: str) -> None:
    try:
        give_sign(name, kind)
    except DatabaseError as error:
        log.warning("A sign of life could not be written: %s", error)


def give_sign(name: str, kind: str) -> None:
    """Writes that this worker lives."""
    now = timezone.now()
    if not Worker.objects.filter(pk=name).update(seen_at=now):
        Worker.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
        Worker.objects.create(pk=name, kind=kind, host=socket.gethostname()[:200], begun_at=now, seen_at=now)


def _forget(name: str) -> None:
    try:
        Worker.objects.filter(pk=name).delete()
    except DatabaseError as error:
        log.warning("A worker that ended could not be taken off the list: %s", error)


def left_behind() -> list[DBTaskResult]:
    """Jobs whose worker was stopped while it ran them. One small query where no worker was. Workers of this machine
    that are no more, and were at nothing, are taken off the list."""
    seen, long_ago = dict(Worker.objects.values_list("pk", "seen_at")), timezone.now() - SILENT
    ended = {name for name in seen if _has_ended(name)}
    gone = ended | {name for name, at in seen.items() if at < long_ago}
    if not gone:
        return []
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).only("pk", "worker_ids")
    behind = [job for job in running if job.worker_ids and job.worker_ids[-1] in gone]
    Worker.objects.filter(pk__in=ended - {job.worker_ids[-1] for job in behind}).delete()
    return behind


@cache
def _machine() -> str:
    """Of all processes that see each other's numbers, and of no others: a container has numbers of its own."""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text()
        return sha256(f"{boot}{Path('/proc/self/ns/pid').readlink()}".encode()).hexdigest()[:8]
    return get_random_string(8)


def _has_ended(name: str) -> bool:
    """Whether a worker of this machine is no more: there is no need to wait for its silence."""
    found = _PLACE.search(name)
    if not found or found["machine"] != _machine():
        return False
    try:
        os.kill(int(found["process"]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # somebody else's process, under a number that was given out again
    return False
