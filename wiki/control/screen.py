"""What a controlled page's own screen says of its approval, drawn once for all who may see the same."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from wiki.control.status import Status, status_of
from wiki.control.withheld import Withheld, withheld
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
    hidden = withheld(page) if page.withheld_at else None
    place = (page.pk, page.path, page.space.slug, access.level, today)

    def draw() -> Parts:
        context = _context(access, status, today, hidden)
        return {name: render_to_string(template, context) for name, template in TEMPLATES.items()}

    return drawn_once(("document", place, tuple(map(tuple, status.rows)), hidden), draw)


def _context(access: Access, status: Status, today: date, hidden: Withheld | None) -> dict[str, Any]:
    page, planned = access.page, status.planned
    number = page.latest.number
    return {
        "page": page,
        "page_url": page.url(),
        "access": access,
        "status": status,
        "is_late": bool(status.next_review_on and status.next_review_on < today),
        "hidden": hidden,
        "document_number": hidden.number if hidden else status.number,
        "changes_url": page.url(f"compare/{number}..{status.newest}/"),
        "planned_url": page.url(f"compare/{number}..{planned['revision_number']}/") if planned else "",
    }
