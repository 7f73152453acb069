"""What an event tells whom."""

from dataclasses import dataclass, field
from typing import Any

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
    watches = Watch.objects.standing().filter(since__lte=event.at)
    found = watches.filter(space__slug__in=spaces).values_list("person", flat=True)
    of_page = watches.filter(page=page).values_list("person", flat=True) if page else ()
    return {*found, *of_page}
