"""The people whose training somebody answers for, and who of them is late."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from wiki.training.fetching import assignments_at
from wiki.training.standing.dates import State
from wiki.training.standing.filtering import open_cells
from wiki.training.standing.survey import survey_of
from wiki.training.standing.targets import subjects_of


@dataclass(frozen=True, slots=True)
class Late:
    """A person with something overdue: how much, and since when."""

    person: User
    count: int
    since: date


def supervised_by(user: Any) -> list[User]:
    """The people whom the person supervises, by name."""
    return list(User.objects.active().filter(supervision__supervisor=user.pk).order_by("name", "email"))


def late_under(user: Any) -> list[Late]:
    """Who of them is late, the longest first. One query for somebody who supervises nobody."""
    people = supervised_by(user)
    if not people:
        return []
    return sorted(_late(people), key=lambda late: late.since)


def _late(people: Sequence[User]) -> list[Late]:
    now = timezone.now()
    assignments = assignments_at(now)
    subjects, meant = subjects_of(assignments)
    since: defaultdict[int, list[date]] = defaultdict(list)
    for person, _page, cell in open_cells(survey_of(assignments, people, subjects, meant, now)):
        if cell.state == State.OVERDUE and cell.due_on:
            since[person].append(cell.due_on)
    return [Late(person, len(days), min(days)) for person in people if (days := since[person.pk])]
