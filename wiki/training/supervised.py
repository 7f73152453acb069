"""The people whose training somebody answers for, and who of them is late."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from wiki.training.fetching import assignments_at
from wiki.training.standing.dates import State
from wiki.training.standing.filtering import open_groups
from wiki.training.standing.survey import survey_of
from wiki.training.standing.targets import subjects_of


@dataclass(frozen=True, slots=True)
class Supervised:
    """A person with what is overdue: how much, and since when."""

    person: User
    count: int = 0
    since: date | None = None


def supervised_by(user: Any) -> list[Supervised]:
    """The people whom the person supervises: who is late first, the longest first, then by name. One query for somebody
    who supervises nobody."""
    people = list(User.objects.active().filter(supervision__supervisor=user.pk).order_by("name", "email"))
    found = _with_what_is_late(people) if people else []
    return sorted(found, key=lambda one: one.since or date.max)


def late_under(user: Any) -> list[Supervised]:
    """Who of them is late."""
    return [one for one in supervised_by(user) if one.count]


def _with_what_is_late(people: Sequence[User]) -> list[Supervised]:
    now = timezone.now()
    assignments = assignments_at(now)
    subjects, meant = subjects_of(assignments)
    late: defaultdict[date, Counter[int]] = defaultdict(Counter)
    for group, _page, cell in open_groups(survey_of(assignments, people, subjects, meant, now)):
        if cell.state == State.OVERDUE and cell.due_on:
            late[cell.due_on].update(group)
    days = sorted(late)
    return [_told(person, {day: late[day][person.pk] for day in days if person.pk in late[day]}) for person in people]


def _told(person: User, pages: dict[date, int]) -> Supervised:
    """`pages` says how many were due on each day, the earliest first."""
    return Supervised(person, sum(pages.values()), next(iter(pages), None))
