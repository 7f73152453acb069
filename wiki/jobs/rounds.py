"""What a worker does every few seconds beside its jobs. Everything here may be done by several workers at once."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import timezone
from django_tasks.base import Task

from wiki.activity.excerpts import draw_excerpts
from wiki.activity.mail.mornings import hand_out_digests
from wiki.activity.tasks import clear_notifications
from wiki.activity.telling import tell_news
from wiki.audit.tasks import keep_head
from wiki.control.actions.releasing import release_due
from wiki.control.tasks import remind_owners
from wiki.exchange.backup.scheduling import back_up
from wiki.exchange.backup.sending import send_backup
from wiki.exchange.evidence.jobs import clear_evidence
from wiki.exchange.jobs import clear_uploads, resume_interrupted
from wiki.jobs.models import PeriodicRun
from wiki.jobs.retrying import retry_failed
from wiki.jobs.tasks import clear_jobs
from wiki.pages.tasks import clear_files
from wiki.search.tasks import gather_words
from wiki.training.tasks import release_what_was_read, remind_of_training

log = logging.getLogger(__name__)

# Jobs that come round, and how often each is handed to a worker.
PERIODIC: dict[Task, timedelta] = {
    clear_files: timedelta(days=1),
    clear_jobs: timedelta(days=1),
    clear_notifications: timedelta(days=1),
    remind_owners: timedelta(days=1),
    keep_head: timedelta(days=1),
    remind_of_training: timedelta(hours=6),  # a day ends at another hour for each zone
    release_what_was_read: timedelta(minutes=10),
    clear_evidence: timedelta(days=1),
    clear_uploads: timedelta(days=1),
    gather_words: timedelta(hours=3),
}
if settings.BACKUPS:
    PERIODIC[back_up] = timedelta(days=1)
if settings.BACKUPS_BUCKET:  # behind the other one, whose file it sends where there is one
    PERIODIC[send_backup] = timedelta(days=1)
# Begun as soon as the wiki runs: on its first day it has no earlier backup to go back to, and no words.
AT_ONCE = frozenset({back_up, send_backup, gather_words})


def start_periodic() -> int:
    """Hands the jobs whose time has come round to a worker; how many. Each once, however many workers do this."""
    now, last = timezone.now(), dict(PeriodicRun.objects.values_list("task_path", "at"))
    for task, every in PERIODIC.items():
        if task.module_path not in last:
            last[task.module_path] = _begin_counting(task, now - every if task in AT_ONCE else now)
    due = [task for task, every in PERIODIC.items() if last[task.module_path] <= now - every]
    return sum(_start(task, last[task.module_path], now) for task in due)


def _begin_counting(task: Task, at: datetime) -> datetime:
    run, _is_new = PeriodicRun.objects.get_or_create(task_path=task.module_path, defaults={"at": at})
    return run.at


def _start(task: Task, last: datetime, now: datetime) -> bool:
    with transaction.atomic():
        is_first = bool(PeriodicRun.objects.filter(task_path=task.module_path, at=last).update(at=now))
        if is_first:
            task.enqueue()
    return is_first


# What is done, and the seconds between.
ROUNDS: tuple[tuple[Callable[[], int], float], ...] = (
    (release_due, 1),
    (tell_news, 2),
    (draw_excerpts, 2),
    (retry_failed, 15),
    (hand_out_digests, 30),
    (start_periodic, 60),
    (resume_interrupted, 60),
)


class Rounds:
    """Does each of `ROUNDS` as often as it is to be done."""

    def __init__(self) -> None:
        self.last: dict[Callable[[], int], float] = {}

    def make(self) -> None:
        """Does what is due now. What fails is tried again when it is due next; it must not end the worker."""
        now = time.monotonic()
        for do, pause in ROUNDS:
            if now - self.last.get(do, -pause) >= pause:
                self.last[do] = now
                _tried(do)


def _tried(do: Callable[[], int]) -> None:
    try:
        do()
    except Exception:
        log.exception("%s failed and is tried again.", do.__name__)
        close_old_connections()
