"""The job worker: it makes its rounds, and has jobs done in processes of their own as they come.

What a job needed is given back with its process: Python keeps the memory of its largest one. And no process is there
only to wait for an import or a backup, which takes 20 MB.
"""

import os
import sys
import time
from functools import partial
from typing import NamedTuple

from django.core.management import call_command
from django.db import close_old_connections, connections
from django_tasks.base import DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.models import DBTaskResult

from config.processes import GRACE, RENEW, fork, tell_end, until_stopped
from wiki.exchange.backup.scheduling import QUEUE as BACKUPS
from wiki.exchange.jobs import QUEUE as IMPORTS
from wiki.exchange.shared import clear_scratches
from wiki.jobs.models import Worker
from wiki.jobs.rounds import Rounds
from wiki.jobs.workers import at_work, on_duty

IDLE, BUSY = 1.0, 0.2  # seconds between two looks for something to do
RENEWED_AFTER = 50  # processes: the rounds draw what changed in pages, and that memory is to be given back as well


class Desk(NamedTuple):
    """A queue, and the process that does its jobs."""

    name: str
    kind: Worker.Kind
    queue: str
    most: int = 1  # jobs


# Imports and backups apart from the other jobs: no mail must wait for a handbook.
DESKS = (
    Desk("jobs", Worker.Kind.JOBS, DEFAULT_TASK_QUEUE_NAME, most=20),
    Desk("import", Worker.Kind.IMPORTS, IMPORTS),
    Desk("backup", Worker.Kind.BACKUPS, BACKUPS),
)


def serve_jobs() -> None:
    """Runs until it is stopped, or has had many jobs done and asks for a fresh process in its place."""
    os.nice(5)  # people who read come first
    clear_scratches()
    rounds, at_desks, ended = Rounds(), dict[int, Desk](), 0
    # The processes must have ended when the grace of this one is over.
    with on_duty(Worker.Kind.JOBS) as give_sign, until_stopped(at_desks, GRACE - 1) as is_stopped:
        while not is_stopped() and (at_desks or ended < RENEWED_AFTER):
            close_old_connections()
            failed, gone = _ended(at_desks)
            ended += gone
            if failed:
                rounds = Rounds()  # that look at once for jobs that were stopped in the middle
            rounds.make()
            give_sign()
            _hand_out(at_desks)
            time.sleep(BUSY if at_desks else IDLE)
    sys.exit(RENEW)


def _ended(at_desks: dict[int, Desk]) -> tuple[bool, int]:
    """Takes the processes that have ended off the list: whether one failed, and how many there were."""
    gone = [(pid, status) for pid, status in (os.waitpid(each, os.WNOHANG) for each in at_desks) if pid]
    for pid, status in gone:
        desk = at_desks.pop(pid)
        if status:
            tell_end(desk.name, status)
    return any(status for _pid, status in gone), len(gone)


def _hand_out(at_desks: dict[int, Desk]) -> None:
    """Begins a process for every queue in which something waits and nobody is at."""
    waiting = queues_waiting()
    for desk in DESKS:
        if desk.queue in waiting and desk not in at_desks.values():
            connections.close_all()  # a connection must not be shared by two processes
            at_desks[fork(partial(_do_jobs, desk), desk.name)] = desk


def _do_jobs(desk: Desk) -> None:
    """As the worker of this name: a job that was stopped in the middle says whose it was."""
    with at_work(desk.kind) as name:
        call_command(
            "db_worker",
            verbosity=0,
            startup_delay=False,
            batch=True,
            max_tasks=desk.most,
            queue_name=desk.queue,
            worker_id=name,
        )


def queues_waiting() -> set[str]:
    """Where there is something to do: the worker's own look at a queue locks the whole of SQLite each time."""
    return set(DBTaskResult.objects.ready().order_by().values_list("queue_name", flat=True).distinct())
