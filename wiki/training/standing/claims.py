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
        self._asking, self._asked = asking, asked
        numbers: dict[tuple[int, ...], int] = {}
        keys = {page: tuple(one.pk for one in assignments) for page, assignments in asking.items()}
        self._kinds = {page: numbers.setdefault(key, len(numbers)) for page, key in keys.items()}
        self._known: dict[tuple[int, int], tuple[Claim, ...]] = {}
        self._same: dict[tuple[Claim, ...], tuple[Claim, ...]] = {}

    def on(self, person: int, page: int) -> tuple[Claim, ...]:
        """What is asked of the person on the page."""
        key = person, self._kinds[page]
        found = self._known.get(key)
        if found is None:
            made = self._made(person, page)
            found = self._known[key] = self._same.setdefault(made, made)
        return found

    def _made(self, person: int, page: int) -> tuple[Claim, ...]:
        since = ((one, self._asked[one.pk].get(person)) for one in self._asking[page])
        return tuple(claim_of(one, moment) for one, moment in since if moment is not None)
