"""How large a request may be, judged by what it says of itself before a byte of it is read.

Django parses a form when it first looks for its token: without this a request of any size would fill the disk with
parts of a file that is refused in the end.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

# Beside the file: the other fields, and what parts them.
_REST = 64 * 1024
# The page's form takes files as well, for people without scripts: this many of the largest.
_FILES_IN_A_FORM = 4


def most_bytes(view_name: str) -> int:
    """The bytes that a request to this address may have."""
    if view_name == "pages:upload":
        return settings.ATTACHMENT_LIMIT + _REST
    if view_name == "exchange:imports":
        return settings.IMPORT_LIMIT + _REST
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE + _FILES_IN_A_FORM * settings.ATTACHMENT_LIMIT


class BodyLimit:
    """Refuses requests that are too large, before the middleware that reads forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """The refusal, in words for a person or a script; None for what may go on."""
        most = most_bytes(request.resolver_match.view_name)
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0  # Django reads nothing then
        if length <= most:
            return None
        if request.resolver_match.view_name != "pages:upload":
            return render(request, "413.html", status=413)
        sentence = _("The file is larger than %(limit)s, the limit for one file.")
        return JsonResponse({"error": sentence % {"limit": filesizeformat(settings.ATTACHMENT_LIMIT)}}, status=413)
