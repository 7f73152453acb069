"""What a controlled page's own screen says of its approval, drawn once for all who may see the same."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from wiki.control.fetching import retirement_of
from wiki.control.models import ReviewRequest
from wiki.control.status import Status, status_of
from wiki.display.kept import Parts, drawn_once
from wiki.pages.access import Access
from wiki.pages.models import Page

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
    withheld = _withheld(page) if page.withheld_at else None
    place = (page.pk, page.path, page.space.slug, access.level, today)

    def draw() -> Parts:
        context = _context(access, status, today, withheld)
        return {name: render_to_string(template, context) for name, template in TEMPLATES.items()}

    return drawn_once(("document", place, tuple(map(tuple, status.rows)), withheld), draw)


def _withheld(page: Page) -> tuple[int | None, str]:
    """Of a page that readers don't meet: the open request, and why it was retired if it was."""
    asked = ReviewRequest.objects.filter(page=page.pk, closed_at=None).values_list("pk", flat=True).first()
    retirement = retirement_of(page)
    return asked, retirement.reason if retirement else ""


def _context(access: Access, status: Status, today: date, withheld: tuple[int | None, str] | None) -> dict[str, Any]:
    page, planned = access.page, status.planned
    number = page.latest.number
    asked, retired_for = withheld or (None, "")
    return {
        "page": page,
        "page_url": page.url(),
        "access": access,
        "status": status,
        "is_late": bool(status.next_review_on and status.next_review_on < today),
        "withheld_request": asked,
        "retired_for": retired_for,
        "changes_url": page.url(f"compare/{number}..{status.newest}/"),
        "planned_url": page.url(f"compare/{number}..{planned['revision_number']}/") if planned else "",
    }
