"""Looks at things, each for a moment only: what hangs must not have the page hang with it."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from config.system.lines import Found, Line, Words, caution

log = logging.getLogger(__name__)

MOMENT = 2.0  # seconds for one look at the database
PATIENCE = 4.0  # for all of them, and for each look at something else, which are made side by side


@dataclass(frozen=True, slots=True)
class Look:
    """A look at something: by the database, or outside of it, at disks and other machines."""

    name: Words
    at: Callable[[], Found]
    is_outside: bool = False


class _Outside:
    """Looks that go on in threads of their own. One that hangs is not begun a second time before it has ended."""

    def __init__(self) -> None:
        self._threads: dict[Callable[[], Found], threading.Thread] = {}
        self._found: dict[Callable[[], Found], Found] = {}

    def begin(self, look: Look) -> None:
        """Begins it, unless it is still under way."""
        running = self._threads.get(look.at)
        if not running or not running.is_alive():
            self._found.pop(look.at, None)
            self._threads[look.at] = thread = threading.Thread(target=self._run, args=(look,), daemon=True)
            thread.start()

    def _run(self, look: Look) -> None:
        self._found[look.at] = _tried(look)

    def found(self, look: Look, deadline: float) -> Found:
        """What it came to by then."""
        self._threads[look.at].join(max(0.0, deadline - time.monotonic()))
        return self._found.get(look.at) or _unknown(_("It did not answer in time."))


_outside = _Outside()


def lines(looks: Sequence[Look]) -> list[Line]:
    """What all of them come to, in their order."""
    deadline = time.monotonic() + PATIENCE
    for look in looks:
        if look.is_outside:
            _outside.begin(look)
    inside = {look: _asked(look, deadline) for look in looks if not look.is_outside}
    return [Line(look.name, inside.get(look) or _outside.found(look, deadline)) for look in looks]


def _asked(look: Look, deadline: float) -> Found:
    left = min(MOMENT, deadline - time.monotonic())
    if left <= 0:
        return _unknown(_("The database took too long for it."))
    try:
        with _within(left):
            return look.at()
    except Exception as error:  # whatever it is must not take the other lines down
        return _failed(look, error)


def _tried(look: Look) -> Found:
    try:
        return look.at()
    except Exception as error:  # as above; each kind of storage and cache has errors of its own
        return _failed(look, error)


def _failed(look: Look, error: Exception) -> Found:
    log.warning("%s could not be looked at: %s", look.name, error)
    return _unknown(_("It could not be found out."))


def _unknown(words: str) -> Found:
    return caution(words, _("Look again; if it stays so, the log says why."))


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Queries in the block are broken off after so many seconds, with an error of the database."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(round(seconds * 1000))])
            yield
        return
    connection.ensure_connection()
    raw, deadline = connection.connection, time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)  # every so many steps of SQLite's machine
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
