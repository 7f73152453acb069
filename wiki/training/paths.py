"""Learning paths as screens show them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from wiki.pages.models import Page
from wiki.pages.titles import title_key
from wiki.spaces.models import Space
from wiki.training.fetching import duties_of, people_of
from wiki.training.models import Assignment, LearningPath
from wiki.training.standing.dates import Cell, State
from wiki.training.standing.survey import Survey, survey_of
from wiki.training.standing.targets import Subject, subjects_of

_DONE = (State.CURRENT, State.EXEMPT)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a path, and where a person stands with it."""

    subject: Subject
    cell: Cell

    @property
    def is_done(self) -> bool:
        """Whether it is behind them."""
        return self.cell.state in _DONE


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who was asked to follow a path, and how far they are."""

    person: User
    done: int
    total: int
    is_late: bool


def paths_to_see(user: Any) -> QuerySet[LearningPath]:
    """The paths of the spaces that `user` may read."""
    spaces = Space.objects.readable_by(user).values("pk")
    return LearningPath.objects.filter(space__in=spaces, ended_at=None).select_related("space")


def steps(path: LearningPath, person: Any) -> list[Step]:
    """The path's pages in their order with all that is asked of the person there, by this path or otherwise; for people
    who are not asked to follow it, as if they were from now on."""
    survey = _survey(path, [person])
    asked = Assignment(pk=0, path=path, person=person, by=person, at=timezone.now())
    if not any(survey.assigned(key) for key in survey.subjects):
        survey = _survey(path, [person], [asked])
    known = {duty.subject.pk: duty.cell for duty in duties_of(person)}
    shown = [key for key in _order(path) if key in survey.subjects]
    return [Step(survey.subjects[key], known.get(key) or survey.cell(person.pk, key)) for key in shown]


def followers(path: LearningPath) -> list[Follower]:
    """Everybody who is asked to follow the path, by name."""
    assignments = list(Assignment.objects.standing().filter(path=path))
    survey = _survey(path, people_of(assignments) if assignments else [])
    rows = []
    for person in survey.people.values():
        cells = [survey.cell(person.pk, key) for key in survey.subjects]
        asked = [cell for cell in cells if cell.state != State.NOT_REQUIRED]
        if asked:
            done = sum(cell.state in _DONE for cell in asked)
            is_late = any(cell.state == State.OVERDUE for cell in asked)
            rows.append(Follower(person, done, len(asked), is_late))
    return rows


def _survey(path: LearningPath, people: Any, assignments: list[Assignment] | None = None) -> Survey:
    asked = assignments or list(Assignment.objects.standing().filter(path=path))
    subjects, meant = subjects_of(asked or [Assignment(pk=0, path=path)])
    return survey_of(asked, people, subjects, meant, timezone.now())


def _order(path: LearningPath) -> list[int]:
    return list(path.items.values_list("page", flat=True))


def pages_in(path: LearningPath) -> str:
    """The path's pages as its form has them: their addresses, one a line."""
    items = path.items.select_related("page__space").defer("page__text", "page__front_matter")
    return "\n".join(item.page.url() for item in items)


def finder(user: Any, space: Space) -> Callable[[str], Page | None]:
    """What finds a page by its address, or by its title: the only one in the space, or else in all that `user` may
    read."""
    pages = Page.objects.live().readable_by(user).select_related("space").without_body()

    def find(written: str) -> Page | None:
        if written.startswith("/"):
            slug, _slash, path = written.strip("/").partition("/")
            return pages.filter(space__slug=slug, path=path).first()
        titled = pages.filter(title_key=title_key(written))
        found = list(titled.filter(space=space)[:2]) or list(titled[:2])
        return found[0] if len(found) == 1 else None

    return find
