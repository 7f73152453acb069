"""What must be true before the wiki is served. Each step takes moments when nothing changed since the last start."""

import contextlib
import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

_MAKERS = [Path(__file__).with_name(name) for name in ("storage.py", "stylesheets.py")]  # of what is served
_PREPARING = 7_400_902  # any number: it names our lock among PostgreSQL's advisory locks


def require_writable_folder(folder: Path) -> None:
    """Raises CommandError where nothing can be kept."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CommandError(f"Cannot write to {folder}. Set LOOSELEAF_DATA to a folder that may be written.")


def require_free_port(host: str, port: int) -> None:
    """Raises CommandError when the address can't be listened on; better now than from within the server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Cannot listen on {host} port {port}: {os.strerror(error.errno or 0).lower()}. "
                f"Set PORT (and HOST), such as: make run PORT={port + 1}"
            ) from None


@contextlib.contextmanager
def one_server_at_a_time() -> Iterator[None]:
    """Servers of one wiki that start together prepare it one after the other; the later ones find it done. Raises
    CommandError when the database can't be reached. Those that share a SQLite file share a machine and its operator."""
    if connection.vendor != "postgresql":
        yield
        return
    # In a transaction of a connection of its own: a pooler gives every transaction of ours another connection.
    gate = connection.copy()
    try:
        with _database_reached():
            gate.set_autocommit(False)
            with gate.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PREPARING])
        yield
    finally:
        gate.close()


def migrate() -> None:
    """Brings the database up to date; raises CommandError when it can't be reached."""
    with _database_reached():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False, database=DEFAULT_DB_ALIAS)


@contextlib.contextmanager
def _database_reached() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise CommandError(f"Cannot use the database: {str(error).strip().splitlines()[0]}") from error


def collect_static() -> None:
    """Gathers, hashes and compresses the static files when one of them is not as it was."""
    stamp = settings.DATA_DIR / "static.stamp"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def _state_of_static_files() -> str:
    digest = hashlib.sha256()
    for path in sorted([*_static_files(), *_MAKERS]):
        found = path.stat()
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _static_files() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def load_starter() -> None:
    """Loads the starter content, once."""
    call_command("load_starter", verbosity=0)


def import_handbook(bundle: Path, *, space: str) -> None:
    """Imports a git bundle with its history, unless that was done before."""
    from wiki.exchange.models import Import

    if not Import.objects.filter(space__slug=space, finished_at__isnull=False).exists():
        call_command("import_git", str(bundle), space=space)
