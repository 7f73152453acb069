"""What accounts does around every request."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts import setup, zones

GetResponse = Callable[[HttpRequest], HttpResponse]


class FirstRun:
    """While the wiki has no admin, every page leads to the one that says how to make one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.open = ("/setup/", settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.open) or setup.is_finished():
            return self.get_response(request)
        return redirect("account_setup_waiting")


class PersonalSettings:
    """Shows times in the zone of the person who looks."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Every screen asks who looks, a hundred times: of the person, not of Django's stand-in for one.
        request.user = get_user(request)
        name = request.user.time_zone if request.user.is_authenticated else ""
        with timezone.override(zones.zone(name)):
            return self.get_response(request)
