"""The web server."""

import io
import multiprocessing
import os
import signal
from contextlib import closing
from functools import partial
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections
from django.urls import reverse

from config.processes import end_with_parent


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
