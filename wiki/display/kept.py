"""Parts of screens that are kept in memory once drawn: drawing a page costs more than all of its queries.

A kept part is found by everything that it was drawn from. A change of any of it makes another key, so what is kept
can't be out of date; it only ceases to be asked for, and then makes room.
"""

import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from accounts.site import wiki_name
from wiki.display.tally import TALLIES

Parts = dict[str, SafeString]

SOON = 300  # seconds for which "2 hours ago" stays true enough; the browser counts on by itself


class KeptParts:
    """The parts drawn or asked for last, up to `most` bytes in all; as bytes, because one curly quote has Python keep
    every character of a text in two of them, and one emoji in four."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._parts: OrderedDict[Hashable, dict[str, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Parts | None:
        """What was kept under this key."""
        with self._lock:
            parts = self._parts.get(key)
            if parts is None:
                return None
            self._parts.move_to_end(key)
        return {name: mark_safe(part.decode("utf-8", "surrogatepass")) for name, part in parts.items()}

    def keep(self, key: Hashable, parts: Parts) -> None:
        """Keeps the parts; those asked for longest ago make room."""
        held = {name: part.encode("utf-8", "surrogatepass") for name, part in parts.items()}
        with self._lock:
            self.size += _size(held) - _size(self._parts.pop(key, {}))
            self._parts[key] = held
            while self.size > self.most:
                _key, oldest = self._parts.popitem(last=False)
                self.size -= _size(oldest)


def _size(parts: dict[str, bytes]) -> int:
    return sum(map(sys.getsizeof, parts.values()))


# Bytes in each process. Screens that tell times are out of date in minutes, and must not drive out those that last.
_lasting = KeptParts(most=3_500_000)  # some 400 pages
_passing = KeptParts(most=2_000_000)


def circumstances() -> tuple[Hashable, ...]:
    """What every screen depends on besides its subject."""
    return wiki_name(), get_language(), get_current_timezone_name(), int(time.time() / SOON)


def drawn_once(drawn_from: Hashable, draw: Callable[[], Parts], *, tells_time: bool = True) -> Parts:
    """The parts that `draw` makes, kept under `drawn_from`, which says everything that they show but the wiki's name,
    the language and, where they tell times, their zone and how long ago they were."""
    kept = _passing if tells_time else _lasting
    key = (drawn_from, circumstances() if tells_time else (wiki_name(), get_language()))
    parts = kept.get(key)
    TALLIES["parts"].count(parts is not None)
    if parts is None:
        parts = draw()
        kept.keep(key, parts)
    return parts
