"""The rules of days: a day is the person's own, wherever the server stands."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import User
from tests.conftest import make_page, make_user
from tests.training.asking import ask, at_moment, cell_on, confirm, control, release
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.standing.dates import Claim, Proof, State, day_of, due_on, first_due_on, state_on

BERLIN, KIRITIMATI, MIDWAY = "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Midway"


def moment(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


def claim(**fields: object) -> Claim:
    terms = {"due_on": None, "due_days": 14, "repeat_months": None, "is_practical": False} | fields
    return Claim(moment(2026, 1, 1), **terms)


@pytest.mark.parametrize(
    ("zone", "day"), [("", date(2026, 5, 1)), (KIRITIMATI, date(2026, 5, 2)), (MIDWAY, date(2026, 5, 1))]
)
def test_a_moment_is_on_the_persons_own_day(zone: str, day: date) -> None:
    assert day_of(moment(2026, 5, 1, 11), zone) == day


def test_an_unknown_zone_is_the_wikis_own() -> None:
    assert day_of(moment(2026, 5, 1, 11), "Nowhere/Atall") == date(2026, 5, 1)


def test_the_assignments_day_holds_for_those_whom_it_concerns_by_then() -> None:
    asked = claim(due_on=date(2026, 2, 1), due_days=7)
    assert first_due_on(asked, moment(2026, 2, 1, 12), "") == date(2026, 2, 1)
    assert first_due_on(asked, moment(2026, 2, 2, 12), "") == date(2026, 2, 9)


@pytest.mark.parametrize(
    ("asked_at", "day"),
    [
        # The clocks go forward on 29 March 2026 and back on 25 October: days are days, not 24 hours.
        (moment(2026, 3, 28, 22, 30), date(2026, 3, 29)),
        (moment(2026, 3, 28, 23, 30), date(2026, 3, 30)),
        (moment(2026, 10, 24, 21, 30), date(2026, 10, 25)),
        (moment(2026, 10, 24, 22, 30), date(2026, 10, 26)),
    ],
)
def test_days_are_counted_across_the_change_of_the_clocks(asked_at: datetime, day: date) -> None:
    assert first_due_on(claim(due_days=1), asked_at, BERLIN) == day


def test_the_earliest_of_several_days_counts() -> None:
    claims = [claim(due_days=30), claim(due_on=date(2026, 1, 5))]
    found = due_on(claims, changed_at=moment(2026, 1, 1), proof=None, is_done=False, zone="")
    assert found == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("confirmed", "again"), [(moment(2024, 2, 29, 12), date(2025, 2, 28)), (moment(2025, 8, 31, 12), date(2026, 8, 31))]
)
def test_a_year_later_is_the_same_day(confirmed: datetime, again: date) -> None:
    proof = Proof(1, confirmed)
    claims = [claim(repeat_months=12), claim(repeat_months=24), claim()]
    assert due_on(claims, changed_at=confirmed, proof=proof, is_done=True, zone="") == again


def test_nothing_is_due_where_nothing_repeats() -> None:
    proof = Proof(1, moment(2026, 1, 1))
    assert due_on([claim()], changed_at=moment(2025, 1, 1), proof=proof, is_done=True, zone="") is None


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 4, 30), State.CURRENT),
        (date(2026, 5, 1), State.DUE),
        (date(2026, 5, 31), State.DUE),
        (date(2026, 6, 1), State.OVERDUE),
    ],
)
def test_a_repetition_is_asked_for_thirty_days_before(today: date, state: State) -> None:
    assert state_on(today, date(2026, 5, 31), is_done=True) == state


def test_nobody_is_late_on_the_day_itself() -> None:
    assert state_on(date(2026, 5, 31), date(2026, 5, 31), is_done=False) == State.DUE
    assert state_on(date(2026, 6, 1), date(2026, 5, 31), is_done=False) == State.OVERDUE


@pytest.mark.django_db
def test_two_people_are_late_at_different_moments(space: Space) -> None:
    with at_moment(2026, 5, 1, 12):
        early, late = make_user("Kim Early", time_zone=KIRITIMATI), make_user("Max Late", time_zone=MIDWAY)
        page = make_page(space)
        for person in (early, late):
            ask(page, person, due_on=date(2026, 5, 10))
    with at_moment(2026, 5, 10, 11):  # 1 h on 11 May in Kiritimati, midnight of 10 May in Midway
        assert cell_on(page, early).state == State.OVERDUE
        assert cell_on(page, late).state == State.DUE
    with at_moment(2026, 5, 11, 11, 30):
        assert cell_on(page, late).state == State.OVERDUE


@pytest.mark.django_db
def test_a_new_edition_gives_days_anew(space: Space, reader: User) -> None:
    with at_moment(2026, 1, 1, 12):
        page = control(make_page(space))
        ask(page, reader, due_on=date(2026, 1, 10), due_days=5)
        assert cell_on(page, reader).due_on == date(2026, 1, 10)
        confirm(page, reader)
    with at_moment(2026, 3, 1, 12):
        release(page, "Other gloves.\n")
        assert cell_on(page, reader).due_on == date(2026, 3, 6)


@pytest.mark.django_db
def test_a_repetition_is_confirmed_anew(space: Space, reader: User) -> None:
    with at_moment(2025, 1, 1, 12):
        page = make_page(space)
        ask(page, reader, repeat_months=12)
        first = confirm(page, reader)
    with at_moment(2025, 11, 1, 12):
        assert confirm(page, reader) == first  # too early to be the next one
        assert cell_on(page, reader).state == State.CURRENT
    with at_moment(2026, 1, 2, 12):
        assert cell_on(page, reader).state == State.OVERDUE
        again = confirm(page, reader)
        assert (again.cycle, cell_on(page, reader).due_on) == (1, date(2027, 1, 2))


@pytest.mark.django_db
def test_the_page_does_not_matter_to_the_day(page: Page, reader: User) -> None:
    with at_moment(2026, 5, 1, 23):
        ask(page, reader, due_days=0)
    person = User.objects.get(pk=reader.pk)
    assert cell_on(page, person).due_on is not None
