"""Where some people stand with some pages at a moment, put together with a fixed number of queries."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from accounts.models import User
from wiki.training.models import Acknowledgement, Assignment, Exemption, SignOff
from wiki.training.standing.audiences import FEW, asked_since, reader_keys
from wiki.training.standing.claims import Claims
from wiki.training.standing.dates import OPEN_STATES, Cell, Claim, Proof, State, day_of, due_on, state_on
from wiki.training.standing.standards import Standard, standards_of
from wiki.training.standing.targets import Subject

Pair = tuple[int, int]  # a person's key and a page's
MANY = 1000  # pages that are named in a query one by one
NOT_REQUIRED, EXEMPT = Cell(State.NOT_REQUIRED), Cell(State.EXEMPT)


def cell_of(
    claims: Sequence[Claim],
    standard: Standard,
    *,
    proof: Proof | None,
    practised: int | None,
    today: date,
    zone: str,
) -> Cell:
    """Where somebody stands of whom the claims ask a page of this standard; `practised` is the revision whose practice
    a trainer signed last."""
    must_read = proof is None or proof.number not in standard.known
    must_practise = _must_practise(claims, standard, practised)
    is_done = not must_read and not must_practise
    due = due_on(claims, changed_at=standard.changed_at, proof=proof, is_done=is_done, zone=zone)
    state = state_on(today, due, is_done=is_done)
    again = is_done and state in OPEN_STATES  # a repetition
    return Cell(state, due, proof, must_read=must_read or again, must_practise=must_practise)


def _must_practise(claims: Sequence[Claim], standard: Standard, practised: int | None) -> bool:
    if standard.trained is not None:
        return practised not in standard.trained
    return practised is None and any(claim.is_practical for claim in claims)


@dataclass
class Survey:
    """Asked once for all of `people` and `subjects`; `meant` has the pages of each assignment, by its key."""

    assignments: Sequence[Assignment]
    people: Mapping[int, User]
    subjects: Mapping[int, Subject]
    meant: Mapping[int, Container[int]]
    at: datetime
    _assigned: dict[int, frozenset[int]] = field(default_factory=dict, init=False)
    _joined: dict[tuple[int, ...], frozenset[int]] = field(default_factory=dict, init=False)
    _days: dict[str, date] = field(default_factory=dict, init=False)
    _untouched: dict[tuple[int, int, str], Cell] = field(default_factory=dict, init=False)

    @cached_property
    def standards(self) -> dict[int, Standard]:
        return standards_of(self.subjects, self.at)

    @cached_property
    def asked(self) -> dict[int, dict[int, datetime]]:
        """For each assignment, by its key, whom it means, and since when they are among those whom it is for."""
        return asked_since(self.assignments, self.people, self.at)

    @cached_property
    def readers(self) -> dict[int, set[int]]:
        """Of each space, who may read it."""
        spaces = {subject.space_id for subject in self.subjects.values()}
        return {space: reader_keys(space, self.people) for space in spaces}

    @cached_property
    def asking(self) -> dict[int, list[Assignment]]:
        """The assignments that mean a page, by its key."""
        found: dict[int, list[Assignment]] = {key: [] for key in self.subjects}
        for assignment in self.assignments:
            for key in self.subjects.keys() & self.meant[assignment.pk]:
                found[key].append(assignment)
        return found

    @cached_property
    def claims(self) -> Claims:
        """What is asked of whom on which page."""
        return Claims(self.asking, self.asked)

    @cached_property
    def proofs(self) -> dict[Pair, Proof]:
        """Of each person and page the last acknowledgement of the highest text that was in force by then."""
        return self.proofs_of(list(self.subjects))

    def proofs_of(self, pages: Sequence[int], before: datetime | None = None) -> dict[Pair, Proof]:
        """The same for some of the pages, or of those given by then. One query, none for no page."""
        rows = self.of_people(given_by(before or self.at, in_force_by=self.at))
        rows = rows.filter(page__in=pages) if len(pages) <= MANY else rows
        columns = ("person", "page", "revision_number", "at", "edition__major", "edition__minor")
        rows = rows.order_by("revision_number", "pk").values_list(*columns) if pages else ()
        return {
            (person, page): Proof(number, at, "" if major is None else f"{major}.{minor}")
            for person, page, number, at, major, minor in rows
        }

    @cached_property
    def practised(self) -> dict[Pair, int]:
        """The revision whose practice was signed last."""
        rows = self._of_pairs(SignOff.objects).filter(at__lte=self.at).order_by("pk")
        return {
            (person, page): number for person, page, number in rows.values_list("person", "page", "revision_number")
        }

    @cached_property
    def exempt(self) -> set[Pair]:
        rows = self._of_pairs(Exemption.objects).filter(Q(ended_at=None) | Q(ended_at__gt=self.at), at__lte=self.at)
        return set(rows.values_list("person", "page"))

    def _of_pairs(self, rows: QuerySet) -> QuerySet:
        rows = rows.filter(page__in=list(self.subjects)) if len(self.subjects) <= MANY else rows
        return self.of_people(rows)

    def of_people(self, rows: QuerySet) -> QuerySet:
        """Rows about the survey's people alone, or about everybody's where those are so many that naming them costs
        more than it spares."""
        return rows.filter(person__in=list(self.people)) if len(self.people) <= FEW else rows

    def is_practical(self, page: int) -> bool:
        """Whether anybody needs a trainer's signature for the page."""
        return self.standards[page].trained is not None or any(one.is_practical for one in self.asking[page])

    def assigned(self, page: int) -> frozenset[int]:
        """The keys of the people whom a page is asked of, exempt ones included."""
        found = self._assigned.get(page)
        if found is None:
            found = self._assigned[page] = self._asked_of(page) if page in self.standards else frozenset()
        return found

    def _asked_of(self, page: int) -> frozenset[int]:
        asked = [self.asked[assignment.pk] for assignment in self.asking[page]]
        space = self.subjects[page].space_id
        key = (space, *sorted(map(id, asked)))  # most pages are for the same people as others
        if key not in self._joined:
            self._joined[key] = frozenset().union(*asked) & self.readers[space]
        return self._joined[key]

    def cell(self, person: int, page: int) -> Cell:
        """Where one person stands with one page."""
        return self.cell_with(person, page, self.proofs.get((person, page)))

    def cell_with(self, person: int, page: int, proof: Proof | None) -> Cell:
        """The same for who looked up the person's last acknowledgement."""
        if person not in self.assigned(page):
            return NOT_REQUIRED
        if (person, page) in self.exempt:
            return EXEMPT
        zone, practised = self.people[person].time_zone, self.practised.get((person, page))
        claims = self.claims.on(person, page)
        if proof is not None or practised is not None:
            return self._judged(claims, page, zone, proof, practised)
        key = page, id(claims), zone  # all who have done nothing yet and are asked the same stand in the same place
        if key not in self._untouched:
            self._untouched[key] = self._judged(claims, page, zone, None, None)
        return self._untouched[key]

    def _judged(
        self, claims: Sequence[Claim], page: int, zone: str, proof: Proof | None, practised: int | None
    ) -> Cell:
        today = self._today(zone)
        return cell_of(claims, self.standards[page], proof=proof, practised=practised, today=today, zone=zone)

    def _today(self, zone: str) -> date:
        if zone not in self._days:
            self._days[zone] = day_of(self.at, zone)
        return self._days[zone]

    def column(self, page: int) -> dict[int, Cell]:
        """The cells of everybody whom a page is asked of."""
        return {person: self.cell(person, page) for person in self.assigned(page)}

    def counts(self, page: int) -> Counter[State]:
        """How many people stand how with a page."""
        return Counter(cell.state for cell in self.column(page).values())


def given_by(moment: datetime, *, in_force_by: datetime) -> QuerySet[Acknowledgement]:
    """What was acknowledged by a moment, as far as it has come into force by the other."""
    in_force = Q(edition=None) | Q(edition__in_force_from__lte=in_force_by)
    return Acknowledgement.objects.filter(in_force, at__lte=moment)


def survey_of(
    assignments: Iterable[Assignment],
    people: Iterable[User],
    subjects: Mapping[int, Subject],
    meant: Mapping[int, Container[int]],
    at: datetime,
) -> Survey:
    """A survey of these people and pages."""
    return Survey(list(assignments), {person.pk: person for person in people}, subjects, meant, at)
