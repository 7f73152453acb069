"""What somebody has to read follows from assignments, editions and acknowledgements, and is stored nowhere."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Team, User
from accounts.roles import Role
from tests.conftest import client_of, front_page, make_page, make_revision, make_space, make_user
from tests.training.asking import ask, at_moment, cell_on, confirm, control, planned, release
from wiki.pages.actions.releasing import put_in_force
from wiki.pages.models import Page
from wiki.spaces.models import Level, Membership, Space
from wiki.training.actions import acknowledge, end_assignment, end_exemption, exempt
from wiki.training.errors import TextChanged, TrainingError
from wiki.training.fetching import duties_of
from wiki.training.models import Acknowledgement, Assignment, LearningPath, PathItem
from wiki.training.standing.dates import State

pytestmark = pytest.mark.django_db

TWO, THREE = "Wear gloves and goggles.\n", "Wear gloves, goggles and boots.\n"


def states(person: User) -> dict[str, str]:
    return {duty.subject.title: duty.cell.state for duty in duties_of(person)}


def test_nothing_is_asked_of_anybody_by_itself(page: Page, reader: User) -> None:
    assert duties_of(reader) == []


def test_who_is_asked_has_something_due_until_they_confirm(page: Page, reader: User, editor: User) -> None:
    ask(page, reader)
    assert cell_on(page, reader).state == State.DUE
    assert cell_on(page, editor) is None
    confirm(page, reader)
    assert cell_on(page, reader).state == State.CURRENT


def test_a_newcomer_to_a_team_is_asked_by_itself(page: Page, reader: User) -> None:
    team = Team.objects.create(name="Cleaning")
    ask(page, team)
    assert cell_on(page, reader) is None
    team.members.add(reader)
    assert cell_on(page, reader).state == State.DUE
    team.members.remove(reader)
    assert cell_on(page, reader) is None


def test_days_count_from_when_somebody_joined(space: Space, reader: User) -> None:
    team = Team.objects.create(name="Cleaning")
    with at_moment(2026, 1, 10, 12):
        page = make_page(space)
        ask(page, team, due_on=date(2026, 1, 20), due_days=7)
    with at_moment(2026, 3, 1, 12):
        team.members.add(reader)
        assert cell_on(page, reader).due_on == date(2026, 3, 8)


def test_a_role_and_everyone_are_asked(page: Page, reader: User, editor: User, outsider: User) -> None:
    ask(page, Role.EDITOR)
    assert cell_on(page, editor)
    assert cell_on(page, reader) is None
    ask(page, Assignment.EVERYONE)
    assert cell_on(page, reader)
    assert cell_on(page, outsider) is None  # may not read it


def test_a_branch_and_a_space_mean_what_lies_there_later_too(space: Space, reader: User) -> None:
    above = make_page(space, "Kitchen")
    make_page(above, "Knives")
    make_page(space, "Kitchenette")
    ask(above, reader, with_below=True)
    assert states(reader).keys() == {"Kitchen", "Knives"}
    make_page(above, "Ovens")
    assert "Ovens" in states(reader)
    other = make_space("Bakery", text="Bread.\n")
    ask(other, reader)
    assert "Bakery" in states(reader)
    make_page(other, "Flour")
    assert "Flour" in states(reader)


def test_pages_without_text_are_nothing_to_read(space: Space, reader: User) -> None:
    make_page(space, "Folder", text="")
    ask(space, reader)
    assert states(reader) == {}


def test_a_learning_path_asks_for_its_pages(space: Space, reader: User, admin: User) -> None:
    path = LearningPath.objects.create(space=space, name="Orientation", by=admin)
    PathItem.objects.create(path=path, page=make_page(space, "First"), position=1)
    PathItem.objects.create(path=path, page=make_page(space, "Second"), position=2)
    ask(path, reader)
    assert states(reader) == {"First": State.DUE, "Second": State.DUE}


def test_a_new_edition_is_read_again(page: Page, reader: User) -> None:
    page = control(page)
    ask(page, reader)
    confirm(page, reader)
    release(page, TWO)
    cell = cell_on(page, reader)
    assert (cell.state, cell.proof.edition) == (State.DUE, "1.0")
    confirm(page, reader)
    assert cell_on(page, reader).proof.edition == "2.0"


@pytest.mark.parametrize("fields", [{"is_minor": True}, {"marks": {"steps": "none"}}])
def test_spelling_fixes_wake_nobody(page: Page, reader: User, editor: User, fields: dict) -> None:
    page = control(page)
    ask(page, reader)
    ask(page, editor)
    confirm(page, reader)
    release(page, TWO, **fields)
    assert cell_on(page, reader).state == State.CURRENT
    assert cell_on(page, editor).state == State.DUE  # never read any


def test_a_minor_edition_does_not_hide_the_one_before(page: Page, reader: User) -> None:
    page = control(page)
    ask(page, reader)
    confirm(page, reader)
    release(page, TWO)
    release(page, THREE, minor=1, is_minor=True)
    assert cell_on(page, reader).state == State.DUE


def test_train_again_asks_for_a_trainers_signature(page: Page, reader: User) -> None:
    page = control(page)
    ask(page, reader)
    release(page, TWO, marks={"steps": "train"})
    confirm(page, reader)
    cell = cell_on(page, reader)
    assert (cell.state, cell.must_read, cell.must_practise) == (State.DUE, False, True)


def test_a_planned_edition_is_confirmed_before_it_counts(page: Page, reader: User) -> None:
    page = control(page)
    ask(page, reader)
    edition = planned(page, TWO)
    acknowledge(by=reader, page=page, revision=2, edition=edition.pk)
    assert cell_on(page, reader).state == State.DUE  # that in force is another one
    put_in_force(edition)
    assert cell_on(page, reader).state == State.CURRENT


def test_who_read_the_next_edition_and_then_this_one_knows_both(page: Page, reader: User) -> None:
    page = control(page)
    ask(page, reader)
    edition = planned(page, TWO)
    acknowledge(by=reader, page=page, revision=2, edition=edition.pk)
    confirm(page, reader)
    put_in_force(edition)
    assert cell_on(page, reader).state == State.CURRENT


def test_the_end_of_a_temporary_edition_is_told_to_those_who_know_only_that(
    page: Page, reader: User, editor: User
) -> None:
    page = control(page)
    ask(page, reader)
    ask(page, editor)
    confirm(page, editor)
    release(page, TWO, falls_back_at=timezone.now())
    confirm(page, reader)
    put_in_force(page.editions.planned().get())
    assert cell_on(page, reader).state == State.DUE
    assert cell_on(page, editor).state == State.CURRENT


def test_an_open_page_is_read_again_after_a_change_that_is_not_minor(page: Page, reader: User) -> None:
    ask(page, reader)
    confirm(page, reader)
    make_revision(page, TWO, is_minor=True)
    assert cell_on(page, reader).state == State.CURRENT
    make_revision(page, THREE)
    assert cell_on(page, reader).state == State.DUE


def test_who_is_exempt_has_nothing_to_do(page: Page, reader: User, trainer: User) -> None:
    ask(page, reader)
    made = exempt(by=trainer, person=reader, page=page, reason="Wrote it")
    assert cell_on(page, reader).state == State.EXEMPT
    end_exemption(by=trainer, exemption=made)
    assert cell_on(page, reader).state == State.DUE


def test_an_ended_assignment_asks_no_more(page: Page, reader: User, trainer: User) -> None:
    made = ask(page, reader)
    confirm(page, reader)
    end_assignment(by=trainer, assignment=made, reason="Left the team")
    assert cell_on(page, reader) is None
    assert Acknowledgement.objects.filter(person=reader).exists()
    with pytest.raises(TrainingError, match="ended already"):
        end_assignment(by=trainer, assignment=made, reason="Again")


def test_nobody_but_trainers_asks_exempts_and_ends(page: Page, reader: User, editor: User, outsider: User) -> None:
    made = ask(page, reader)
    for person in (reader, editor, outsider):
        with pytest.raises(PermissionDenied):
            ask(page, editor, by=person)
        with pytest.raises(PermissionDenied):
            exempt(by=person, person=reader, page=page, reason="So")
        with pytest.raises(PermissionDenied):
            end_assignment(by=person, assignment=made, reason="So")


def test_nobody_exempts_themselves(page: Page, trainer: User) -> None:
    with pytest.raises(TrainingError, match="themselves"):
        exempt(by=trainer, person=trainer, page=page, reason="Busy")


def test_only_who_may_read_confirms(page: Page, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        confirm(page, outsider)


def test_the_same_is_not_asked_twice(page: Page, reader: User) -> None:
    ask(page, reader)
    with pytest.raises(TrainingError, match="already"):
        ask(page, reader, due_days=3)


def test_confirming_twice_is_confirming_once(page: Page, reader: User) -> None:
    ask(page, reader)
    assert confirm(page, reader) == confirm(page, reader)


def test_a_new_edition_meanwhile_is_refused_in_words(page: Page, reader: User) -> None:
    page = control(page)
    first = page.editions.get()
    release(page, TWO)
    with pytest.raises(TextChanged, match=r"edition 2\.0 of “Cleaning reactor R-4” came into force"):
        acknowledge(by=reader, page=page, revision=1, edition=first.pk)
    assert not Acknowledgement.objects.exists()


def test_proof_as_of_a_past_day(page: Page, reader: User) -> None:
    team = Team.objects.create(name="Cleaning")
    with at_moment(2026, 1, 1, 12):
        page = control(make_page(front_page(page.space), "Rinsing"))
        team.members.add(reader)
        ask(page, team)
    with at_moment(2026, 1, 5, 12):
        confirm(page, reader)
    with at_moment(2026, 2, 1, 12):
        release(page, TWO)
    with at_moment(2026, 2, 2, 12):
        team.members.remove(reader)
    with at_moment(2026, 3, 1, 12):
        days = (date(2026, 1, day) for day in (3, 7))
        moments = [timezone.make_aware(timezone.datetime(day.year, day.month, day.day)) for day in days]
        later = timezone.make_aware(timezone.datetime(2026, 2, 1, 18))
        found = [cell_on(page, reader, moment).state for moment in (*moments, later)]
        assert found == [State.DUE, State.CURRENT, State.DUE]
        assert cell_on(page, reader) is None


def test_it_costs_the_same_for_two_pages_and_for_many(space: Space, reader: User, django_assert_num_queries) -> None:
    team = Team.objects.create(name="Cleaning")
    team.members.add(reader)
    ask(space, team)
    control(make_page(space, "Page 0"))
    make_page(space, "Page 1")
    with django_assert_num_queries(12):
        assert len(duties_of(reader)) == 2
    for number in range(2, 12):
        make_page(space, f"Page {number}")
    with django_assert_num_queries(12):
        assert len(duties_of(reader)) == 12


def test_somebody_who_left_is_asked_nothing(page: Page) -> None:
    person = make_user("Lena Leaver")
    ask(page, person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert duties_of(User.objects.get(pk=person.pk)) == []


def test_auditors_are_asked_nothing_and_confirm_nothing(page: Page, reader: User) -> None:
    ask(page, Assignment.EVERYONE)
    until = timezone.localdate()
    Membership.objects.create(space=page.space, user=reader, level=Level.AUDITOR, until=until)
    assert cell_on(page, reader) is None
    assert b"duty-bar" not in client_of(reader).get(page.url()).content
    with pytest.raises(PermissionDenied):
        confirm(page, reader)
