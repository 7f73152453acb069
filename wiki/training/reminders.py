"""Who is to be reminded of what today: derived like the rest; only that somebody was told is kept."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from wiki.audit.recording import record as audit
from wiki.pages.models import Page
from wiki.pages.writers import only_writer
from wiki.training.fetching import every_survey
from wiki.training.models import Reminder, Supervisor
from wiki.training.standing.dates import day_of
from wiki.training.standing.effects import Check, checks_due
from wiki.training.standing.filtering import open_cells

Stage = Reminder.Stage
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Occasion:
    """What people are told of in one go: a page, its day, and how far off that is."""

    page: int
    due_on: date
    stage: str
    week: int = 0


def stage_on(today: date, due_on: date) -> tuple[str, int]:
    """What somebody is to be told on a day: at first that there is something, then 7 days and 1 day before, on the day
    itself, and each week after that; with the number of those weeks."""
    left = (due_on - today).days
    if left > A_WEEK:
        return Stage.NEW, 0
    if left > 1:
        return Stage.WEEK, 0
    if left == 1:
        return Stage.DAY, 0
    weeks = -left // A_WEEK
    return (Stage.LATE, weeks) if weeks else (Stage.DUE, 0)


def remind() -> int:
    """Notes for everybody with something open that they are to be told, once a stage, and for the supervisors of those
    who are weeks late; how many people. What the worker missed while it was off is told as it stands now."""
    moment = timezone.now()
    waiting = _waiting(moment)
    pages = Page.objects.select_related("space").without_body().in_bulk({occasion.page for occasion in waiting})
    told = sum(_tell(pages[occasion.page], occasion, people) for occasion, people in waiting.items())
    return told + sum(_tell_check(check) for check in checks_due(at=moment))


def _waiting(moment: datetime) -> dict[Occasion, dict[int, User]]:
    found: defaultdict[Occasion, dict[int, User]] = defaultdict(dict)
    survey = every_survey(moment)
    for person, page, cell in open_cells(survey):
        who = survey.people[person]
        stage, week = stage_on(day_of(moment, who.time_zone), cell.due_on)
        found[Occasion(page, cell.due_on, stage, week)][person] = who
    return found


@transaction.atomic
def _tell(page: Page, occasion: Occasion, people: dict[int, User]) -> int:
    only_writer()
    new = _note(occasion, people)
    if not new:
        return 0
    said = {"people": sorted(new), "stage": occasion.stage, "due": occasion.due_on.isoformat()}
    audit("training.reminded", page, by=None, space=page.space.slug, after=said)
    if occasion.stage == Stage.LATE:
        for one in Supervisor.objects.filter(person__in=new).select_related("person"):
            _escalate(page, one, occasion)
    return len(new)


def _note(occasion: Occasion, people: Iterable[int]) -> set[int]:
    """Keeps that these are told; those who were not before."""
    key = {"page_id": occasion.page, "due_on": occasion.due_on, "stage": occasion.stage, "week": occasion.week}
    told = set(Reminder.objects.filter(**key).values_list("person", flat=True))
    new = set(people) - told
    Reminder.objects.bulk_create([Reminder(person_id=person, **key) for person in sorted(new)])
    return new


def _escalate(page: Page, one: Supervisor, occasion: Occasion) -> None:
    said: dict[str, Any] = {"supervisor": one.supervisor_id, "person": one.person_id, "who": str(one.person)}
    said |= {"due": occasion.due_on.isoformat(), "weeks": occasion.week}
    audit("training.escalated", page, by=None, space=page.space.slug, after=said)


@transaction.atomic
def _tell_check(check: Check) -> bool:
    only_writer()
    given = check.acknowledgement
    if not _note(Occasion(given.page_id, check.due_on, Stage.CHECK), [given.person_id]):
        return False
    said = {"supervisor": check.supervisor, "person": given.person_id, "who": str(given.person)}
    said["acknowledgement"] = given.pk
    audit("training.check_due", given.page, by=None, space=given.page.space.slug, after=said)
    return True
