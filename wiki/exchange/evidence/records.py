"""Everything that was decided and learned, as tables: CSV for people, JSON for programs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wiki.audit.export import csv_lines, lines_of
from wiki.audit.hashing import COLUMNS, time_as_text
from wiki.audit.models import AuditEvent, AuditLink
from wiki.control.models import Decision, Flag, PeriodicReview, Remark, Retirement, ReviewRequest, Signature
from wiki.exchange.archive import Archive
from wiki.exchange.evidence.scope import Scope
from wiki.pages.editions.models import Edition
from wiki.training.models import Acknowledgement, Assignment, Attempt, EffectivenessCheck, Exemption, SignOff

AT_A_TIME = 2000
_encode = DjangoJSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Table:
    """A table's file name, what it is, its rows, and its columns by their paths from the row; where the row says which
    page and which person it is about ("" for a table that is not about one person)."""

    name: str
    words: Promise
    model: type[Model]
    columns: str
    page: str = "page"
    person: str = ""

    def rows(self, scope: Scope) -> QuerySet:
        """The rows of a scope, oldest first."""
        about = Q(**{f"{self.page}__in": scope.pages.values("pk")})
        if self.model is Assignment:
            about |= Q(space__in=scope.spaces)
        if scope.person:
            about &= Q(**{self.person: scope.person.pk})
        return self.model.objects.filter(about).order_by("pk")

    def dicts(self, scope: Scope) -> Iterator[dict[str, Any]]:
        """The rows one by one, by names without underlines in a row."""
        names = {path: path.replace("__", " ").replace("_", " ") for path in self.columns.split()}
        for row in self.rows(scope).values(*names).iterator(chunk_size=AT_A_TIME):
            yield {name: row[path] for path, name in names.items()}


_PAGE = "page_id page__title page__document__number"
_EDITION = "edition__major edition__minor"
_TEXT = "revision_number seal"
_PERSON = "person__name person__email"

TABLES = (
    Table(
        "editions",
        _("Approved editions, and from when until when each was in force"),
        Edition,
        f"id {_PAGE} major minor revision__number seal summary is_minor marks approved_at effective_at in_force_from "
        "in_force_until cancelled_at falls_back_at",
    ),
    Table(
        "requests",
        _("Requests for approval and what became of them"),
        ReviewRequest,
        f"id {_PAGE} revision__number seal kind summary is_minor by__name by__email at effective_at approve_by outcome "
        "closed_by__name closed_at edition_id",
    ),
    Table(
        "decisions",
        _("Approvals, reviews and rejections"),
        Decision,
        "id step__request_id step__request__page_id step__request__page__title step__kind by__name by__email "
        "in_place_of__name at agrees reason signature_id",
        page="step__request__page",
    ),
    Table(
        "remarks",
        _("Remarks on what was to be approved"),
        Remark,
        "id request_id request__page_id by__name by__email at passage text",
        page="request__page",
    ),
    Table(
        "signatures",
        _("Signatures: name, time, zone, meaning, and the seal of what was signed"),
        Signature,
        f"id {_PAGE} name by__email at zone meaning {_TEXT} with_password",
        person="by",
    ),
    Table(
        "reviews",
        _("Periodic reviews without change"),
        PeriodicReview,
        f"id {_PAGE} {_EDITION} by__name by__email at remark next_review_on signature_id",
    ),
    Table(
        "retirements",
        _("Documents that were retired"),
        Retirement,
        f"id {_PAGE} {_EDITION} by__name by__email at reason replacement_id",
    ),
    Table(
        "flags", _("What readers found wrong"), Flag, f"id {_PAGE} by__name by__email at text closed_by__name closed_at"
    ),
    Table(
        "assignments",
        _("Who was asked to know what"),
        Assignment,
        "id page_id page__title with_below space__name path__name person__name person__email team__name role due_on "
        "due_days repeat_months is_practical reason by__name at ended_by__name ended_at",
        person="person",
    ),
    Table(
        "acknowledgements",
        _("Who read and understood what, and when"),
        Acknowledgement,
        f"id {_PERSON} name {_PAGE} {_EDITION} {_TEXT} cycle at zone",
        person="person",
    ),
    Table(
        "attempts",
        _("Answers to check questions"),
        Attempt,
        f"id {_PERSON} {_PAGE} {_TEXT} right total passed at answers",
        person="person",
    ),
    Table(
        "sign-offs",
        _("Practice that a trainer saw, signed by both"),
        SignOff,
        f"id {_PERSON} trainer__name trainer__email {_PAGE} {_EDITION} {_TEXT} at remark learned__name learned__at "
        "learned__zone trained__name trained__at trained__zone",
        person="person",
    ),
    Table(
        "exemptions",
        _("Who need not know what, and why"),
        Exemption,
        f"id {_PERSON} {_PAGE} reason by__name at ended_by__name ended_at",
        person="person",
    ),
    Table(
        "effectiveness",
        _("Whether training showed in the work"),
        EffectivenessCheck,
        "id acknowledgement_id acknowledgement__person__name acknowledgement__page_id by__name by__email at "
        "is_effective remark",
        page="acknowledgement__page",
        person="acknowledgement__person",
    ),
)


def write_records(archive: Archive, scope: Scope) -> list[tuple[str, Promise]]:
    """Every table that has rows, twice; their names and what they are."""
    written = []
    for table in TABLES:
        if (scope.person and not table.person) or not table.rows(scope).exists():
            continue
        header = [path.replace("__", " ").replace("_", " ") for path in table.columns.split()]
        lines = (map(_cell, row.values()) for row in table.dicts(scope))
        archive.add_lines(f"records/{table.name}.csv", lines_of(header, lines))
        archive.add_lines(f"records/{table.name}.json", _json(table.dicts(scope)))
        written.append((f"records/{table.name}", table.words))
    return written


def write_events(archive: Archive, events: QuerySet[AuditEvent], last: int) -> None:
    """The audit trail up to the event with this key, with the links that tie it into the chain."""
    until = events.filter(pk__lte=last).order_by("pk")
    archive.add_lines("audit/events.csv", csv_lines(until))
    archive.add_lines("audit/events.json", _json(_linked(until)))


def _linked(events: QuerySet[AuditEvent]) -> Iterator[dict[str, Any]]:
    batch: list[AuditEvent] = []
    for event in events.iterator(chunk_size=AT_A_TIME):
        batch.append(event)
        if len(batch) == AT_A_TIME:
            yield from _with_links(batch)
            batch = []
    yield from _with_links(batch)


def _with_links(events: list[AuditEvent]) -> Iterator[dict[str, Any]]:
    rows = AuditLink.objects.filter(event__in=[event.pk for event in events])
    links = {link.event: link for link in rows}
    for event in events:
        link, columns = links.get(event.pk), {name: getattr(event, name) for name in COLUMNS}
        columns["at"] = time_as_text(event.at)
        tied = {"sequence": link.sequence, "previous": link.previous, "hash": link.hash} if link else None
        yield {"id": event.pk, **columns, "payload_hash": event.payload_hash, "link": tied}


def _json(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """An array, a row a line."""
    before = "[\n"
    for row in rows:
        yield before + _encode(row)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _encode(value).strip('"')
