"""The address that Prometheus asks. Loads nothing of the figures while they are off."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures for whoever has the token; nobody else learns that there are any."""
    return _figures(request) if _has_token(request) else HttpResponseNotFound(content_type="text/plain")


def _has_token(request: HttpRequest) -> bool:
    wanted = settings.METRICS_TOKEN
    kind, _blank, given = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    is_same = secrets.compare_digest(given.strip().encode(errors="replace"), wanted.encode())
    return bool(wanted) and kind.lower() == "bearer" and is_same


@require_safe
def _figures(request: HttpRequest) -> HttpResponse:
    from config.metrics.counting import counting
    from config.metrics.present import seen
    from config.metrics.telling import counted
    from config.metrics.text import CONTENT_TYPE

    counts = counting()
    parts = (line for part in (counted(counts), seen(counts.maker)) for metric in part for line in metric.lines())
    return HttpResponse("\n".join([*parts, ""]), content_type=CONTENT_TYPE)
