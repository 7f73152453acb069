"""Which pages an assignment means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from wiki.pages.models import Page
from wiki.training.models import Assignment, PathItem


@dataclass(frozen=True, slots=True)
class Subject:
    """A page that somebody has to know, as lists name it."""

    pk: int
    title: str
    path: str
    space_id: int
    space_slug: str
    space_name: str
    number: str  # of the document

    @property
    def url(self) -> str:
        """Where it is read."""
        return f"/{self.space_slug}/{self.path}/" if self.path else f"/{self.space_slug}/"

    @property
    def acknowledgement_url(self) -> str:
        """Where it is confirmed."""
        return f"{self.url}-/acknowledgement/"

    @property
    def training_url(self) -> str:
        """Its record."""
        return f"{self.url}-/training/"


_COLUMNS = ("pk", "title", "path", "space", "space__slug", "space__name", "document__number")


def is_below(path: str, above: str) -> bool:
    """Whether the page at `path` is the one at `above` of the same space, or lies below it."""
    return not above or path == above or path.startswith(f"{above}/")


def subjects_of(assignments: Iterable[Assignment]) -> tuple[dict[int, Subject], dict[int, set[int]]]:
    """The live pages that any of the assignments means, by their key, in the order of their spaces; and the keys that
    each means, by its own. The assignments come with their `page`. Two queries."""
    assignments = list(assignments)
    items = _items({assignment.path_id for assignment in assignments if assignment.path_id})
    rows = Page.objects.live().filter(_reach(assignments, items), latest__size__gt=0)
    rows = rows.order_by("space__position", "space__name", "document__number", "path")
    subjects = {row[0]: Subject(*row[:-1], row[-1] or "") for row in rows.values_list(*_COLUMNS)}
    by_space: dict[int, list[Subject]] = {}
    for subject in subjects.values():
        by_space.setdefault(subject.space_id, []).append(subject)
    meant = {assignment.pk: _meant(assignment, items, subjects, by_space) for assignment in assignments}
    return subjects, meant


def _items(paths: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = PathItem.objects.filter(path__in=paths, path__ended_at=None) if paths else PathItem.objects.none()
    for path, page in rows.values_list("path", "page"):
        found.setdefault(path, []).append(page)
    return found


def _reach(assignments: list[Assignment], items: Mapping[int, list[int]]) -> Q:
    pages = {assignment.page_id for assignment in assignments if assignment.page_id}
    pages.update(page for path in items.values() for page in path)
    spaces = {assignment.space_id for assignment in assignments if assignment.space_id}
    reach = Q(pk__in=pages) | Q(space__in=spaces)
    for assignment in assignments:
        if assignment.with_below and assignment.page.space_id not in spaces:
            above = assignment.page.path
            below = Q(path__startswith=f"{above}/") if above else Q()
            reach |= Q(space=assignment.page.space_id) & below
    return reach


def _meant(
    assignment: Assignment,
    items: Mapping[int, list[int]],
    subjects: Mapping[int, Subject],
    by_space: Mapping[int, list[Subject]],
) -> set[int]:
    if assignment.path_id:
        return {key for key in items.get(assignment.path_id, ()) if key in subjects}
    if assignment.space_id:
        return {subject.pk for subject in by_space.get(assignment.space_id, ())}
    if not assignment.with_below:
        return {assignment.page_id} & subjects.keys()
    beside = by_space.get(assignment.page.space_id, ())
    return {subject.pk for subject in beside if is_below(subject.path, assignment.page.path)}
