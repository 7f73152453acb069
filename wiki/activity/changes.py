"""What changed lately, over all spaces that a person may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from wiki.activity.fetching import Row, newest_rows
from wiki.history.timeline import sentence
from wiki.pages.models import Revision

ON_HOME = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One revision, as the list of changes tells of it."""

    at: datetime
    author: User | None
    page_title: str
    page_url: str
    space_name: str
    space_url: str
    sentence: str
    reason: str
    is_minor: bool
    size_change: int
    compare_url: str


def recent_changes(user: Any) -> list[Change]:
    """The newest changes that the person may see, for the home page."""
    return as_changes(newest_rows(user, ON_HOME))


def as_changes(rows: Iterable[Row]) -> list[Change]:
    """Lines for the list; the sentence needs no older revision, so a rename is told as an edit here."""
    return [_change(row) for row in rows]


def _change(row: Row) -> Change:
    space_url = f"/{row.page__space__slug}/"
    page_url = f"{space_url}{row.page__path}/" if row.page__path else space_url
    act = f"compare/{row.number - 1}..{row.number}/" if row.number > 1 else "history/1/"
    return Change(
        at=row.created_at,
        author=_author(row),
        page_title=row.page__title,
        page_url=page_url,
        space_name=row.page__space__name,
        space_url=space_url,
        sentence=sentence(Revision(kind=row.kind, origin=row.origin), None),
        reason=row.reason,
        is_minor=row.is_minor,
        size_change=row.size_change,
        compare_url=f"{page_url}-/{act}",
    )


def _author(row: Row) -> User | None:
    """The author, or the real person behind an imported one; only by name and address."""
    if row.author is None:
        return None
    if row.author__merged_into is not None:
        return User(name=row.author__merged_into__name, email=row.author__merged_into__email)
    return User(name=row.author__name, email=row.author__email)
