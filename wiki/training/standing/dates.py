"""From when to when: the rules of days, without a query. A day is the person's own, wherever the server stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import zones
from wiki.control.reviews import in_months

LEAD = timedelta(days=30)  # how long before a repetition it is asked for


class State(TextChoices):
    """Where a person stands with a page."""

    CURRENT = "current", _("Current")
    DUE = "due", _("Due")
    OVERDUE = "overdue", _("Overdue")
    EXEMPT = "exempt", _("Exempt")
    NOT_REQUIRED = "free", _("Not required")


OPEN_STATES = (State.OVERDUE, State.DUE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One assignment as it concerns one person: since when, and with which days."""

    since: datetime
    due_on: date | None
    due_days: int
    repeat_months: int | None
    is_practical: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """The last acknowledgement of the highest text that was in force: who read a planned edition and then, until that
    comes, the one before it, knows both; who read a temporary one has to be told that it is over."""

    number: int
    at: datetime
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one person stands with one page. `due_on` is the day by which something is asked, or will be again."""

    state: State
    due_on: date | None = None
    proof: Proof | None = None
    must_read: bool = False
    must_practise: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the person has something to do."""
        return self.state in OPEN_STATES


@lru_cache(maxsize=50_000)
def day_of(moment: datetime, zone: str) -> date:
    """The day that a moment belongs to where the person is; in the wiki's own zone for people without one."""
    return timezone.localtime(moment, zones.zone(zone) or timezone.get_default_timezone()).date()


@lru_cache(maxsize=50_000)
def first_due_on(claim: Claim, asked_at: datetime, zone: str) -> date:
    """The day by which somebody whom it concerns from `asked_at` on has to know it: the assignment's day, or so many
    days later for those whom it concerns after that."""
    day = day_of(asked_at, zone)
    if claim.due_on and day <= claim.due_on:
        return claim.due_on
    return day + timedelta(days=claim.due_days)


def due_on(
    claims: Sequence[Claim], *, changed_at: datetime, proof: Proof | None, is_done: bool, zone: str
) -> date | None:
    """The earliest day that any of the claims asks for; None where all is done and nothing repeats. `changed_at` is
    when what they have to know came into force."""
    if not is_done:
        return min(first_due_on(claim, max(claim.since, changed_at), zone) for claim in claims)
    months = [claim.repeat_months for claim in claims if claim.repeat_months]
    return in_months(day_of(proof.at, zone), min(months)) if months and proof else None


def state_on(today: date, due: date | None, *, is_done: bool) -> State:
    """The state on a day: nobody is late on the day itself, whatever the hour."""
    if due is None:
        return State.CURRENT
    if today > due:
        return State.OVERDUE
    return State.CURRENT if is_done and today < due - LEAD else State.DUE
