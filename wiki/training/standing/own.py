"""Where the person who looks at a page stands with it, by columns of a query that the screen makes anyway."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.models import Team, User
from wiki.pages.models import Page
from wiki.training.models import Acknowledgement, Assignment, Exemption, PathItem, SignOff, TeamStay
from wiki.training.standing.dates import Cell, Claim, Proof, day_of
from wiki.training.standing.standards import Standard, standards_of
from wiki.training.standing.survey import EXEMPT, cell_of
from wiki.training.standing.targets import is_below

_PROOF = ("revision_number", "at", "edition__major", "edition__minor")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands with a page, and what of it has to be known."""

    cell: Cell
    standard: Standard


class _RowsAsJson(Func):
    """All rows of a subquery as one JSON list. No aggregate for Django, which would group by what is aggregated."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's own name for it; None there where no row is."""
        return self.as_sql(compiler, connection, template="JSON_AGG(%(expressions)s)::text", **context)


def columns(user: int, page: int, space: int) -> tuple[Any, ...]:
    """Expressions, whatever table they are asked beside: what `standing_from` reads. For people and pages by key, 0 for
    a screen that shows no page."""
    proofs = Acknowledgement.objects.filter(Q(edition=None) | Q(edition__in_force_from__isnull=False))
    proofs = proofs.filter(person=user, page=page).order_by("-revision_number", "-pk")
    practised = SignOff.objects.filter(person=user, page=page).order_by("-pk")
    return (
        Subquery(_asking(user, page, space)),
        *(Subquery(proofs.values(name)[:1]) for name in _PROOF),
        Subquery(practised.values("revision_number")[:1]),
        Exists(Exemption.objects.filter(person=user, page=page, ended_at=None)),
    )


COLUMNS = 3 + len(_PROOF)


def _asking(user: int, page: int, space: int) -> QuerySet:
    joined = User.objects.filter(pk=user).values("joined_at")
    stays = TeamStay.objects.filter(team=OuterRef("team"), person=user, until=None).values("since")
    row = JSONObject(
        above=F("page__path"),
        with_below="with_below",
        at="at",
        since=Coalesce(Subquery(stays), Subquery(joined)),
        due_on="due_on",
        due_days="due_days",
        repeat_months="repeat_months",
        is_practical="is_practical",
    )
    rows = Assignment.objects.standing().filter(_of(user), _on(page, space)).order_by()
    return rows.annotate(rows=_RowsAsJson(row)).values("rows")


def _of(user: int) -> Q:
    teams = Team.members.through.objects.filter(user=user).values("team")
    roles = User.groups.through.objects.filter(user=user).values("group__name")
    by_role = Q(role=Assignment.EVERYONE) | Q(role__in=roles)
    return Q(person=user) | Q(team__in=teams) | by_role


def _on(page: int, space: int) -> Q:
    paths = PathItem.objects.filter(page=page).values("path")
    return Q(page=page) | Q(space=space) | Q(path__in=paths) | Q(with_below=True, page__space=space)


def standing_from(values: Sequence[Any], user: User, page: Page) -> Standing | None:
    """What the columns say of a page that the person may read; None for somebody who need not know it."""
    asking, number, at, major, minor, practised, is_exempt = values
    rows = json.loads(asking) if asking and page.latest.size else []
    claims = [_claim(row) for row in rows if not row["with_below"] or is_below(page.path, row["above"])]
    standard = _standard(page.pk, page.latest_id, page.is_controlled, page.changed_at) if claims else None
    if standard is None or page.withheld_at:
        return None
    if is_exempt:
        return Standing(EXEMPT, standard)
    proof = Proof(number, _moment(at), "" if major is None else f"{major}.{minor}") if number else None
    zone = user.time_zone
    today = day_of(timezone.now(), zone)
    cell = cell_of(claims, standard, proof=proof, practised=practised, today=today, zone=zone)
    return Standing(cell, standard)


def _claim(row: dict[str, Any]) -> Claim:
    return Claim(
        since=max(_moment(row["at"]), _moment(row["since"])),
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        due_days=row["due_days"],
        repeat_months=row["repeat_months"],
        is_practical=bool(row["is_practical"]),
    )


def _moment(said: str | datetime) -> datetime:
    """A time as a database writes it into JSON: in UTC, where it does not say."""
    moment = datetime.fromisoformat(said) if isinstance(said, str) else said
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=5_000)
def _standard(page: int, _latest: int, _is_controlled: bool, _changed_at: datetime) -> Standard | None:
    """Known as long as readers meet the same: each edition that comes into force, and each save of an open page,
    changes one of these."""
    return standards_of([page], timezone.now()).get(page)
