"""Shows times in the zone of the person who looks."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class PersonalSettings:
    """Activates the person's time zone for the length of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.user.time_zone if request.user.is_authenticated else ""
        with timezone.override(zoneinfo.ZoneInfo(name) if name else None):
            return self.get_response(request)
