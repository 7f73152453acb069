"""What the editor offers: reasons given lately, and pages to begin from."""

from typing import Any

from wiki.pages.models import Page, Revision

TEMPLATE_SHELF = "template-shelf"  # the slug of the space whose pages are offered as templates


def recent_reasons(user: Any, page: Page) -> list[str]:
    """Up to eight different reasons: the person's own last ones, then the page's."""
    own = Revision.objects.filter(author=user).exclude(reason="").order_by("-created_at")
    on_page = page.revisions.exclude(reason="").order_by("-number")
    reasons = [*own.values_list("reason", flat=True)[:12], *on_page.values_list("reason", flat=True)[:12]]
    return list(dict.fromkeys(reason for reason in reasons if len(reason) <= 120))[:8]


def template_pages(user: Any) -> list[dict[str, Any]]:
    """Key and title of the pages of the template shelf, if the person may read it."""
    pages = Page.objects.live().readable_by(user).filter(space__slug=TEMPLATE_SHELF).exclude(parent=None)
    return list(pages.in_order().values("pk", "title"))
