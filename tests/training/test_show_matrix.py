"""The matrix and the records: who may see whom, filters, CSV."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Team, User
from tests.conftest import client_of, make_page, make_space, make_user
from tests.training.asking import ask, at_moment, confirm, control, release
from wiki.pages.models import Page
from wiki.spaces.models import Level, Membership, Space
from wiki.training.actions import exempt
from wiki.training.matrix import Matrix
from wiki.training.models import Supervisor
from wiki.training.standing.dates import State
from wiki.training.standing.filtering import people_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant(space: Space, trainer: User) -> dict[str, User]:
    """Four people who stand differently with one page, and one of whom nothing is asked."""
    with at_moment(2027, 1, 1, 12):
        page = control(make_page(space, "Sop"))
        people = {name: make_user(f"{name.title()} Person") for name in ("late", "soon", "done", "free", "stranger")}
        for name in ("late", "done", "free"):
            ask(page, people[name], due_days=5)
        confirm(page, people["done"])
        exempt(by=trainer, person=people["free"], page=page, reason="Wrote it")
    with at_moment(2027, 2, 1, 12):
        ask(page, people["soon"], due_days=5)
    return people


def page_for(user: User, address: str) -> str:
    with at_moment(2027, 2, 2, 12):
        return client_of(user).get(address).content.decode()  # a session that began today would be over


def names(user: User, address: str) -> set[str]:
    shown = page_for(user, address)
    found = ("Late", "Soon", "Done", "Free", "Stranger")
    return {name for name in found if f"{name} Person" in shown}


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("", {"Late", "Soon", "Done", "Free"}),
        ("overdue", {"Late"}),
        ("due", {"Soon"}),
        ("current", {"Done"}),
        ("exempt", {"Free"}),
    ],
)
def test_filter_by_state(plant: dict[str, User], trainer: User, state: str, shown: set[str]) -> None:
    assert names(trainer, f"/training/matrix/?state={state}") == shown


def test_filter_by_team_and_name(plant: dict[str, User], trainer: User) -> None:
    team = Team.objects.create(name="Night shift")
    team.members.add(plant["late"])
    assert names(trainer, f"/training/matrix/?team={team.pk}") == {"Late"}
    assert names(trainer, "/training/matrix/?q=soon") == {"Soon"}


def test_states_are_icon_and_word(plant: dict[str, User], trainer: User) -> None:
    shown = page_for(trainer, "/training/matrix/")
    assert "#clock-alert" in shown
    assert '<span class="cell-word">Overdue</span>' in shown


@pytest.mark.parametrize("terms", [{}, {"repeat_months": 12}, {"is_practical": True}])
def test_the_filter_says_what_the_cells_say(space: Space, terms: dict) -> None:
    people = [make_user(f"Person {number}") for number in range(6)]
    with at_moment(2027, 1, 1, 12):
        pages = [control(make_page(space, title)) for title in ("One", "Two", "Three")]
        for page in pages:
            for person in people[:5]:
                ask(page, person, **terms)
            confirm(page, people[0])
    with at_moment(2027, 12, 1, 12):
        confirm(pages[0], people[1])
        release(pages[1], "New.\n")
        release(pages[2], "Temporary.\n", falls_back_at=timezone.now())
        confirm(pages[2], people[2])
    for moment in ((2027, 1, 2, 12), (2027, 12, 10, 12), (2028, 1, 10, 12), (2029, 1, 10, 12)):
        with at_moment(*moment):
            board = Matrix([space])
            for state in (State.CURRENT, State.DUE, State.OVERDUE, State.EXEMPT):
                told = {
                    one.pk
                    for one, cells in board.rows(board.people, board.subjects)
                    if state in {c.state for c in cells}
                }
                assert people_in(board.whole, state) == told, (moment, state)


def test_trainers_see_only_their_own_spaces(reader: User, editor: User, admin_client: Client) -> None:
    ours = make_space(
        "Ours", visibility=Space.Visibility.MEMBERS, members={editor: Level.TRAINER, reader: Level.READER}
    )
    theirs = make_space("Theirs", visibility=Space.Visibility.MEMBERS, members={reader: Level.READER})
    for space in (ours, theirs):
        ask(make_page(space, f"Page of {space.name}"), reader)
    client = client_of(editor)
    for address in ("/training/matrix/", f"/training/people/{reader.pk}/"):
        shown = client.get(address).content.decode()
        assert "Page of Ours" in shown
        assert "Page of Theirs" not in shown
        assert "Page of Theirs" in admin_client.get(address).content.decode()


def test_auditors_see_the_training_of_their_spaces_and_nothing_that_changes_it(
    reader: User, trainer: User, admin: User
) -> None:
    audited, other = (make_space(name, visibility=Space.Visibility.MEMBERS) for name in ("Audited", "Other"))
    auditor = make_user("Ann Auditor", "")
    Membership.objects.create(space=audited, user=auditor, level=Level.AUDITOR, until=date.max)
    for space in (audited, other):
        for person in (reader, trainer):
            Membership.objects.create(space=space, user=person, level=Level.READER)
        ask(make_page(space, f"Page of {space.name}"), reader)
    page = audited.pages.get(slug="page-of-audited")
    exempt(by=admin, person=trainer, page=page, reason="Wrote it")
    client = client_of(auditor)
    addresses = ("/training/matrix/", f"/training/people/{reader.pk}/", page.url("training/"))
    shown = [client.get(address).content.decode() for address in addresses]
    for screen in shown:
        assert "Page of Audited" in screen
        assert "Page of Other" not in screen
        assert 'method="post" action="/training/' not in screen
        assert "ending/" not in screen
        assert "training/new/" not in screen
    assert "Wrote it" in shown[-1]
    assert "/training/matrix/" in client.get("/training/").content.decode()


def test_a_supervisor_sees_the_record_of_their_people(page: Page, reader: User, editor: User) -> None:
    client = client_of(editor)
    assert client.get(f"/training/people/{reader.pk}/").status_code == 404
    Supervisor.objects.create(person=reader, supervisor=editor)
    assert client.get(f"/training/people/{reader.pk}/").status_code == 200


def test_the_matrix_as_it_stood_on_a_day(plant: dict[str, User], trainer: User) -> None:
    now = page_for(trainer, "/training/matrix/")
    past = page_for(trainer, "/training/matrix/?as_of=2020-01-01")
    assert "As it stood at the end of 1 January 2020." in past
    assert plant["done"].name in now
    assert plant["done"].name not in past


def test_csv_runs_nothing_and_has_every_cell(space: Space, trainer_client: Client) -> None:
    page = make_page(space, "=2+2")
    ask(page, make_user("+Formula"))
    answer = trainer_client.get("/training/matrix/?format=csv")
    text = b"".join(answer.streaming_content).decode()
    assert answer["Content-Type"].startswith("text/csv")
    assert "'=2+2" in text
    assert "'+Formula" in text
    assert "Due" in text


def test_the_record_of_a_page_lists_people_and_assignments(plant: dict[str, User], trainer: User) -> None:
    shown = page_for(trainer, "/handbook/sop/-/training/")
    late = page_for(trainer, "/handbook/sop/-/training/?state=overdue")
    past = page_for(trainer, "/handbook/sop/-/training/?as_of=2027-01-15")
    assert shown.index("Late Person") < shown.rindex("Done Person")
    assert "Wrote it" in shown
    assert f"training/people/{plant['done'].pk}/" not in late
    assert f"training/people/{plant['soon'].pk}/" not in past


def test_assigning_by_form(page: Page, trainer_client: Client, reader: User) -> None:
    address = page.url("training/new/")
    form = {"target": "page", "audience": "person", "due_days": "3"}
    assert "Say who" in trainer_client.post(address, form).content.decode()
    assert "Nobody has that name" in trainer_client.post(address, form | {"person": "Nobody"}).content.decode()
    past = form | {"person": "rosa reader", "due_on": "2020-01-01"}
    assert "That day is over" in trainer_client.post(address, past).content.decode()
    assert trainer_client.post(address, form | {"person": "rosa reader"}).status_code == 302
    assert reader.assignments.get().due_days == 3


def test_a_part_of_a_name_chooses_nobody_and_is_completed(page: Page, trainer_client: Client, reader: User) -> None:
    form = {"person": "rosa", "reason": "Works in the office."}
    shown = trainer_client.post(page.url("training/exemptions/new/"), form).content.decode()
    assert "It is a part of: Rosa Reader" in shown
    assert not reader.exemptions.exists()


def test_the_matrix_costs_the_same_for_few_and_many(
    space: Space, trainer_client: Client, django_assert_num_queries
) -> None:
    team = Team.objects.create(name="Night shift")
    ask(space, team)
    team.members.add(make_user("One Person"))
    control(make_page(space, "Sop"))
    make_page(space, "Open page")
    trainer_client.get("/training/matrix/")
    with django_assert_num_queries(25):
        trainer_client.get("/training/matrix/")
    for number in range(5):
        team.members.add(make_user(f"Person {number}"))
        make_page(space, f"Page {number}")
    with django_assert_num_queries(25):
        trainer_client.get("/training/matrix/")
