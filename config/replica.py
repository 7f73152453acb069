"""Reads from a copy of the database that follows it (a hot standby of PostgreSQL), while it has all that counts.

Whoever changes something notes in Redis how far the database's log had come by then. A request reads from the copy when
that has replayed so much: people see what they and others were told is saved, and a right that was withdrawn is gone
with the next request. What is written aside from requests, by jobs and commands, is seen within a second (`FRESH`).
When the copy is behind, or it or Redis is gone, everything is read where it is written.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from redis import Redis
from redis.exceptions import RedisError

from config.cache import PATIENCE, PAUSE

log = logging.getLogger(__name__)
REPLICA = "replica"
FRESH = 1000  # milliseconds for which a position of the log is taken for the latest, unless a request says more
_KEY = "looseleaf:written"
# https://www.postgresql.org/docs/current/functions-admin.html, 9.27.4; a position counts bytes of the log.
_WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
_REPLAYED = "SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn WHERE pg_is_in_recovery()"
_FAILURES = (RedisError, OSError, DatabaseError)


class Positions:
    """How far the database's log has come, as all servers of the wiki know it."""

    @cached_property
    def _redis(self) -> Redis:
        return Redis.from_url(settings.REDIS_URL, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)

    def needed(self) -> int:
        """The position that a copy must have reached; of the database itself when nobody has told one for a second."""
        told = self._redis.zscore(_KEY, "")
        return self.tell() if told is None else int(told)

    def tell(self) -> int:
        """Tells the others where the log is now; one that is further already stays."""
        position = _asked(DEFAULT_DB_ALIAS, _WRITTEN)
        if self._redis.zadd(_KEY, {"": position}, gt=True):
            self._redis.pexpire(_KEY, FRESH)
        return position


@dataclass
class Replica:
    """The copy, as one process knows it."""

    positions: Any = field(default_factory=Positions)
    asked_again_at: float = 0.0
    _replayed: tuple[Any, int] = (None, 0)  # a connection and what was seen over it: another may lead to another copy

    def is_usable(self) -> bool:
        """Whether it has everything that anybody was told is saved."""
        if time.monotonic() < self.asked_again_at:
            return False
        try:
            return self._has_replayed(self.positions.needed())
        except _FAILURES as error:
            self.leave_alone(error)
            return False

    def tell(self) -> None:
        """Something was written."""
        try:
            self.positions.tell()
        except _FAILURES as error:
            self.leave_alone(error)

    def leave_alone(self, why: Exception | str) -> None:
        """It is not asked again for a while."""
        self.asked_again_at = time.monotonic() + PAUSE
        log.warning("All is read from the database itself for %d seconds: %s", PAUSE, why)

    def _has_replayed(self, needed: int) -> bool:
        connection = connections[REPLICA]
        if self._replayed[0] is not connection.connection or self._replayed[1] < needed:
            replayed = _asked(REPLICA, _REPLAYED)
            self._replayed = connection.connection, replayed
        return self._replayed[1] >= needed


def _asked(alias: str, sql: str) -> int:
    """A position; 0 from a database that is no copy of another, or no longer."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def behind() -> int | None:
    """Bytes of the database's log that the copy has not replayed; None from a database that is no copy, or no longer.
    Raises DatabaseError where it can't be reached. For a thread of its own: closes its connections."""
    try:
        written, replayed = _asked(DEFAULT_DB_ALIAS, _WRITTEN), _asked(REPLICA, _REPLAYED)
    finally:
        connections.close_all()
    return max(0, written - replayed) if replayed else None


replica = Replica()


@dataclass
class _Reads:
    """Where one request reads, until it writes."""

    alias: str
    has_written: bool = False


_reads: ContextVar[_Reads | None] = ContextVar("reads", default=None)


class ReadFromReplica:
    """Decides for each request where it reads; outside of requests everything is read where it is written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD") and replica.is_usable():
            answer = self._answer(request, REPLICA)
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                return answer
            replica.leave_alone("it fell in the middle of a request.")
        return self._answer(request, DEFAULT_DB_ALIAS)

    def _answer(self, request: HttpRequest, alias: str) -> HttpResponse:
        reads = _Reads(alias)
        token = _reads.set(reads)
        try:
            answer = self.get_response(request)
        finally:
            _reads.reset(token)  # what a streamed answer still reads, it reads from the database itself
        if reads.has_written:
            replica.tell()
        return answer


class Router:
    """Says for each query which database it goes to."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        """The copy, for a request that has not written, outside of transactions."""
        reads = _reads.get()
        if reads is None or reads.has_written or connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return DEFAULT_DB_ALIAS
        return reads.alias

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        """The database itself, from which the request then reads as well."""
        reads = _reads.get()
        if reads is not None:
            reads.has_written = True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *_objects: Any, **_hints: Any) -> bool:
        """They are rows of the same database, wherever they were read."""
        return True

    def allow_migrate(self, database: str, *_names: Any, **_hints: Any) -> bool:
        """What happens to the database, happens to its copy by itself."""
        return database == DEFAULT_DB_ALIAS
