"""The training matrix: people by documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from accounts.models import Team, User
from wiki.spaces.models import Space
from wiki.training.fetching import assignments_within, end_of, people_of
from wiki.training.models import Assignment
from wiki.training.standing.dates import Cell, State
from wiki.training.standing.filtering import people_in
from wiki.training.standing.survey import Survey, survey_of
from wiki.training.standing.targets import Subject, subjects_of

AT_ONCE = 200  # people of a part of the whole


@dataclass
class Matrix:
    """All people and pages of which something is asked in these spaces; the cells are looked up part by part."""

    spaces: Sequence[Space]
    team: Team | None = None
    name: str = ""
    state: str = ""
    as_of: date | None = None

    @cached_property
    def at(self) -> datetime:
        """The moment it is about: now, or the end of a day."""
        return end_of(self.as_of) if self.as_of else timezone.now()

    @cached_property
    def assignments(self) -> list[Assignment]:
        return assignments_within([space.pk for space in self.spaces], self.at)

    @cached_property
    def _reach(self) -> tuple[dict[int, Subject], dict[int, set[int]]]:
        return subjects_of(self.assignments)

    @cached_property
    def subjects(self) -> list[Subject]:
        """The pages, in the order of their spaces and numbers."""
        keys = {space.pk for space in self.spaces}
        return [subject for subject in self._reach[0].values() if subject.space_id in keys]

    @cached_property
    def whole(self) -> Survey:
        """Of everybody; only who is asked what is looked up at first."""
        people = people_of(self.assignments)
        people = people.filter(teams=self.team) if self.team else people
        people = people.filter(name__icontains=self.name) if self.name else people
        return self._survey(people if self.assignments else (), self.subjects)

    @cached_property
    def people(self) -> list[User]:
        """Those of whom anything is asked, by name; with a filter by state, those who stand so with a page."""
        whole = self.whole
        found = set().union(*(whole.assigned(subject.pk) for subject in self.subjects))
        asked = [person for person in whole.people.values() if person.pk in found]
        if not self.state:
            return asked
        wanted = people_in(whole, State(self.state))
        return [person for person in asked if person.pk in wanted]

    def rows(self, people: Sequence[User], subjects: Sequence[Subject]) -> Iterator[tuple[User, list[Cell]]]:
        """The cells of each person, in the order of the pages."""
        keys = [subject.pk for subject in subjects]
        for start in range(0, len(people), AT_ONCE):
            part = people[start : start + AT_ONCE]
            survey = self._survey(part, subjects)
            for person in part:
                yield person, [survey.cell(person.pk, key) for key in keys]

    def _survey(self, people: Iterable[User], subjects: Iterable[Subject]) -> Survey:
        shown = {subject.pk: subject for subject in subjects}
        return survey_of(self.assignments, people, shown, self._reach[1], self.at)


def is_state(written: str) -> bool:
    """Whether the matrix can be filtered by this."""
    return written in (State.CURRENT, State.DUE, State.OVERDUE, State.EXEMPT)
