"""Which of very many people stand in some way with any of many pages: by whole sets, because a plant has a million
pairs of a person and a page, of which only some need a look."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Aggregate

from wiki.training.standing.claims import claim_of
from wiki.training.standing.dates import LEAD, Cell, Proof, State, day_of, first_due_on
from wiki.training.standing.survey import Pair, Survey, given_by

_MONTH = timedelta(days=28)  # the shortest: nothing is asked again before that many times the months
_MARGIN = timedelta(days=2)  # zones


class _KeysAsJson(Aggregate):
    """The values of a column as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's own name for it."""
        return self.as_sql(compiler, connection, template="JSON_AGG(%(expressions)s)::text", **context)


def people_in(survey: Survey, state: State) -> set[int]:
    """The keys of the people who stand so with any of the survey's pages."""
    exempt = _by_page(survey.exempt)
    if state == State.EXEMPT:
        return set().union(*(survey.assigned(page) & exempt[page] for page in survey.subjects))
    knowing, proofs = _knowing(survey), _older_proofs(survey)
    found: set[int] = set()
    for page in survey.subjects:
        asked = survey.assigned(page) - exempt[page]
        settled = asked & knowing[page]
        if state == State.CURRENT:
            found |= settled
        if state == State.OVERDUE and _is_too_early(survey, page):
            continue
        rest = asked - settled - found
        found |= {
            person for person in rest if survey.cell_with(person, page, proofs.get((person, page))).state == state
        }
    return found


def open_cells(survey: Survey) -> Iterator[tuple[int, int, Cell]]:
    """Person, page and cell of all who have something to do."""
    for people, page, cell in open_groups(survey):
        for person in people:
            yield person, page, cell


def open_groups(survey: Survey) -> Iterator[tuple[set[int], int, Cell]]:
    """The same for all at once who stand in the same place with a page."""
    exempt, knowing, proofs = _by_page(survey.exempt), _knowing(survey), _older_proofs(survey)
    singled, alike = _by_page([*proofs, *survey.practised]), _Alike(survey)
    for page in survey.subjects:
        rest = survey.assigned(page) - exempt[page] - knowing[page]
        alone = rest & singled[page]
        for people in (*alike.parts(page, rest - alone), *({person} for person in alone)):
            person = next(iter(people))
            cell = survey.cell_with(person, page, proofs.get((person, page)))
            if cell.is_open:
                yield people, page, cell


class _Alike:
    """Who is asked the same as who else, where days end at the same hour: worked out once for all the pages that are
    asked of the same people by the same assignments."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._groups: dict[tuple[int, frozenset[int]], list[set[int]]] = {}

    def parts(self, page: int, people: set[int]) -> Iterator[set[int]]:
        """The people, who have done nothing on the page yet, by where they stand with it."""
        asked = self._survey.assigned(page)
        key = self._survey.claims.kind(page), asked
        if key not in self._groups:
            self._groups[key] = self._grouped(page, asked)
        return filter(None, (group & people for group in self._groups[key]))

    def _grouped(self, page: int, asked: Iterable[int]) -> list[set[int]]:
        found: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for person in asked:
            claims = self._survey.claims.on(person, page)  # equal ones are one object
            found[id(claims), self._survey.people[person].time_zone].add(person)
        return list(found.values())


def _is_too_early(survey: Survey, page: int) -> bool:
    """Whether nobody can be late yet: what is asked of somebody since later is not due before."""
    asking, standard = survey.asking[page], survey.standards.get(page)
    if standard is None or any(one.repeat_months for one in asking):
        return False
    earliest = (first_due_on(claim_of(one, one.at), max(one.at, standard.changed_at), "") for one in asking)
    return min(earliest, default=date.max) > day_of(survey.at, "") + _MARGIN


def _by_page(pairs: Iterable[Pair]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person, page in pairs:
        found[page].add(person)
    return found


def _knowing(survey: Survey) -> defaultdict[int, set[int]]:
    """Of each page the people of whom nothing can be open: they confirmed what is to be known, and lately enough where
    that is repeated. Of the few pages where that is not all, nobody."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for months, pages in _by_months(survey).items():
        rows = survey.of_people(given_by(survey.at, in_force_by=survey.at)).filter(page__in=pages)
        if months:
            rows = rows.filter(at__gt=_surely_current(survey.at, months))
        listed = rows.values("page", "revision_number").annotate(people=_KeysAsJson("person"))
        for page, number, people in listed.values_list("page", "revision_number", "people"):
            if number in survey.standards[page].known:
                found[page].update(json.loads(people))
    return found


def _by_months(survey: Survey) -> dict[int, list[int]]:
    """The plain pages by the shortest time after which they are confirmed again; 0 for never."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for page, asking in survey.asking.items():
        if _is_plain(survey, page):
            found[min((one.repeat_months for one in asking if one.repeat_months), default=0)].append(page)
    return found


def _is_plain(survey: Survey, page: int) -> bool:
    """Whether it is enough that somebody confirmed one of the known revisions."""
    return page in survey.standards and survey.standards[page].is_highest and not survey.is_practical(page)


def _surely_current(at: datetime, months: int) -> datetime:
    return at - months * _MONTH + LEAD + _MARGIN


def _older_proofs(survey: Survey) -> dict[Pair, Proof]:
    """The proofs that the rest is judged by: of pages that are confirmed again the older ones, of those that are not
    plain all. An acknowledgement that no longer counts changes nothing."""
    found: dict[Pair, Proof] = {}
    for months, pages in _by_months(survey).items():
        if months:
            found |= survey.proofs_of(pages, before=_surely_current(survey.at, months))
    return found | survey.proofs_of([page for page in survey.standards if not _is_plain(survey, page)])
