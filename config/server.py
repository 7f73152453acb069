"""The web server, and the worker of background jobs: what the running wiki consists of."""

import io
import multiprocessing
import os
import signal
import sys
import time
from contextlib import closing
from functools import partial
from typing import NoReturn
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connections
from django.urls import reverse
from django_tasks.base import DEFAULT_TASK_QUEUE_NAME

from config.processes import RENEW, end_with_parent

PAUSE = 1.0  # seconds between two looks for something to do
JOBS_A_PROCESS = 20


def warm_up() -> None:
    """Answers one request, so that addresses, templates and translations are loaded before the processes part."""
    from config.wsgi import application

    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ |= {
        "PATH_INFO": reverse(settings.LOGIN_URL),
        "HTTP_HOST": settings.ALLOWED_HOSTS[0],
        "wsgi.url_scheme": "https" if settings.IS_SECURE else "http",
        "wsgi.errors": io.StringIO(),
    }
    with closing(application(environ, lambda *_sent: None)) as body:
        b"".join(body)
    connections.close_all()  # a connection must not be shared by two processes


def serve_web() -> None:
    """Granian with one thread a worker: threads would only fight for the interpreter."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    multiprocessing.set_start_method("fork", force=True)  # its workers share what is loaded already
    # They take no other signal from a stranger, and would go on answering beside the next server's.
    os.register_at_fork(after_in_child=partial(end_with_parent, signal.SIGKILL))
    Granian(
        "config.wsgi:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": {"handlers": [], "propagate": True}}},  # its lines as ours
    ).serve()


def serve_jobs() -> None:
    """Makes the worker's rounds and runs jobs as they come, and ends to be started anew after some.

    What a job needed is given back with its process: Python keeps the memory of its largest one."""
    from wiki.jobs.models import Worker
    from wiki.jobs.rounds import Rounds
    from wiki.jobs.workers import at_work

    os.nice(5)  # people who read come first
    rounds = Rounds()
    with at_work(Worker.Kind.JOBS) as name:
        rounds.make()
        while not jobs_waiting(DEFAULT_TASK_QUEUE_NAME):
            close_old_connections()
            time.sleep(PAUSE)
            rounds.make()
        _run_jobs(name, DEFAULT_TASK_QUEUE_NAME, most=JOBS_A_PROCESS)
    sys.exit(RENEW)


def serve_imports() -> None:
    """Runs the next import, first those that were stopped in the middle, and ends to be started anew.

    Apart from the other jobs, so that no mail waits for a handbook; and in a process of its own, because an import of
    ten thousand revisions takes 150 MB."""
    from wiki.exchange.jobs import QUEUE, resume_interrupted
    from wiki.exchange.shared import clear_scratches
    from wiki.jobs.models import Worker

    clear_scratches()
    resume_interrupted()
    _run_next(QUEUE, Worker.Kind.IMPORTS)


def serve_backups() -> None:
    """Runs the next backup, and ends to be started anew. Apart from all else: a large wiki's takes its time."""
    from wiki.exchange.backup.scheduling import QUEUE
    from wiki.jobs.models import Worker

    _run_next(QUEUE, Worker.Kind.BACKUPS)


def _run_next(queue: str, kind: str) -> NoReturn:
    """Waits for a job of this queue, runs it, and ends."""
    from wiki.jobs.workers import at_work

    os.nice(5)
    with at_work(kind) as name:
        while not jobs_waiting(queue):
            close_old_connections()
            time.sleep(PAUSE)
        _run_jobs(name, queue, most=1)
    sys.exit(RENEW)


def _run_jobs(name: str, queue: str, *, most: int) -> None:
    """As the worker of this name: a job that was stopped in the middle says whose it was."""
    call_command(
        "db_worker", verbosity=0, startup_delay=False, batch=True, max_tasks=most, queue_name=queue, worker_id=name
    )


def jobs_waiting(queue: str) -> bool:
    """Whether there is something to do: the worker's own look at a queue locks the whole of SQLite each time."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.ready().filter(queue_name=queue).exists()
