"""What changed lately, over all spaces that a person may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from wiki.history.timeline import known_as, sentence
from wiki.pages.access import key_from
from wiki.pages.models import Revision
from wiki.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Change:
    """One revision, as the list of changes tells of it."""

    at: datetime
    author: Any
    page_title: str
    page_url: str
    space_name: str
    space_url: str
    kind: str
    sentence: str
    number: int
    reason: str
    size_change: int
    compare_url: str


def revisions_seen_by(user: Any, *, space: str = "", author: str = "") -> QuerySet[Revision]:
    """Revisions of live pages in readable spaces, newest first, narrowed to a space's slug or an author's key."""
    spaces = Space.objects.readable_by(user)
    if space:
        spaces = spaces.filter(slug=space)
    rows = Revision.objects.filter(page__space__in=list(spaces.values_list("pk", flat=True)), page__trashed_at=None)
    # The folders of an imported handbook were made by nobody, all at once: no news.
    rows = rows.exclude(author=None, number=1)
    if key := key_from(author):
        rows = rows.filter(author=key)
    rows = rows.select_related("page__space", "author__merged_into").order_by("-created_at", "-pk")
    return rows.defer("page__text", "page__front_matter")


def as_changes(rows: Iterable[Revision]) -> list[Change]:
    """Lines for the list; the sentence needs no older revision, so a rename is told as an edit here."""
    return [_change(row) for row in rows]


def recent_changes(user: Any) -> list[Change]:
    """The newest changes that the person may see, for the home page."""
    return as_changes(revisions_seen_by(user)[:12])


def _change(row: Revision) -> Change:
    page = row.page
    return Change(
        at=row.created_at,
        author=known_as(row.author),
        page_title=page.title,
        page_url=page.url(),
        space_name=page.space.name,
        space_url=page.space.get_absolute_url(),
        kind=row.kind,
        sentence=sentence(row, None),
        number=row.number,
        reason=row.reason,
        size_change=row.size_change,
        compare_url=page.url(f"compare/{row.number - 1}..{row.number}/") if row.number > 1 else page.url("history/1/"),
    )
