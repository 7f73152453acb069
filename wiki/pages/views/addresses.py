"""Addresses that last: of a page, of one revision, and of the content of a file."""

import logging
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wiki.pages.access import file_for, page_for_good, picture_for
from wiki.pages.attachments import SHOWN_INLINE, media_type_of
from wiki.pages.errors import PageError
from wiki.pages.files.thumbnails import open_thumbnail, widths_of
from wiki.pages.linking import file_url

# Whatever the file holds, the browser runs nothing of it and treats it as a stranger's.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
# Sent as what it is, for <img> to show it, but downloaded by who goes there: it can hold scripts.
DRAWING = "image/svg+xml"
FOR_EVER = "private, max-age=31536000, immutable"

log = logging.getLogger(__name__)


def permanent(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to where the page lives now."""
    return redirect(page_for_good(request.user, pk).page.url())


def permanent_revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Leads to one exact revision."""
    return redirect(page_for_good(request.user, pk).page.url(f"history/{number}/"))


def file(request: HttpRequest, pk: int, sha256: str, name: str) -> HttpResponse:
    """The content of an attachment, as it was pinned; never anything that may run on our origin."""
    stored = file_for(request.user, pk, sha256, name)
    if request.headers.get("If-None-Match") == f'"{sha256}"':
        return HttpResponseNotModified(headers={"ETag": f'"{sha256}"', "Cache-Control": FOR_EVER})
    media_type = media_type_of(name)
    shown = media_type in SHOWN_INLINE or media_type == DRAWING
    try:
        content = stored.open()
    except OSError:
        log.exception("The file %s can't be read", sha256)
        words = _("This file can't be read at the moment. Try again in a while; if it stays so, tell an admin.")
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(content, content_type=media_type if shown else "application/octet-stream")
    response.headers["Content-Length"] = str(stored.size)
    if media_type == DRAWING and stored.width:  # a page says it of its pictures; browsers don't know it of drawings
        response.headers["X-Picture-Size"] = f"{stored.width}x{stored.height}"
    return _harmless(response, f'"{sha256}"', name, "inline" if media_type in SHOWN_INLINE else "attachment")


def thumbnail(request: HttpRequest, pk: int, sha256: str, width: int) -> HttpResponse:
    """A smaller version of a picture, for whoever may fetch the picture; made now if nobody needed it before."""
    stored, name = picture_for(request.user, pk, sha256)
    if width not in widths_of(stored):
        raise Http404(_("There is no such file."))
    etag = f'"{sha256}-{width}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": FOR_EVER})
    try:
        response = FileResponse(open_thumbnail(stored, width), content_type="image/webp")
    except PageError:
        return redirect(file_url(pk, sha256, name))
    return _harmless(response, etag, f"{name.rpartition('.')[0]}.webp", "inline")


def _harmless(response: HttpResponse, etag: str, name: str, disposition: str) -> HttpResponse:
    ending = quote(name.rpartition("/")[2], safe="")
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{ending}"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = etag
    return response
