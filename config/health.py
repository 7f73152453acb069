"""/healthz and /readyz: for whoever watches the wiki from outside.

A wiki that is not alive is to be started again, one that is not ready is to be left alone for now: what is missing is
mostly not its own fault, and comes back without it.
"""

import functools
import logging
import pkgutil
import secrets
import time
from collections.abc import Callable
from importlib.util import find_spec

from django.apps import apps
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wiki.pages.files.storage import ARRIVING

log = logging.getLogger(__name__)
EVERY = 10.0  # seconds for which a process knows that it can write: to find out takes the disk's time


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" from a process that answers at all; needs no sign-in. To start it again would bring no database back."""
    return _answer([])


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 "ok" when people can be sent here, otherwise 503 and a line for each thing that is missing; why it is, is in
    the log alone. Needs no sign-in."""
    return _answer([*_lacking_in_database(), *_lacking_in_surroundings()])


def _answer(missing: list[str]) -> HttpResponse:
    lines = "".join(f"{line}\n" for line in missing or ["ok"])
    return HttpResponse(lines, status=503 if missing else 200, content_type="text/plain")


def _lacking_in_database() -> list[str]:
    """Reads a table: SQLite answers a question about nothing without ever looking at its file."""
    try:
        missing = unapplied_migrations()
    except Error as error:
        log.warning("The database does not answer: %s", error)
        return ["The database does not answer."]
    if missing:
        log.warning("Migrations that are not applied: %s", ", ".join(sorted(".".join(key) for key in missing)))
        return ["The database is of another release: migrations are not applied."]
    return []


def unapplied_migrations() -> frozenset[tuple[str, str]]:
    """Those of this release that the database lacks; raises a DatabaseError where it does not answer."""
    return _migrations() - MigrationRecorder(connection).applied_migrations().keys()


@functools.cache
def _migrations() -> frozenset[tuple[str, str]]:
    """Those of this release, by the names of their files: to load all of them would take memory for good."""
    found = set()
    for app in apps.get_app_configs():
        name, _is_named = MigrationLoader.migrations_module(app.label)
        package = find_spec(name) if name else None
        modules = pkgutil.iter_modules(package.submodule_search_locations) if package else ()
        found |= {(app.label, module.name) for module in modules if module.name[0] not in "_~"}
    return frozenset(found)


class _Surroundings:
    """What lies beside the database, and until when what was found of it holds."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.next_look = 0.0


_known = _Surroundings()


def _lacking_in_surroundings() -> list[str]:
    now = time.monotonic()
    if now >= _known.next_look:
        found = (_fault("The cache", use_cache), _fault("The storage of files", use_storage))
        _known.missing, _known.next_look = [line for line in found if line], now + EVERY
    return _known.missing


def _fault(what: str, use: Callable[[str], bool]) -> str:
    """A line for what can't be used; "" for what can."""
    try:
        if use(f"ready-{secrets.token_hex(8)}"):
            return ""
        log.warning("%s gives back something else than was written.", what)
    except Exception as error:  # each kind of cache and storage has errors of its own
        log.warning("%s can't be used: %s", what, error)
    return f"{what} can't be written and read."


def use_cache(name: str) -> bool:
    """Whether it gives back what is put in under this name; the cache's own errors."""
    cache = getattr(caches["default"], "strict", caches["default"])
    cache.set(name, name, timeout=60)
    found = cache.get(name)
    cache.delete(name)
    return found == name


def use_storage(name: str) -> bool:
    """Writes, reads and removes a file where those lie that are not whole yet: nobody looks for them."""
    kept = default_storage.save(f"{ARRIVING}/{name}", ContentFile(name.encode()))
    try:
        with default_storage.open(kept) as file:
            return file.read() == name.encode()
    finally:
        default_storage.delete(kept)
