"""Processes that end are started again: with a word when that was unexpected, silently when they asked for it."""

import os
import sys
import time

import pytest

from config import processes


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
