"""What the home page shows: spaces, drafts, and what changed."""

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from wiki.spaces.models import Space


def spaces_on_home(user: Any) -> QuerySet[Space]:
    """The spaces that the person may read, each with its number of pages and its last change."""
    live = Q(pages__trashed_at=None)
    counted = Space.objects.readable_by(user).annotate(
        page_count=Count("pages", filter=live), changed_at=Max("pages__changed_at", filter=live)
    )
    return counted.order_by(*Space._meta.ordering)  # a query that groups forgets the model's own order
