"""What a controlled page's own screen says of its approval, drawn once for all who may see the same."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from wiki.control.models import ReviewRequest
from wiki.control.status import Status, status_of
from wiki.display.kept import Parts, drawn_once
from wiki.pages.access import Access

TEMPLATES = {"document": "control/facts.html", "approval": "control/notices.html", "print": "control/print.html"}
NOTHING: Parts = dict.fromkeys(TEMPLATES, "")


def on_page(access: Access) -> Parts:
    """HTML by its places on the screen: what stands below the title, above the text, and on paper. Open pages have
    none; a controlled one costs one query."""
    page = access.page
    if not page.is_controlled:
        return NOTHING
    today = timezone.localdate()
    status = status_of(page) if page.withheld_at is None else Status([])
    request = _request(page) if page.withheld_at else None
    key = (
        "document",
        page.pk,
        page.path,
        page.space.slug,
        access.level,
        today,
        tuple(map(tuple, status.rows)),
        request,
    )

    def draw() -> Parts:
        context = _context(access, status, today, request)
        return {name: render_to_string(template, context) for name, template in TEMPLATES.items()}

    return drawn_once(key, draw)


def _request(page: Any) -> int | None:
    """The open request for a page that was never approved, or not since its retirement."""
    return ReviewRequest.objects.filter(page=page.pk, closed_at=None).values_list("pk", flat=True).first()


def _context(access: Access, status: Status, today: Any, request: int | None) -> dict[str, Any]:
    page, planned = access.page, status.planned
    number = page.latest.number
    return {
        "page": page,
        "page_url": page.url(),
        "access": access,
        "status": status,
        "is_late": bool(status.next_review_on and status.next_review_on < today),
        "withheld_request": request,
        "changes_url": page.url(f"compare/{number}..{status.newest}/"),
        "planned_url": page.url(f"compare/{number}..{planned['revision_number']}/") if planned else "",
    }
