"""What the home page shows: spaces, what the person must read, what speaks to them, their suggestions and drafts."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from wiki.activity.kinds import PERSONAL
from wiki.activity.showing import Shown, notifications_of, shown
from wiki.discussion.fetching import suggestions_by
from wiki.discussion.models import Suggestion
from wiki.pages.models import Page
from wiki.pages.tree import page_counts
from wiki.spaces.models import Space
from wiki.training.fetching import Duty, open_duties_of
from wiki.training.standing.effects import Check, checks_due
from wiki.training.supervised import Supervised, late_under

LISTED = 5
DUTIES = 8


def spaces_on_home(user: Any) -> list[Space]:
    """The spaces that the person may read, each with its number of pages and its last change."""
    latest = Page.objects.live().filter(space=OuterRef("pk")).order_by("-changed_at").values("changed_at")[:1]
    spaces = list(Space.objects.readable_by(user).annotate(changed_at=Subquery(latest)))
    counts = page_counts(spaces)
    for space in spaces:
        space.page_count = counts[space.pk]
    return spaces


def duties_on_home(user: Any) -> tuple[list[Duty], int]:
    """What the person has to read and confirm, the most urgent first, and how much there is in all."""
    duties = open_duties_of(user)
    return duties[:DUTIES], len(duties)


def checks_on_home(user: Any) -> list[Check]:
    """Whose training the person, as a supervisor, has to look at."""
    return checks_due(user)[:DUTIES]


def late_on_home(user: Any) -> tuple[list[Supervised], int]:
    """Who has been late for longest of those whom the person supervises, and how many are late in all."""
    late = late_under(user)
    return late[:DUTIES], len(late)


def unanswered_on_home(user: Any) -> list[Shown]:
    """The newest mentions of the person and replies to them that they have not seen."""
    return shown(notifications_of(user).unread().filter(kind__in=PERSONAL)[:LISTED])


def suggestions_on_home(user: Any) -> QuerySet[Suggestion]:
    """The person's newest suggestions that wait for a decision."""
    return suggestions_by(user).filter(outcome=None)[:LISTED]
