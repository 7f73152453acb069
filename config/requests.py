"""Each request has an id: answers carry it, log lines name it, and it joins them with what a proxy wrote."""

import logging
import random
import re
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.conf import settings
from django.core.signals import request_finished
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"
# What a proxy's id may consist of: nothing that means something to a log, a terminal or a header.
_HARMLESS = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


class Current(NamedTuple):
    """The request that is being answered, and its id."""

    id: str
    request: HttpRequest


# For the length of a request, also while its answer is streamed: log lines are made far away from it.
current: ContextVar[Current | None] = ContextVar("current", default=None)


def _forget(**_signal: Any) -> None:
    current.set(None)


request_finished.connect(_forget, dispatch_uid="config.requests")


def request_id(request: HttpRequest) -> str:
    """The proxy's id where the operator says there is a proxy and the id is harmless; else one of our own."""
    if settings.BEHIND_PROXY and _HARMLESS.fullmatch(given := request.META.get("HTTP_X_REQUEST_ID", "")):
        return given
    return f"{random.getrandbits(64):016x}"  # no secret, and made without asking the system


class _Queries(threading.local):
    """How many this thread has asked, and for how long: a list, as Django keeps for developers, would cost more."""

    count = 0
    seconds = 0.0


_queries = _Queries()


def _ask(execute: Callable[..., Any], *query: Any) -> Any:
    _queries.count += 1
    began = time.perf_counter()
    try:
        return execute(*query)
    finally:
        _queries.seconds += time.perf_counter() - began


def _count_queries(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """For good, since to begin and end it with each request takes longer than to count."""
    if _ask not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _ask)


connection_created.connect(_count_queries, dispatch_uid="config.requests")


class NamedRequests:
    """Gives each request its id, has it counted, and tells of those that take long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answered = _figures()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        name = request_id(request)
        current.set(Current(name, request))
        queries, asking = _queries.count, _queries.seconds
        response = self.get_response(request)
        response.headers[HEADER] = name
        seconds = time.perf_counter() - began
        if self.answered:
            self.answered(request, response, seconds, _queries.count - queries, _queries.seconds - asking)
        if seconds * 1000 > settings.SLOW_REQUEST:
            _tell_slow(request, round(seconds * 1000), _queries.count - queries)
        return response


def _figures() -> Callable[..., None] | None:
    """Counts an answered request, where somebody wants to know."""
    if not settings.METRICS_TOKEN:
        return None
    from config.metrics.counting import counting

    return counting().answered


def _tell_slow(request: HttpRequest, milliseconds: int, queries: int) -> None:
    """By the view's name: an address may hold what nobody else should know, such as the token of an invitation."""
    view = request.resolver_match.view_name if request.resolver_match else "none"
    measures = {"view": view, "milliseconds": milliseconds, "queries": queries}
    log.warning("Slow request: %s took %d ms; queries: %d.", *measures.values(), extra={"measures": measures})
