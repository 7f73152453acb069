"""The timeline of a page: its revisions and its stays in the trash, newest first, without any body."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wiki.history.fetching import neighbours, revisions_between, stays_between
from wiki.pages.editions.reading import edition_numbers
from wiki.pages.models import Page, Revision, Trashing


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. `number` is None for what made no revision."""

    kind: str
    at: datetime
    author: Any
    sentence: str
    reason: str = ""
    number: int | None = None
    size: int = 0
    size_change: int = 0
    revision_url: str = ""
    compare_url: str = ""
    restore_url: str = ""
    is_latest: bool = False
    is_minor: bool = False
    edition: str = ""  # number of the edition that the revision became
    together: int = 1  # pages that were changed as one
    after: int = 0  # for what made no revision: the number of the revision that it followed


def entries(page: Page, first: int, last: int, *, may_restore: bool) -> list[Entry]:
    """The timeline's lines from revision `first` to `last`, newest first, with the trashings that fall between them."""
    before, _after = neighbours(page, first)
    editions = edition_numbers(page)
    rows = revisions_between(page, before or first, last)  # and the one before, to tell what was renamed or moved
    older = [*rows[1:], None]
    lines = [
        _entry(page, row, before, may_restore=may_restore, edition=editions.get(row.number, ""))
        for row, before in zip(rows, older, strict=True)
        if row.number >= first
    ]
    return sorted([*lines, *_stays(stays_between(page, first, last))], key=_order, reverse=True)


def _order(entry: Entry) -> tuple[float, float]:
    # Revisions keep their numbers' order even where an import brought dates out of order.
    return (entry.number if entry.number is not None else entry.after + 0.5, entry.at.timestamp())


def _entry(page: Page, row: Revision, older: Revision | None, *, may_restore: bool, edition: str) -> Entry:
    is_latest = row.number == page.latest.number
    return Entry(
        kind=row.kind,
        at=row.created_at,
        author=known_as(row.author),
        sentence=sentence(row, older),
        reason=row.reason,
        number=row.number,
        size=row.size,
        size_change=row.size_change,
        revision_url=page.url(f"history/{row.number}/"),
        compare_url=page.url(f"compare/{older.number}..{row.number}/") if older else "",
        restore_url=page.url(f"restore/{row.number}/") if may_restore and not is_latest else "",
        is_latest=is_latest,
        is_minor=row.is_minor,
        edition=edition,
        together=row.together,
    )


def known_as(author: Any) -> Any:
    """The real person behind an imported one that an admin has merged."""
    return author.merged_into or author if author else None


def sentence(row: Revision, older: Revision | None) -> str:
    """What happened, in a few words, where it was more than an edit."""
    if row.kind == Revision.Kind.RESTORED:
        return _("Restored revision %(number)d") % {"number": row.origin}
    if row.kind == Revision.Kind.MOVED and older and older.path != row.path:
        return _("Moved from %(old)s to %(new)s") % {"old": f"/{older.path}", "new": f"/{row.path}"}
    if older and older.title != row.title:
        return _("Renamed from “%(title)s”") % {"title": older.title}
    if row.kind == Revision.Kind.EDITED:
        return ""
    return str(row.get_kind_display()).capitalize()


def _stays(stays: Iterable[Trashing]) -> list[Entry]:
    lines = []
    for stay in stays:
        place, together = stay.after_number, stay.batch.count if stay.batch else 1
        said = {"reason": stay.reason, "after": place, "together": together}
        lines.append(Entry("trashed", stay.at, known_as(stay.by), _("Moved to the trash"), **said))
        if stay.recovered_at:
            by = known_as(stay.recovered_by)
            lines.append(Entry("untrashed", stay.recovered_at, by, _("Recovered from the trash"), after=place))
    return lines
