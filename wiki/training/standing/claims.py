"""What the assignments ask of each person on each page, for very many of both."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from wiki.training.models import Assignment
from wiki.training.standing.audiences import Since
from wiki.training.standing.dates import Claim


def claim_of(assignment: Assignment, since: datetime) -> Claim:
    """The assignment as it concerns somebody since then."""
    return Claim(
        max(since, assignment.at),
        assignment.due_on,
        assignment.due_days,
        assignment.repeat_months,
        assignment.is_practical,
    )


class Claims:
    """Most pages are meant by the same assignments as others, and many people are asked the same since the same moment:
    each such answer is worked out once, and equal ones are one object, by which more can be kept."""

    def __init__(self, asking: Mapping[int, Sequence[Assignment]], asked: Mapping[int, Since]) -> None:
        self._asked = asked
        self._assignments = {one.pk: one for assignments in asking.values() for one in assignments}
        self._meaning = {page: tuple(one.pk for one in assignments) for page, assignments in asking.items()}
        numbers: dict[tuple[int, ...], int] = {}
        self._kinds = {page: numbers.setdefault(keys, len(numbers)) for page, keys in self._meaning.items()}
        self._own: dict[int, dict[int, Claim]] = {}
        self._known: dict[tuple[int, int], tuple[Claim, ...]] = {}
        self._equal: dict[Claim, Claim] = {}
        self._same: dict[tuple[int, ...], tuple[Claim, ...]] = {}

    def kind(self, page: int) -> int:
        """Pages of one kind are meant by the same assignments."""
        return self._kinds[page]

    def on(self, person: int, page: int) -> tuple[Claim, ...]:
        """What is asked of the person on the page."""
        key = person, self._kinds[page]
        found = self._known.get(key)
        if found is None:
            own = self._own_of(person)
            made = tuple([own[one] for one in self._meaning[page] if one in own])
            found = self._known[key] = self._same.setdefault(tuple(map(id, made)), made)
        return found

    def _own_of(self, person: int) -> dict[int, Claim]:
        """What each assignment asks of the person, by its key; of those that mean them."""
        if person not in self._own:
            since = ((one, self._asked[one.pk].get(person)) for one in self._assignments.values())
            made = ((one.pk, claim_of(one, moment)) for one, moment in since if moment is not None)
            self._own[person] = {key: self._equal.setdefault(claim, claim) for key, claim in made}
        return self._own[person]
