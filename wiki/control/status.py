"""What the page's own screen says of a controlled page: one query, whatever there is to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.prepared import PreparedQuery
from wiki.control.models import UNFINISHED, Document, ReviewRequest
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision

_PAGE = -1_000_004  # mark of the parameter
_FIELDS = (
    "pk",
    "major",
    "minor",
    "revision__number",
    "effective_at",
    "in_force_from",
    "falls_back_at",
    "follows",
    "page__document__number",
    "page__document__category",
    "page__document__owner__name",
    "page__document__owner__email",
    "page__document__owner__is_active",
    "page__document__owner_team__name",
    "page__document__next_review_on",
    "request__kind",
    "request__approve_by",
    "request__closed_at",
)


def _rows(page: int) -> QuerySet:
    asked = ReviewRequest.objects.filter(UNFINISHED, page=OuterRef("page"))
    newest = Revision.objects.filter(page=OuterRef("page")).order_by("-number")
    current = Edition.objects.filter(page=page, in_force_until=None, cancelled_at=None)
    return (
        current.annotate(
            open_request=Subquery(asked.values("pk")[:1]),
            asked_for=Subquery(asked.values("revision__number")[:1]),
            newest=Subquery(newest.values("number")[:1]),
        )
        .order_by("-in_force_from", "pk")
        .values_list(*_FIELDS, "open_request", "asked_for", "newest")
    )


_EDITIONS = PreparedQuery(_rows, _PAGE)
_NAMES = (*(name.replace("__", "_") for name in _FIELDS), "open_request", "asked_for", "newest")


@dataclass(frozen=True)
class Status:
    """The document behind a page as its readers meet it: `rows` are the edition in force and what is planned."""

    rows: Sequence[Sequence[Any]]

    @cached_property
    def _all(self) -> list[dict[str, Any]]:
        return [dict(zip(_NAMES, row, strict=True)) for row in self.rows]

    @property
    def edition(self) -> dict[str, Any] | None:
        """The one in force."""
        return next((row for row in self._all if row["in_force_from"]), None)

    @property
    def planned(self) -> dict[str, Any] | None:
        """The next one that is approved; not the one that comes back when a temporary one ends."""
        return next((row for row in self._all if not row["in_force_from"] and not row["follows"]), None)

    def _any(self, name: str) -> Any:
        return self._all[0][name] if self._all else None

    @property
    def number(self) -> str:
        return self._any("page_document_number") or ""

    @property
    def category(self) -> str:
        return self._any("page_document_category") or ""

    @property
    def owner(self) -> str:
        return next(
            (
                name
                for name in map(
                    self._any,
                    ("page_document_owner_name", "page_document_owner_email", "page_document_owner_team_name"),
                )
                if name
            ),
            "",
        )

    @property
    def next_review_on(self) -> date | None:
        return self._any("page_document_next_review_on")

    @property
    def changes(self) -> int:
        """Revisions saved after the edition in force, or after the one that is planned."""
        known = [row["revision_number"] for row in self._all]
        return self._any("newest") - max(known) if known else 0

    @property
    def newest(self) -> int:
        return self._any("newest") or 0

    @property
    def open_request(self) -> int | None:
        return self._any("open_request")

    @property
    def is_asked_for(self) -> bool:
        """Whether the open request is for the newest revision."""
        return self._any("asked_for") == self._any("newest")

    @property
    def approve_by(self) -> datetime | None:
        """Until when an emergency edition in force has to be approved; None for one that is."""
        edition = self.edition
        is_open = (
            edition and edition["request_kind"] == ReviewRequest.Kind.EMERGENCY and not edition["request_closed_at"]
        )
        return edition["request_approve_by"] if is_open else None


def status_of(page: Page) -> Status:
    """The state of a page that readers meet."""
    return Status(_EDITIONS.rows(page.pk))


def number_of(page: Page) -> str:
    """The document's number, "" where it has none."""
    return Document.objects.filter(page=page.pk).values_list("number", flat=True).first() or ""
