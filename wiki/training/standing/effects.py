"""Whose training a supervisor has to look at: acknowledgements so many weeks old, of assignments that ask for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from wiki.training.models import Acknowledgement, Assignment, Supervisor
from wiki.training.standing.audiences import asked_since
from wiki.training.standing.dates import day_of
from wiki.training.standing.targets import subjects_of


@dataclass(frozen=True, slots=True)
class Check:
    """One look that is due: at what, and since when."""

    acknowledgement: Acknowledgement
    due_on: date
    supervisor: int


def checks_due(supervisor: User | None = None, at: datetime | None = None) -> list[Check]:
    """The looks that are due, the oldest first: of one supervisor, or of all."""
    moment = at or timezone.now()
    pairs = Supervisor.objects.filter(supervisor=supervisor) if supervisor else Supervisor.objects.all()
    over = dict(pairs.filter(person__is_active=True).values_list("person", "supervisor"))
    assignments = list(Assignment.objects.standing().filter(check_weeks__isnull=False).select_related("page"))
    if not over or not assignments:
        return []
    weeks = _weeks(assignments, over, moment)
    given = Acknowledgement.objects.filter(person__in=over, effectiveness=None, at__lte=moment)
    rows = given.select_related("person", "page__space").defer("page__text", "page__front_matter").order_by("at")
    found = []
    for one in rows:
        if asked := weeks.get((one.person_id, one.page_id)):
            due = day_of(one.at, one.person.time_zone) + timedelta(weeks=asked)
            if due <= day_of(moment, one.person.time_zone):
                found.append(Check(one, due, over[one.person_id]))
    return found


def _weeks(assignments: list[Assignment], over: dict[int, int], at: datetime) -> dict[tuple[int, int], int]:
    """For each person and page the shortest time that any assignment asks for."""
    people = {person.pk: person for person in User.objects.filter(pk__in=over)}
    asked, (_subjects, meant) = asked_since(assignments, people, at), subjects_of(assignments)
    found: dict[tuple[int, int], int] = {}
    for assignment in assignments:
        for person in asked[assignment.pk]:
            for page in meant[assignment.pk]:
                weeks = found.get((person, page), assignment.check_weeks)
                found[person, page] = min(weeks, assignment.check_weeks)
    return found
