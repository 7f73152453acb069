"""Where some people stand with some pages at a moment, put together with a fixed number of queries."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Q, QuerySet

from accounts.models import User
from wiki.training.models import Acknowledgement, Assignment, Exemption, SignOff
from wiki.training.standing.audiences import FEW, asked_since, reader_keys
from wiki.training.standing.dates import OPEN_STATES, Cell, Claim, Proof, State, day_of, due_on, state_on
from wiki.training.standing.standards import Standard, standards_of
from wiki.training.standing.targets import Subject

Pair = tuple[int, int]  # a person's key and a page's
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
    _assigned: dict[tuple[int, ...], frozenset[int]] = field(default_factory=dict, init=False)

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
    def proofs(self) -> dict[Pair, Proof]:
        """Of each person and page the last acknowledgement of a text that was in force by then."""
        given = self._of_pairs(Acknowledgement.objects).filter(at__lte=self.at)
        given = given.filter(Q(edition=None) | Q(edition__in_force_from__lte=self.at))
        newest = given.values("person", "page").annotate(newest=Max("pk")).values("newest")
        rows = Acknowledgement.objects.filter(pk__in=newest)
        columns = ("person", "page", "revision_number", "at", "edition__major", "edition__minor")
        return {
            (person, page): Proof(number, at, "" if major is None else f"{major}.{minor}")
            for person, page, number, at, major, minor in rows.values_list(*columns)
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
        if len(self.subjects) <= FEW:
            rows = rows.filter(page__in=list(self.subjects))
        return rows.filter(person__in=list(self.people)) if len(self.people) <= FEW else rows

    def assigned(self, page: int) -> frozenset[int]:
        """The keys of the people whom a page is asked of, exempt ones included."""
        if page not in self.standards:
            return frozenset()
        asked = [self.asked[assignment.pk] for assignment in self.asking[page]]
        space = self.subjects[page].space_id
        key = (space, *sorted(map(id, asked)))
        if key not in self._assigned:
            self._assigned[key] = frozenset().union(*asked) & self.readers[space]
        return self._assigned[key]

    def cell(self, person: int, page: int) -> Cell:
        """Where one person stands with one page."""
        standard = self.standards.get(page)
        if standard is None or person not in self.readers[self.subjects[page].space_id]:
            return NOT_REQUIRED
        claims = self._claims_on(person, page)
        if not claims:
            return NOT_REQUIRED
        if (person, page) in self.exempt:
            return EXEMPT
        zone = self.people[person].time_zone
        return cell_of(
            claims,
            standard,
            proof=self.proofs.get((person, page)),
            practised=self.practised.get((person, page)),
            today=day_of(self.at, zone),
            zone=zone,
        )

    def _claims_on(self, person: int, page: int) -> list[Claim]:
        return [
            claim_of(assignment, self.asked[assignment.pk][person])
            for assignment in self.asking[page]
            if person in self.asked[assignment.pk]
        ]

    def column(self, page: int) -> dict[int, Cell]:
        """The cells of everybody whom a page is asked of."""
        return {person: self.cell(person, page) for person in self.assigned(page)}

    def counts(self, page: int) -> Counter[State]:
        """How many people stand how with a page."""
        return Counter(cell.state for cell in self.column(page).values())


def claim_of(assignment: Assignment, since: datetime) -> Claim:
    """The assignment as it concerns somebody since then."""
    return Claim(
        max(since, assignment.at),
        assignment.due_on,
        assignment.due_days,
        assignment.repeat_months,
        assignment.is_practical,
    )


def survey_of(
    assignments: Iterable[Assignment],
    people: Iterable[User],
    subjects: Mapping[int, Subject],
    meant: Mapping[int, Container[int]],
    at: datetime,
) -> Survey:
    """A survey of these people and pages."""
    return Survey(list(assignments), {person.pk: person for person in people}, subjects, meant, at)
