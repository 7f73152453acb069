"""Redis as a cache that may be gone for a while: what is kept there can be made anew, or be counted anew."""

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = logging.getLogger(__name__)
PATIENCE = 0.5  # seconds for Redis to be reached, and to answer
PAUSE = 2.0  # seconds in which nobody waits for it again: a machine that is gone does not even refuse
MOST_MEANWHILE = 1000  # entries
_OPTIONS = {
    "socket_connect_timeout": PATIENCE,
    "socket_timeout": PATIENCE,
    "retry": Retry(NoBackoff(), 1),  # a connection of before Redis was started again
}


class Outage:
    """What a process knows of one Redis: the same in all its threads, of which each has a cache object of its own."""

    def __init__(self, server: str) -> None:
        self.meanwhile = LocMemCache(f"while {server} is gone", {"OPTIONS": {"MAX_ENTRIES": MOST_MEANWHILE}})
        self.asked_again_at = 0.0

    def begin(self, error: Exception) -> None:
        """Redis did not answer."""
        self.asked_again_at = time.monotonic() + PAUSE
        log.warning("Redis can't be used; each process keeps a little by itself: %s", error)

    def end(self) -> None:
        """Redis answered: what was kept meanwhile would be old the next time that it is gone."""
        if self.asked_again_at:
            self.asked_again_at = 0.0
            self.meanwhile.clear()


_outage_of = lru_cache(maxsize=None)(Outage)


class ForgivingRedis(RedisCache):
    """While Redis does not answer, each process keeps a little by itself: wrong passwords are still counted then, by
    each process alone."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params | {"OPTIONS": _OPTIONS | params.get("OPTIONS", {})})
        self.strict = RedisCache(server, params | {"OPTIONS": self._options})
        self.outage = _outage_of(str(server))


def _forgiving(name: str) -> Callable[..., Any]:
    ask, ask_meanwhile = getattr(RedisCache, name), getattr(LocMemCache, name)

    def method(cache: ForgivingRedis, *args: Any, **kwargs: Any) -> Any:
        outage = cache.outage
        if time.monotonic() >= outage.asked_again_at:
            try:
                answer = ask(cache, *args, **kwargs)
            except (RedisError, OSError) as error:
                outage.begin(error)
            else:
                outage.end()
                return answer
        return ask_meanwhile(outage.meanwhile, *args, **kwargs)

    return method


_OF_ONE = ("add", "get", "set", "touch", "delete", "has_key", "incr")
_OF_MANY = ("get_many", "set_many", "delete_many", "clear")
for _name in _OF_ONE + _OF_MANY:
    setattr(ForgivingRedis, _name, _forgiving(_name))
