"""Addresses that last: of a page, of one revision, and of the content of a file."""

from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect

from wiki.pages.access import file_for, page_for_good
from wiki.pages.attachments import SHOWN_INLINE, media_type_of

# Whatever the file holds, the browser runs nothing of it and treats it as a stranger's.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
FOR_EVER = "private, max-age=31536000, immutable"


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
    inline = media_type in SHOWN_INLINE
    response = FileResponse(stored.open(), content_type=media_type if inline else "application/octet-stream")
    response.headers["Content-Length"] = str(stored.size)
    ending = quote(name.rpartition("/")[2], safe="")
    response.headers["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{ending}"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = f'"{sha256}"'
    return response
