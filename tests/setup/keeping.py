"""What takes longer than most tests is made once and kept, for all tests and all processes that they are spread over:
static files compressed, and a database on which all migrations have run."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".pytest_cache" / "looseleaf"
DATABASE = "looseleaf.sqlite3"
TEMPLATE = "looseleaf_migrated_"


@contextlib.contextmanager
def _kept_alone() -> Iterator[None]:
    """While one process reads or writes the kept files, the others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _carry_static(origin: Path, target: Path) -> None:
    """Copies the compressed static files and the stamp that tells what they were made of, unless they are there."""
    stamps = [folder / "static.stamp" for folder in (origin, target)]
    made, there = (stamp.read_text() if stamp.exists() else "" for stamp in stamps)
    if made and made != there:
        shutil.rmtree(target / "static", ignore_errors=True)
        shutil.copytree(origin / "static", target / "static")
        stamps[1].write_text(made)


@contextlib.contextmanager
def static_carried(folder: Path) -> Iterator[None]:
    """Lets a wiki that is started in the block find its static files compressed, and puts what it compresses by for
    others. While nobody has compressed any, the others wait: it takes longer than most tests, on all cores."""
    with _kept_alone():
        _carry_static(KEPT, folder)
        if not (KEPT / "static.stamp").exists():
            yield
            _carry_static(folder, KEPT)
            return
    yield
    with _kept_alone():
        _carry_static(folder, KEPT)


def put_migrated(path: Path) -> None:
    """Puts there what `manage.py migrate` makes of nothing on SQLite."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _kept_alone():
        folder = KEPT / f"migrated-{_sources()}"
        if not folder.exists():
            _make(folder)
        shutil.copyfile(folder / DATABASE, path)


def _make(folder: Path) -> None:
    for old in KEPT.glob("migrated-*"):
        shutil.rmtree(old)
    draft = folder.with_name(f"new-{folder.name}")
    shutil.rmtree(draft, ignore_errors=True)
    _migrate(draft)
    draft.rename(folder)


def _migrate(folder: Path, **settings: str) -> None:
    environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder), **settings}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environ, check=True)


def template_on_postgresql(cursor: Any) -> str:
    """The name of a database that is what `manage.py migrate` makes of nothing; the first process makes it."""
    name, draft = f"{TEMPLATE}{_sources()}", f"{TEMPLATE}draft"
    with _kept_alone():
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE])
        found = {row[0] for row in cursor.fetchall()}
        if name not in found:
            for old in found:
                cursor.execute(f"DROP DATABASE {old}")
            cursor.execute(f"CREATE DATABASE {draft}")
            address = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{draft}").geturl()
            _migrate(KEPT / "of-template", DATABASE_URL=address)
            cursor.execute(f"ALTER DATABASE {draft} RENAME TO {name}")
    return name


def _sources() -> str:
    """Another one whenever something that may matter has changed."""
    paths = [*(path for app in ("accounts", "config", "wiki") for path in (ROOT / app).rglob("*.py"))]
    digest = hashlib.sha256(sys.version.encode())
    for path in [ROOT / "requirements.lock", *sorted(paths)]:
        found = path.stat()
        digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]
