"""What accounts does around every request."""

import zoneinfo
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts import setup

GetResponse = Callable[[HttpRequest], HttpResponse]


class FirstRun:
    """While the wiki has no admin, every page leads to the one that says how to make one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.open = ("/setup/", "/healthz", "/readyz", settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.open) or setup.is_finished():
            return self.get_response(request)
        return redirect("account_setup_waiting")


class SignInFirst:
    """Somebody signed out who is refused a page, or finds none, is asked to sign in and then comes back to it.

    Both answers lead there, so that a stranger can't tell a hidden page from one that does not exist.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.exempt = ("/api/", settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        refused = response.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
        if refused and self._is_page(request) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return response

    def _is_page(self, request: HttpRequest) -> bool:
        """Scripts and pictures get the plain answer; only a person can sign in."""
        is_read = request.method in ("GET", "HEAD") and not request.path_info.startswith(self.exempt)
        return is_read and request.headers.get("Sec-Fetch-Dest", "document") == "document"


class PersonalSettings:
    """Shows times in the zone of the person who looks."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.user.time_zone if request.user.is_authenticated else ""
        with timezone.override(_zone(name)):
            return self.get_response(request)


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except zoneinfo.ZoneInfoNotFoundError:  # a zone that this machine's database does not have, or no more
        return None
