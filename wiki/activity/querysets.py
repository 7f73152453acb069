"""Named filters for watches and notifications."""

from typing import Any, NamedTuple, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from wiki.activity.kinds import UNAPPROVED, Kind
from wiki.discussion.models import Resolution
from wiki.spaces.models import Space

LIVE = Q(page__trashed_at=None, page__withheld_at=None)
UNDRAWN = Q(excerpt=None) & (Q(new__isnull=False) | Q(suggestion__isnull=False))


class Screen(NamedTuple):
    """What of a discussion a screen shows: the open threads of a page, one thread, or one suggestion; by key, 0 for
    none."""

    page: int = 0
    thread: int = 0
    suggestion: int = 0


class WatchQuerySet(QuerySet):
    """Filters that chain."""

    def standing(self) -> Self:
        """Those that were not ended."""
        return self.filter(ended_at=None)

    def readable_by(self, user: Any) -> Self:
        """Of spaces, and of live pages, that `user` may read."""
        spaces = Space.objects.readable_by(user).values("pk")
        return self.filter(Q(space__in=spaces) | (Q(page__space__in=spaces) & LIVE))


class NotificationQuerySet(QuerySet):
    """Filters that chain."""

    def unread(self) -> Self:
        """Those that the person has not seen to; what was suggested and is decided needs nobody's eyes any more."""
        return self.filter(read_at=None).exclude(kind=Kind.SUGGESTED, suggestion__outcome__isnull=False)

    def shown_to(self, user: Any) -> Self:
        """The person's own, as far as they may still read what these are about."""
        spaces = Space.objects.readable_by(user), Space.objects.prepared_by(user)
        return self.filter(person=user).within(*(some.values("pk") for some in spaces))

    def shown_on(self, screen: Screen) -> Self:
        """Those whose comment, thread or suggestion a screen shows."""
        resolved = Resolution.objects.filter(thread=OuterRef("spoken_in"), reopened_at=None)
        talk = self.annotate(spoken_in=Coalesce("comment__thread", "thread"))
        on_page = Q(page=screen.page, spoken_in__isnull=False) & ~Exists(resolved)
        return talk.filter(on_page | Q(spoken_in=screen.thread) | Q(suggestion=screen.suggestion))

    def undrawn(self) -> Self:
        """Those of a change of a text whose excerpt nobody has drawn yet."""
        return self.filter(UNDRAWN)

    def within(self, spaces: QuerySet, prepared: QuerySet) -> Self:
        """Those about these spaces and their pages, and those about nothing in a space. Of a page in the trash only
        that it went there; of a comment that was taken away, nothing. What waits for approval, and so may be on no page
        that readers meet, only where it may be seen: in the spaces `prepared`."""
        in_space = Q(page=None, space=None) | Q(page=None, space__in=spaces)
        of_page = Q(page__space__in=spaces) & (LIVE | Q(kind=Kind.TRASHED))
        waiting = Q(kind__in=UNAPPROVED)
        in_preparation = waiting & Q(page__space__in=prepared, page__trashed_at=None)
        return self.filter(in_space | (of_page & ~waiting) | in_preparation, comment__removed_at=None)
