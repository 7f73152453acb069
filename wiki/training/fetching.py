"""What people must know and have confirmed, for screens; each by a number of queries that does not grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Team, User
from wiki.pages.models import Page
from wiki.training.models import Acknowledgement, Assignment, Exemption, PathItem, SignOff, TeamStay
from wiki.training.standing.audiences import people_asked
from wiki.training.standing.dates import Cell, State
from wiki.training.standing.survey import Survey, survey_of
from wiki.training.standing.targets import Subject, is_below, subjects_of

_ORDER = {state: place for place, state in enumerate((State.OVERDUE, State.DUE, State.CURRENT, State.EXEMPT))}


@dataclass(frozen=True, slots=True)
class Duty:
    """What one person has to know: a page, and where they stand with it."""

    subject: Subject
    cell: Cell
    person: User


def end_of(day: date) -> datetime:
    """The last moment of a day where the person is who looks: a record as of that day has all of it."""
    return timezone.make_aware(datetime.combine(day, time.max))


def duties_of(person: User, at: datetime | None = None, spaces: list[int] | None = None) -> list[Duty]:
    """All that is asked of a person now or at a moment, what is due first first; only pages of these spaces, where they
    are given."""
    moment = at or timezone.now()
    assignments = list(_assigned_to(person, moment, at is None))
    if not assignments:
        return []
    subjects, meant = subjects_of(assignments)
    survey = survey_of(assignments, [person], subjects, meant, moment)
    duties = [
        Duty(subject, survey.cell(person.pk, subject.pk), person)
        for subject in subjects.values()
        if spaces is None or subject.space_id in spaces
    ]
    return sorted((duty for duty in duties if duty.cell.state != State.NOT_REQUIRED), key=_by_urgency)


def _by_urgency(duty: Duty) -> tuple[int, date]:
    return _ORDER[duty.cell.state], duty.cell.due_on or date.max


def open_duties_of(person: User) -> list[Duty]:
    """What a person has to do now, the most urgent first."""
    return [duty for duty in duties_of(person) if duty.cell.is_open]


def _assigned_to(person: User, at: datetime, is_now: bool) -> QuerySet[Assignment]:
    teams = Team.members.through.objects.filter(user=person).values("team")
    by_team = Q(team__in=teams)
    if not is_now:
        stays = TeamStay.objects.filter(person=person, since__lte=at).values("team")
        by_team |= Q(team__in=stays)
    roles = User.groups.through.objects.filter(user=person).values("group__name")
    asked = Q(person=person) | by_team | Q(role__in=roles) | Q(role=Assignment.EVERYONE)
    rows = Assignment.objects.standing(None if is_now else at).filter(asked)
    return _with_page(rows)


def _with_page(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.select_related("page").defer("page__text", "page__front_matter")


def assignments_within(spaces: Iterable[int], at: datetime) -> list[Assignment]:
    """The assignments that stood at a moment for pages of these spaces, or for learning paths that may hold some."""
    keys = list(spaces)
    items = PathItem.objects.filter(page__space__in=keys).values("path")
    reach = Q(space__in=keys) | Q(page__space__in=keys) | Q(path__in=items)
    return list(_with_page(Assignment.objects.standing(at).filter(reach)))


def people_of(assignments: Iterable[Assignment]) -> QuerySet[User]:
    """The active people whom any of the assignments may mean, by name."""
    found = User.objects.active().real().filter(people_asked(assignments))
    return found.only("pk", "name", "email", "time_zone", "joined_at").order_by("name", "email", "pk")


def survey_of_page(page: Page, at: datetime | None = None) -> Survey:
    """Where everybody stands with one page."""
    moment = at or timezone.now()
    assignments = [one for one in assignments_within([page.space_id], moment) if _means(one, page)]
    subjects, meant = subjects_of(assignments)
    people = people_of(assignments) if assignments else ()
    return survey_of(assignments, people, {key: subjects[key] for key in subjects if key == page.pk}, meant, moment)


def assignments_at(at: datetime) -> list[Assignment]:
    """All that was assigned to anybody at a moment."""
    return list(_with_page(Assignment.objects.standing(at)))


def every_survey(at: datetime) -> Survey:
    """Where everybody stands with everything."""
    assignments = assignments_at(at)
    subjects, meant = subjects_of(assignments)
    return survey_of(assignments, people_of(assignments) if assignments else (), subjects, meant, at)


def _means(assignment: Assignment, page: Page) -> bool:
    """Whether the assignment may mean the page; of a learning path that is found out with its pages."""
    if assignment.page_id and assignment.page_id != page.pk:
        beside = assignment.page.space_id == page.space_id
        return assignment.with_below and beside and is_below(page.path, assignment.page.path)
    return True


def standing_assignments(page: Page) -> list[Assignment]:
    """Who is asked to know the page, by what, as its record lists it."""
    rows = Assignment.objects.standing().select_related("page__space", "space", "path", "person", "team", "by")
    items = PathItem.objects.filter(page=page).values("path")
    above = Q(page__space=page.space_id, with_below=True)
    rows = rows.filter(Q(page=page) | Q(space=page.space_id) | Q(path__in=items) | above).order_by("at", "pk")
    return [row for row in rows.defer("page__text", "page__front_matter") if _means(row, page)]


def acknowledgements_by(person: User, at: datetime | None = None) -> QuerySet[Acknowledgement]:
    """All that a person ever confirmed, or had by a moment, the newest first, with what is shown of it."""
    rows = Acknowledgement.objects.filter(person=person)
    return _shown(rows.filter(at__lte=at) if at else rows)


def acknowledgements_of(page: Page, at: datetime | None = None) -> QuerySet[Acknowledgement]:
    """All that was ever confirmed of a page, or had been by a moment, the newest first."""
    rows = Acknowledgement.objects.filter(page=page)
    return _shown(rows.filter(at__lte=at) if at else rows)


def _shown(rows: QuerySet[Acknowledgement]) -> QuerySet[Acknowledgement]:
    rows = rows.select_related("page__space", "page__document", "edition", "person", "effectiveness")
    return rows.defer("page__text", "page__front_matter").order_by("-at", "-pk")


def sign_offs_by(person: User, at: datetime | None = None) -> QuerySet[SignOff]:
    """Whatever trainers signed for a person, the newest first."""
    rows = SignOff.objects.filter(person=person).select_related("page__space", "edition", "trainer")
    rows = rows.filter(at__lte=at) if at else rows
    return rows.defer("page__text", "page__front_matter").order_by("-at", "-pk")


def exemptions_of(page: Page) -> QuerySet[Exemption]:
    """Who need not know a page, and why."""
    return Exemption.objects.filter(page=page, ended_at=None).select_related("person", "by").order_by("person__name")


def last_confirmed(person: Any, page: Page) -> Acknowledgement | None:
    """What the person confirmed last of a page, whether or not it is in force by now."""
    rows = Acknowledgement.objects.filter(person=person, page=page).select_related("edition")
    return rows.order_by("-pk").first()


def teams() -> QuerySet[Team]:
    """Every team, by name."""
    return Team.objects.order_by("name")


def team_by_key(key: int) -> Team | None:
    """The team with this key."""
    return Team.objects.filter(pk=key).first()
