"""What an event tells whom."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from accounts.prepared import PreparedQuery
from wiki.activity.kinds import Kind
from wiki.activity.models import Watch
from wiki.audit.models import AuditEvent
from wiki.pages.models import Page
from wiki.spaces.models import Space

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Telling:
    """One kind of news for some people, given by their keys; `details` are further fields of their notifications, and
    `by` is the key of whose news it is, where that is not the one who did it."""

    kind: Kind
    people: set[int]
    page: Page | None = None
    space: Space | None = None
    details: dict[str, Any] = field(default_factory=dict)
    by: int | None = None

    @property
    def place(self) -> Space | None:
        """The space that one must be allowed to read; None for what concerns nobody's pages."""
        return self.page.space if self.page else self.space


def watchers(event: AuditEvent, *, page: Page | None = None, spaces: set[str] = frozenset()) -> set[int]:
    """Keys of the people who watched the page, or one of the spaces with these addresses, when the event happened, and
    still do."""
    watches = chain(*map(_OF_SPACE.rows, spaces), _OF_PAGE.rows(page.pk) if page else ())
    return {person for person, since in watches if since <= event.at}


def _of_space(slug: str) -> QuerySet[Any]:
    return Watch.objects.standing().filter(space__slug=slug).values_list("person", "since")


def _of_page(page: int) -> QuerySet[Any]:
    return Watch.objects.standing().filter(page=page).values_list("person", "since")


# Every save asks both; built anew, their SQL would take several times as long as the answers.
_OF_SPACE, _OF_PAGE = PreparedQuery(_of_space, "\0slug"), PreparedQuery(_of_page, -1_000_001)
