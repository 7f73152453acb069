"""What a link to a page can say and lead to, for the editor."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from wiki.pages.access import moved_page, page_for
from wiki.pages.models import Page


@require_safe
def outline(request: HttpRequest, space: str, path: str = "") -> JsonResponse:
    """`{"title", "url", "headings": [{"level", "text", "anchor"}]}` of the page that is, or once was, there."""
    page = _page_at(request.user, space, path)
    rendering = getattr(page, "rendering", None)
    names = ("level", "text", "anchor")
    headings = [dict(zip(names, heading, strict=True)) for heading in (rendering.headings if rendering else [])]
    response = JsonResponse({"title": page.title, "url": page.url(), "headings": headings})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _page_at(user: Any, space: str, path: str) -> Page:
    try:
        return page_for(user, space, path, html=True).page
    except Http404:
        moved = moved_page(user, space, path)
        if moved is None:
            raise
        return moved.page
