"""The running wiki as processes: one that watches, the web server with its workers, and the worker of background jobs.

All are forked from the process that has the product loaded, so that they share its memory: half of what separate
starts would take, and nothing is imported twice.
"""

import ctypes
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from django.core.management.base import CommandError

log = logging.getLogger(__name__)

# What a stopping process gets to finish its request or job; an import goes on at the next start.
GRACE = 10.0
# A process that fails at once is started again at this pace, not as fast as the machine can.
PAUSE = 1.0
# The exit code of a process that has done its part and asks for a fresh one in its place.
RENEW = 85


# What a process does before it ends, such as sending what waits to be sent.
before_end: list[Callable[[], None]] = []


class Stop(BaseException):
    """The operator asked the wiki to stop: no failure, that anything were to go on after."""


def end_with_parent(how: signal.Signals = signal.SIGTERM) -> None:
    """Asks Linux to send this process a signal when its parent is killed, so that none is left holding the port."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, how)


def call_itself(name: str) -> None:
    """What `ps` and `top` of Linux call this process and those that it forks: the first 15 letters of it."""
    if sys.platform == "linux":
        set_name = 15
        ctypes.CDLL(None).prctl(set_name, name.encode())


def fork(run: Callable[[], None], name: str = "") -> int:
    """Runs `run` in a process of its own, in a group of its own (Ctrl-C reaches only the watching one); its id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.setpgid(0, 0)
        end_with_parent()
        if name:
            call_itself(name)
        run()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except CommandError as refusal:
        print(f"CommandError: {refusal}", file=sys.stderr)
    except Exception:  # the process ends here, and so must the exception
        log.exception("The %s ended by an error.", name or "process")
    finally:
        _end(code)


def _end(code: int) -> NoReturn:
    try:
        for last in before_end:
            last()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run_apart(run: Callable[[], None]) -> None:
    """Runs `run` in a process of its own and waits for it, so that the memory it needed is given back.

    Ends this process as well when `run` fails or Ctrl-C interrupts it."""
    pid = fork(run)
    try:
        _pid, status = os.waitpid(pid, 0)
    except KeyboardInterrupt:
        stop([pid])
        sys.exit(128 + signal.SIGINT)
    if status:
        sys.exit(1)


def stop(pids: list[int], grace: float = GRACE) -> None:
    """Asks the processes to finish, and ends after `grace` seconds those that have not."""
    waiting = [pid for pid in pids if _signalled(pid, signal.SIGTERM)]
    deadline = time.monotonic() + grace
    while waiting and time.monotonic() < deadline:
        waiting = [pid for pid in waiting if not _has_ended(pid)]
        time.sleep(0.02)
    for pid in waiting:
        _signalled(pid, signal.SIGKILL)


def _signalled(pid: int, number: int) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def _has_ended(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def watch(runs: dict[str, Callable[[], None]], *, on_start: Callable[[], None]) -> None:
    """Runs each of `runs` in a process and starts again what ends, until SIGINT or SIGTERM; then stops them all."""
    _share_memory()
    names: dict[int, str] = {}
    with until_stopped(names) as is_stopped:
        for name, run in runs.items():
            names[fork(run, name)] = name
        on_start()
        while not is_stopped():
            _start_again(names, runs)


@contextmanager
def until_stopped(children: Collection[int], grace: float = GRACE) -> Iterator[Callable[[], bool]]:
    """A block that SIGINT and SIGTERM end; at its end it stops those of `children` that there are then.

    What is given tells whether a signal came: what one raises while a process forks goes no further than the hooks
    that Python runs there."""
    is_over = False

    def raise_stop(_number: int, _frame: FrameType | None) -> NoReturn:
        nonlocal is_over
        is_over = True
        raise Stop

    _on_stop(raise_stop)
    try:
        yield lambda: is_over
    except Stop:
        pass
    finally:
        _on_stop(signal.SIG_IGN)
        stop(list(children), grace)


def _share_memory() -> None:
    """Keeps the collector of circles from writing to the memory that the forked processes share."""
    gc.collect()
    # A request makes thousands of objects and few circles of them: with Python's own threshold of 700 the search for
    # circles took 3 % of the processor time under load.
    gc.set_threshold(5_000, 10, 10)
    gc.freeze()


def _on_stop(do: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, do)


def _start_again(names: dict[int, str], runs: dict[str, Callable[[], None]]) -> None:
    """Waits until one of the processes ends, and starts it anew; with a word and a pause unless it asked for that."""
    pid, status = os.wait()
    name = names.pop(pid, None)
    if name is None:
        return
    if os.waitstatus_to_exitcode(status) != RENEW:
        tell_end(name, status)
        time.sleep(PAUSE)
    names[fork(runs[name], name)] = name


def tell_end(name: str, status: int) -> None:
    """Says to the operator that a process ended that should not have."""
    print(f"The {name} ended (status {status}); starting it again.", file=sys.stderr, flush=True)
