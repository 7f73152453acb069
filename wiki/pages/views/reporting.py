"""The report of a space."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.pages.reports import broken_anchors, broken_links, orphans, wanted_pages
from wiki.spaces.access import level_in, space_for
from wiki.spaces.models import Level


def report(request: HttpRequest, space: str) -> HttpResponse:
    """Broken links, wanted pages and orphans of a space."""
    shelf = space_for(request.user, space)
    broken = broken_links(shelf)
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "broken": broken,
        "anchors": broken_anchors(shelf),
        "wanted": wanted_pages(broken, shelf),
        "orphans": orphans(shelf),
        "may_edit": level_in(request.user, shelf) >= Level.EDITOR,
    }
    return render(request, "pages/report.html", context)
