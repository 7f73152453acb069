"""What people meet when a request fails."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

PAUSE = 5  # seconds after which a browser or a program may ask again


def server_error(request: HttpRequest) -> HttpResponse:
    """503 where the database can't be reached, which passes by itself, else 500. Django calls it with the error at
    hand."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return defaults.server_error(request)
    page = loader.get_template("503.html").render()
    return HttpResponse(page, status=503, headers={"Retry-After": str(PAUSE)})
