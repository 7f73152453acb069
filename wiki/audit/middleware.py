"""Remembers from which address a request came, for the audit trail."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest, HttpResponse

from wiki.audit.recording import remote_address


def client_address(request: HttpRequest) -> str | None:
    """The client's IP address: the proxy's word counts only where the operator says there is a proxy."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).split(",")[-1].strip()
    try:
        validate_ipv46_address(address)
    except ValidationError:
        return None
    return address


class RemoteAddress:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = remote_address.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            remote_address.reset(token)
