"""Servers as process trees: started, measured from /proc, stopped by id."""

import os
import signal
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

TICKS = os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The process and everything below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [below for child in (task / "children").read_text().split() for below in children(int(child))]
    return found


def processor_seconds(pid: int) -> float:
    """User and system time that the tree has taken so far, with that of the processes in it that ended; one tick is
    10 ms, so measure seconds of work."""
    ticks = 0
    for each in children(pid):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICKS


def parent_of(pid: int) -> int:
    """The process that started this one."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def memory_mb(pid: int) -> dict[int, float]:
    """Proportional set size of every process of the tree in MB: shared memory is counted once over all."""
    sizes = {}
    for each in children(pid):
        lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        sizes[each] = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return sizes


@dataclass
class Server:
    """A server started by a command that answers at an address."""

    command: list[str]
    env: dict[str, str]
    cwd: Path
    port: int
    log: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        assert self._process, "not started"
        return self._process.pid

    def start(self, path: str, cookie: str = "", *, within: float = 60) -> float:
        """Starts it; the seconds until `path` was answered with 200."""
        begin = time.perf_counter()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self.command, env=self.env, cwd=self.cwd, stdout=log, stderr=log)
        while not self._answers(path, cookie):
            if self._process.poll() is not None or time.perf_counter() - begin > within:
                raise SystemExit(f"the server did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.01)
        return time.perf_counter() - begin

    def _answers(self, path: str, cookie: str) -> bool:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Cookie": cookie})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status == 200
        except (URLError, ConnectionError):
            return False

    def stop(self) -> None:
        """Stops it in good order."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=30)
