"""Processes that end are started again: with a word when that was unexpected, silently when they asked for it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from config import processes
from tests.conftest import ROOT


@pytest.fixture
def ended():
    """Starts a process that ends with this code, and lets it be started again; how long that took, and what waits."""

    def end(code):
        names = {processes.fork(lambda: sys.exit(code)): "job worker"}
        started = time.monotonic()
        processes._start_again(names, {"job worker": lambda: None})
        (pid,) = names
        os.waitpid(pid, 0)
        return time.monotonic() - started

    return end


def test_process_that_asks_to_be_renewed_is_started_again_at_once_and_silently(ended, capfd):
    assert ended(processes.RENEW) < processes.PAUSE
    assert capfd.readouterr().err == ""


def test_process_that_fails_is_started_again_after_a_pause_and_with_a_word(ended, capfd, monkeypatch):
    monkeypatch.setattr(processes, "PAUSE", 0.05)
    assert ended(1) >= processes.PAUSE
    assert "The job worker ended" in capfd.readouterr().err


# Its one process asks to be renewed at once, so that the watching one forks nearly all the time.
FORKING = """
import sys
from config import processes
processes.watch({"x": lambda: sys.exit(85)}, on_start=lambda: print("up", flush=True))
"""


@pytest.mark.slow
def test_signal_that_comes_while_a_process_forks_is_heeded() -> None:
    for attempt in range(15):
        command, silent = [sys.executable, "-c", FORKING], {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, cwd=ROOT, **silent) as watching:
            assert watching.stdout.readline() == b"up\n"
            time.sleep(attempt / 100)
            watching.send_signal(signal.SIGTERM)
            try:
                assert watching.wait(timeout=20) == 0
            finally:
                watching.kill()
