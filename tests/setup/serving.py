"""Starts the wiki as `make run` does, on data and a port of its own."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds: the first start compresses every static file
KEPT = ROOT / ".pytest_cache" / "looseleaf"  # the static files of the latest start, compressed


@dataclass
class Wiki:
    """A running wiki."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def children(self, of: int | None = None) -> dict[int, str]:
        """The processes right below one, the watching one by default, by id, with what they wait in."""
        pid = of or self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return {int(child): Path(f"/proc/{child}/stat").read_text() for child in listed}

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Asks it to stop; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)

    def is_up(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Waits for a condition; whether it came true."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(folder: Path, port: int, **settings: str) -> dict[str, object]:
    """How to start it: arguments for subprocess."""
    env = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(folder), "PORT": str(port), **settings}
    return {"args": [sys.executable, "manage.py", "serve"], "cwd": ROOT, "env": env, "text": True}


@contextmanager
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


def take_static(folder: Path) -> None:
    """Lets a wiki find its static files compressed, if any wiki did that before: it takes longer than most tests."""
    with _kept_alone():
        _carry_static(KEPT, folder)


def keep_static(folder: Path) -> None:
    """Puts what this wiki has compressed by for others."""
    with _kept_alone():
        _carry_static(folder, KEPT)


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Wiki]:
    """A wiki on the data in `folder`, stopped at the end whatever happens."""
    if folder.exists():
        take_static(folder)
    port, log = free_port(), folder.with_suffix(".log")
    with log.open("w") as output:
        process = subprocess.Popen(**command(folder, port, **settings), stdout=output, stderr=subprocess.STDOUT)
    wiki = Wiki(process, f"http://127.0.0.1:{port}", log)
    try:
        assert until(lambda: wiki.is_up() or process.poll() is not None), wiki.said
        assert process.poll() is None, wiki.said
        keep_static(folder)
        yield wiki
    finally:
        if process.poll() is None:
            wiki.stop()
