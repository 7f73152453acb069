"""What the home page shows: spaces, what speaks to the person, their suggestions, drafts, and what changed."""

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from wiki.activity.kinds import PERSONAL
from wiki.activity.showing import Shown, notifications_of, shown
from wiki.discussion.fetching import suggestions_by
from wiki.discussion.models import Suggestion
from wiki.spaces.models import Space

LISTED = 5


def spaces_on_home(user: Any) -> QuerySet[Space]:
    """The spaces that the person may read, each with its number of pages and its last change."""
    live = Q(pages__trashed_at=None, pages__withheld_at=None)
    counted = Space.objects.readable_by(user).annotate(
        page_count=Count("pages", filter=live), changed_at=Max("pages__changed_at", filter=live)
    )
    return counted.order_by(*Space._meta.ordering)  # a query that groups forgets the model's own order


def unanswered_on_home(user: Any) -> list[Shown]:
    """The newest mentions of the person and replies to them that they have not seen."""
    return shown(notifications_of(user).unread().filter(kind__in=PERSONAL)[:LISTED])


def suggestions_on_home(user: Any) -> QuerySet[Suggestion]:
    """The person's newest suggestions that wait for a decision."""
    return suggestions_by(user).filter(outcome=None)[:LISTED]
