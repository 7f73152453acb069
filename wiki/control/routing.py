"""Whose word a request needs, and whose it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Team, User
from wiki.control.models import Decision, Delegation, ReviewRequest, Step
from wiki.control.policy import policy_of
from wiki.pages.models import Revision
from wiki.spaces.models import Level
from wiki.spaces.readers import reached_by


@dataclass(frozen=True)
class Standing:
    """One step of a request and how far it is."""

    step: Step
    asked: list[User]  # those who may decide, authors left out where they may not approve alone
    decisions: list[Decision]

    @property
    def agreed(self) -> list[Decision]:
        return [decision for decision in self.decisions if decision.agrees]

    @property
    def needed(self) -> int:
        """How many have to agree; all who are asked where the step says so."""
        return self.step.needed or max(1, len(self.asked))

    @property
    def is_done(self) -> bool:
        return len(self.agreed) >= self.needed

    @property
    def is_review(self) -> bool:
        return self.step.kind == Step.Kind.REVIEW

    @property
    def takes_marks(self) -> bool:
        """Whether who decides here says which sections are to be read again: approvers do, but nobody where that is
        settled, since the edition is minor or in force already."""
        request = self.step.request
        is_open = request.kind == ReviewRequest.Kind.NORMAL and not request.is_minor
        return is_open and not self.is_review

    @property
    def waits_for(self) -> list[User]:
        """Those who have not said anything; nobody once enough have."""
        said = {decision.by_id for decision in self.decisions} | {one.in_place_of_id for one in self.decisions}
        return [] if self.is_done else [person for person in self.asked if person.pk not in said]


class Route:
    """All steps of a request. Asks the database once for each part, and only when that is asked for."""

    def __init__(self, request: ReviewRequest) -> None:
        self.request = request

    @cached_property
    def authors(self) -> set[int]:
        """Keys of the people who wrote what is to be approved: every revision since the edition in force."""
        made = Revision.objects.filter(page=self.request.page_id, number__lte=self.request.revision.number)
        if self.request.base:
            made = made.filter(number__gt=self.request.base.revision.number)
        return set(made.exclude(author=None).values_list("author", flat=True))

    @cached_property
    def _left_out(self) -> set[int]:
        return set() if policy_of(self.request.page.space).allows_own_approval else self.authors

    @cached_property
    def steps(self) -> list[Standing]:
        """The steps in their order."""
        steps = self.request.steps.prefetch_related("members", "decisions__by", "decisions__signature")
        return [self._standing(step) for step in steps]

    def _standing(self, step: Step) -> Standing:
        people = [person for person in self._asked(step).order_by("name", "email") if person.pk not in self._left_out]
        return Standing(step, people, sorted(step.decisions.all(), key=lambda one: one.at))

    def _asked(self, step: Step) -> QuerySet[User]:
        """Those who are named, as far as they may still see what is not approved; without names, the space's trainers
        for an approval and its editors for a review."""
        members = step.members.all()
        space = self.request.page.space
        if not members:
            return reached_by(space, Level.TRAINER if step.kind == Step.Kind.APPROVE else Level.EDITOR)
        people = [member.person_id for member in members if member.person_id]
        teams = [member.team_id for member in members if member.team_id]
        named = Q(pk__in=people) | Q(teams__in=teams)
        return reached_by(space, Level.EDITOR).filter(pk__in=User.objects.filter(named).values("pk"))

    @property
    def open_steps(self) -> list[Standing]:
        """Those that wait for a word now."""
        waiting = [standing for standing in self.steps if not standing.is_done]
        return waiting[:1] if self.request.is_ordered else waiting

    @property
    def is_done(self) -> bool:
        return all(standing.is_done for standing in self.steps)

    def place_for(self, person: Any) -> tuple[Standing, User | None] | None:
        """The step on which the person may decide now, and in whose place if that is not their own; None for none."""
        for standing in self.open_steps:
            waits = {one.pk: one for one in standing.waits_for}
            if person.pk in waits:
                return standing, None
            if absent := next((waits[key] for key in absent_for(person) if key in waits), None):
                barred = person.pk in self._left_out or person.pk in {one.by_id for one in standing.decisions}
                return None if barred else (standing, absent)
        return None


def with_newest(requests: QuerySet[ReviewRequest]) -> QuerySet[ReviewRequest]:
    """The requests with the key of their page's newest revision: what is asked for an older one nobody can approve."""
    return requests.annotate(newest=Coalesce("page__waiting", "page__latest"))


def asking(person: Any) -> QuerySet[ReviewRequest]:
    """The open requests that name the person, a team of theirs or somebody in whose place they decide, or nobody; not
    those after which a newer revision was saved. That every one waits for them is not said: others may have to speak
    first, or enough have."""
    asked = [person.pk, *absent_for(person)]
    teams = Team.objects.filter(members__in=asked)
    named = Q(steps__members__person__in=asked) | Q(steps__members__team__in=teams)
    anybody = Q(pk__in=Step.objects.filter(members=None).values("request"))
    standing = Q(revision=F("newest")) | Q(kind=ReviewRequest.Kind.EMERGENCY)
    return with_newest(ReviewRequest.objects.filter(named | anybody, closed_at=None)).filter(standing).distinct()


def deputies_of(people: Iterable[int]) -> set[int]:
    """Keys of those who decide today in the place of one of these."""
    today = timezone.localdate()
    standing = Delegation.objects.filter(person__in=people, since__lte=today, until__gte=today, ended_at=None)
    return set(standing.values_list("to", flat=True))


def absent_for(person: Any) -> list[int]:
    """Keys of the people in whose place the person decides today, by the calendar of the one who decides."""
    today = timezone.localdate()
    standing = Delegation.objects.filter(to=person.pk, since__lte=today, until__gte=today, ended_at=None)
    return list(standing.values_list("person", flat=True))
