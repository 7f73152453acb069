"""Starts the wiki as `make run` does, on data and a port of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.setup.keeping import DATABASE, ROOT, put_migrated, static_carried

PATIENCE = 120.0  # seconds: the first start compresses every static file


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

    def end(self) -> None:
        """Stops it unless it has ended by itself."""
        if self.process.poll() is None:
            self.stop()

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


@contextlib.contextmanager
def running(folder: Path, **settings: str) -> Iterator[Wiki]:
    """A wiki on the data in `folder`, stopped at the end whatever happens."""
    if not folder.exists() and "DATABASE_URL" not in settings:
        put_migrated(folder / DATABASE)
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder.with_suffix(".log")
    with contextlib.ExitStack() as stack:
        with static_carried(folder), log.open("w") as output:
            process = subprocess.Popen(**command(folder, port, **settings), stdout=output, stderr=subprocess.STDOUT)
            wiki = Wiki(process, f"http://127.0.0.1:{port}", log)
            stack.callback(wiki.end)
            assert until(lambda: wiki.is_up() or process.poll() is not None), wiki.said
            assert process.poll() is None, wiki.said
        yield wiki
