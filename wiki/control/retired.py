"""What readers meet at the address of a retired document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.control.models import Retirement
from wiki.spaces.access import level_in
from wiki.spaces.models import Level


def retired_screen(request: HttpRequest, space: str, path: str) -> HttpResponse | None:
    """Why the document ended and the way to what is valid instead; None where no retired document is, or not for this
    person."""
    found = Retirement.objects.filter(page__space__slug=space, page__path=path, page__trashed_at=None)
    found = found.exclude(page__withheld_at=None).select_related("page__space", "edition__revision", "page__document")
    retirement = found.order_by("-at").first()
    if retirement is None or level_in(request.user, retirement.page.space) < Level.READER:
        return None
    page, replacement = retirement.page, retirement.replacement
    context = {
        "page": page,
        "space": page.space,
        "page_url": page.url(),
        "retirement": retirement,
        "number": getattr(page.document, "number", "") or "",
        "replacement": replacement if replacement and not replacement.withheld_at else None,
    }
    return render(request, "control/retired.html", context, status=410)
