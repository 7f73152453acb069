"""What the editor asks for while somebody writes: preview, autosave, upload, images."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.markup import MarkupRefused
from wiki.pages.access import page_for
from wiki.pages.attachments import attach, attached, kept_files
from wiki.pages.errors import PageError, StorageFull, StorageSilent
from wiki.pages.linking import image_address
from wiki.pages.rendering import render_body
from wiki.pages.revisions import Body
from wiki.pages.views.unsaved import draft_answer
from wiki.spaces.models import Level


@require_POST
def preview(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The text of the form as readers will see it: the same renderer."""
    page = page_for(request.user, space, path, Level.EDITOR).page
    files = {**page.files, **kept_files(page, request.POST.getlist("keep"))}
    body = Body(page.title, request.POST.get("text", ""), files=files)
    try:
        return HttpResponse(render_body(page, body).html)
    except MarkupRefused as refusal:
        return HttpResponse(format_html('<p class="callout callout-warning">{}</p>', str(refusal)))


@require_POST
def draft(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Keeps the unsaved text and the files that go with it; with `discard` throws them away."""
    page = page_for(request.user, space, path, Level.EDITOR, body=True).page
    place = {"parent": page} if "new" in request.GET else {"page": page}
    return draft_answer(request, kept_files(page, request.POST.getlist("keep")), **place)


@require_POST
def upload(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Stores one file for the page being written and tells how to show it."""
    page = page_for(request.user, space, path, Level.EDITOR).page
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise PageError(_("No file arrived. Files may have up to %d bytes.") % settings.ATTACHMENT_LIMIT)
        name, sha256 = attach(page, upload, page.files, name=request.POST.get("name", ""), by=request.user)
    except StorageFull as error:
        return JsonResponse({"error": str(error)}, status=507)
    except StorageSilent as error:
        return JsonResponse({"error": str(error)}, status=503)
    except PageError as error:
        return JsonResponse({"error": str(error)}, status=400)
    [made] = attached(page, {name: sha256})
    return JsonResponse(made.told)


def image(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Leads to the image that the text calls `src`: the editor shows it before the text is rendered. No content where
    the page has no such file: to write its name first is no error."""
    page = page_for(request.user, space, path).page
    address = image_address(page, request.GET.get("src", ""))
    return redirect(address) if address else HttpResponse(status=204)
