"""What machines ask is answered before anything looks for a session, a person or the database: they ask just when these
may be gone, and often."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class ProbesFirst:
    """Answers them, past all middleware below this one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        return match.func(request)
