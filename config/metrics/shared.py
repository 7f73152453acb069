"""Numbers that all processes of a server count into, each at a place of its own, and whoever asks reads."""

import fcntl
import mmap
import os
import tempfile
import weakref

_BYTES = 8  # of a number with a fraction


class SharedNumbers:
    """So many numbers in each of so many places. Made before the processes part.

    A place belongs to one process. The system itself takes it back when the process ends, however it ends; the next one
    counts on from there, so that nothing that was counted is lost and nothing grows.
    """

    def __init__(self, count: int, places: int) -> None:
        self.count, self.places = count, places
        self._all = memoryview(mmap.mmap(-1, count * places * _BYTES)).cast("d")
        # Its bytes stand for the places: a lock on one ends with its process, and is not handed on to forked ones.
        self._locks, path = tempfile.mkstemp()
        os.unlink(path)  # noqa: PTH108 - a name is what mkstemp gives
        weakref.finalize(self, os.close, self._locks)
        self._pid, self._own = 0, self._all[:0]

    def own(self) -> memoryview:
        """The numbers of this process, to be added to."""
        if self._pid != (pid := os.getpid()):
            self._pid, self._own = pid, self._part(self._free_place())
        return self._own

    def totals(self) -> list[float]:
        """The sum over all places."""
        return [sum(parts) for parts in zip(*map(self._part, range(self.places)), strict=True)]

    def _part(self, place: int) -> memoryview:
        return self._all[place * self.count : (place + 1) * self.count]

    def _free_place(self) -> int:
        for place in range(self.places - 1):
            try:
                fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except OSError:
                continue
            return place
        return self.places - 1  # shared by those that found none: better a count too few than none
