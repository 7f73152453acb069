"""The document register of a space (ISO 9001:2015 7.5.3, ISO 13485:2016 4.2.4)."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, NullIf
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wiki.audit.export import harmless
from wiki.control.models import UNFINISHED, Retirement, ReviewRequest
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.models import Space

STATES = {
    "effective": gettext_lazy("In force"),
    "preparation": gettext_lazy("In preparation"),
    "retired": gettext_lazy("Retired"),
}
SORTS = {
    "number": (F("document__number").asc(nulls_last=True), "title"),
    "title": ("title",),
    "effective": ("-in_force_from", "title"),
    "review": ("document__next_review_on", "title"),
    "owner": ("owner_name", "title"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register is narrowed to and ordered by; "" for all."""

    state: str = ""
    category: str = ""
    word: str = ""
    which: str = ""  # a key of `_WHICH`
    sort: str = "number"

    @classmethod
    def of(cls, said: Mapping[str, str], *, sees_unapproved: bool) -> "Wanted":
        """As an address has it; what is unknown is left out, and what waits for approval for those who don't see it."""
        sort, which = said.get("sort", ""), said.get("which", "")
        return cls(
            said.get("state", "") if said.get("state") in STATES else "",
            said.get("category", "")[:60],
            said.get("q", "").replace("\0", "")[:100],
            which if which in _WHICH and (sees_unapproved or which != "waiting") else "",
            sort if sort in SORTS else "number",
        )


def documents(space: Space, *, sees_unapproved: bool) -> QuerySet[Page]:
    """The controlled pages of a space with what the register tells of them; one query. Titles of pages that nobody
    approved are for those who may see them."""
    editions = Edition.objects.filter(page=OuterRef("pk"))
    current, planned = editions.in_force(), editions.planned().order_by("-revision__number")
    asked = ReviewRequest.objects.filter(UNFINISHED, page=OuterRef("pk"))
    pages = Page.objects.standing().filter(space=space, is_controlled=True).exclude(parent=None, document__number=None)
    if not sees_unapproved:
        pages = pages.filter(Q(withheld_at=None) | Exists(Retirement.objects.filter(page=OuterRef("pk"))))
    return (
        pages.without_body()
        .select_related("space", "document__owner", "document__owner_team")
        .annotate(
            major=Subquery(current.values("major")[:1]),
            minor=Subquery(current.values("minor")[:1]),
            in_force_from=Subquery(current.values("in_force_from")[:1]),
            was_in_force=Exists(editions.exclude(in_force_from=None)),
            open_request=Subquery(asked.values("pk")[:1]),
            owner_name=_OWNER_NAME,
            newest=Coalesce("waiting__number", "latest__number"),
            approved=Greatest("latest__number", Coalesce(Subquery(planned.values("revision__number")[:1]), Value(0))),
        )
    )


_OWNER_NAME = Coalesce(
    NullIf("document__owner__name", Value("")),
    "document__owner__email",
    "document__owner_team__name",
    Value(""),
    output_field=CharField(),
)


def narrowed(pages: QuerySet[Page], wanted: Wanted) -> QuerySet[Page]:
    """The documents that are asked for, in the order that is asked for."""
    match wanted.state:
        case "effective":
            pages = pages.filter(withheld_at=None)
        case "preparation":
            pages = pages.exclude(withheld_at=None).filter(was_in_force=False)
        case "retired":
            pages = pages.exclude(withheld_at=None).filter(was_in_force=True)
    if wanted.category:
        pages = pages.filter(document__category=wanted.category)
    if wanted.word:
        pages = pages.filter(Q(title__icontains=wanted.word) | Q(document__number__icontains=wanted.word))
    pages = pages.filter(_WHICH[wanted.which]()) if wanted.which else pages
    return pages.order_by(*SORTS[wanted.sort], "pk")


_WHICH = {
    "overdue": lambda: Q(document__next_review_on__lt=timezone.localdate(), withheld_at=None),
    "ownerless": lambda: Q(document__owner=None, document__owner_team=None) | Q(document__owner__is_active=False),
    "waiting": lambda: ~Q(waiting=None) & ~Exists(Edition.objects.planned().filter(revision=OuterRef("waiting"))),
    "emergency": lambda: Exists(
        ReviewRequest.objects.filter(page=OuterRef("pk"), closed_at=None, kind=ReviewRequest.Kind.EMERGENCY)
    ),
}


def state_of(page: Page) -> str:
    """The key in `STATES` of a document of the register."""
    if page.withheld_at is None:
        return "effective"
    return "retired" if page.was_in_force else "preparation"


def pages_with_changes(space: Space) -> QuerySet[Page]:
    """The controlled pages of a space whose newest revision waits, and that nobody has submitted."""
    asked = ReviewRequest.objects.filter(UNFINISHED, page=OuterRef("pk"))
    waiting = ~Q(waiting=None) | ~Q(withheld_at=None)
    planned = Edition.objects.planned().filter(revision=Coalesce(OuterRef("waiting"), OuterRef("latest")))
    pages = Page.objects.standing().filter(waiting, ~Exists(asked), ~Exists(planned), space=space, is_controlled=True)
    retired = Retirement.objects.filter(page=OuterRef("pk"))
    return pages.exclude(Exists(retired) & Q(waiting=None)).select_related("space", "latest").order_by("path")


_COLUMNS = (
    gettext_lazy("Number"),
    gettext_lazy("Title"),
    gettext_lazy("Edition"),
    gettext_lazy("State"),
    gettext_lazy("Owner"),
    gettext_lazy("Effective"),
    gettext_lazy("Next review"),
    gettext_lazy("Address"),
)


class _Echo:
    """A file that gives back what is written."""

    def write(self, line: str) -> str:
        return line


def as_csv(pages: Iterable[Page], base: str, *, with_changes: bool) -> Iterator[str]:
    """The register as lines of CSV; what a spreadsheet would take for a formula is made text. How many changes wait is
    for those who may see them."""
    writer = csv.writer(_Echo())
    yield writer.writerow([*_COLUMNS, *([_("Open changes")] if with_changes else [])])
    for page in pages:
        waiting = [open_changes(page)] if with_changes else []
        yield writer.writerow([harmless(str(value)) for value in [*_values(page, base), *waiting]])


def open_changes(page: Page) -> int:
    """How many revisions of a document of the register wait for approval."""
    return max(0, page.newest - page.approved)


def review_due(page: Page) -> date | None:
    """When a document of the register is reviewed next; None for one that is not in force."""
    document = getattr(page, "document", None)
    return document.next_review_on if document and page.withheld_at is None else None


def _values(page: Page, base: str) -> list[Any]:
    document = getattr(page, "document", None)
    return [
        (document and document.number) or "",
        page.title,
        f"{page.major}.{page.minor}" if page.major else "",
        STATES[state_of(page)],
        page.owner_name,
        timezone.localtime(page.in_force_from).date().isoformat() if page.in_force_from else "",
        due.isoformat() if (due := review_due(page)) else "",
        base + page.url(),
    ]
