"""Processor time that means the same on a slow machine, a busy one and a quiet one."""

import gc
import re
import resource
from collections import Counter
from collections.abc import Callable

# What the reference took on the quiet machine whose seconds the tests tell their limits in.
REFERENCE_SECONDS = 0.095


class Stopwatch:
    """Around work: afterwards `seconds` are those of a quiet machine, of this process and of what it started."""

    seconds: float

    def __enter__(self) -> "Stopwatch":
        self._before = _reference_seconds()
        self._began = _processor_seconds()
        return self

    def __exit__(self, *exception: object) -> None:
        took = _processor_seconds() - self._began
        self.seconds = took * 2 * REFERENCE_SECONDS / (self._before + _reference_seconds())


def slowness() -> float:
    """How many times longer than the quiet machine this one takes now; 1 for a faster one."""
    return max(1.0, _reference_seconds() / REFERENCE_SECONDS)


def least_seconds(work: Callable[[], object], enough: float) -> float:
    """The least of three tries, since a cache shared with other work slows some tries more than others.

    The first one that is below `enough` ends them.
    """
    least = float("inf")
    # A server has no thousand tests behind it, whose objects the collector would walk again and again.
    gc.collect()
    gc.freeze()
    for _try in range(3):
        with Stopwatch() as watch:
            work()
        least = min(least, watch.seconds)
        if least < enough:
            break
    return least


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _reference_seconds() -> float:
    """For what most of our work is made of: strings made, found by a pattern, counted and sorted."""
    began = _processor_seconds()
    text = " ".join(f"word{number * 7919 % 100_003}" for number in range(60_000))
    sorted(Counter(re.findall(r"\w+|\s", text)).items(), key=lambda item: (item[1], item[0]))
    return _processor_seconds() - began
