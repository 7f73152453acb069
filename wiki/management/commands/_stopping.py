"""Commands that clear up behind themselves, however they are stopped."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM and a terminal that is closed end the block as Ctrl-C does, with KeyboardInterrupt; what is told to be
    ignored, as nohup does, stays ignored.

    Only the first of them counts, so that clearing up is not broken off; and an error that comes of stopping half way
    through a library's own work is not told instead of it.
    """
    asked = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if not asked:
            asked = True
            raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in _NUMBERS if signal.getsignal(number) != signal.SIG_IGN}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    except Exception as error:
        if asked:
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, way in before.items():
            signal.signal(number, way)
