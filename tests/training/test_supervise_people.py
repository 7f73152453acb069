"""Supervisors find the people they answer for, and who of them is late."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import Team, User
from tests.conftest import client_of, make_page, make_user
from tests.training.asking import ask, at_moment
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.models import Supervisor
from wiki.training.standing.survey import Survey
from wiki.training.supervised import late_under

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(space: Space, reader: User, editor: User) -> Page:
    """Due on 20 January 2026; `editor` supervises `reader`."""
    Supervisor.objects.create(person=reader, supervisor=editor)
    with at_moment(2026, 1, 10, 12):
        page = make_page(space, "Cleaning")
        ask(page, reader, due_on=date(2026, 1, 20))
        ask(page, make_user("Late Outsider"), due_on=date(2026, 1, 20))
    return page


def test_late_people_stand_on_the_supervisors_home_page(late: Page, reader: User, editor: User) -> None:
    shown = client_of(editor).get("/").content.decode()
    assert f"/training/people/{reader.pk}/" in shown
    assert "since 20 January 2026" in shown
    assert "Late Outsider" not in shown
    assert [(one.person, one.count) for one in late_under(editor)] == [(reader, 1)]


def test_nobody_is_late_in_time(late: Page, editor: User) -> None:
    with at_moment(2026, 1, 15, 12):
        assert late_under(editor) == []


def test_nobody_else_is_told(late: Page, reader: User, trainer: User, reader_client: Client) -> None:
    assert late_under(trainer) == late_under(reader) == []
    assert "you supervise" not in reader_client.get("/").content.decode()


def test_their_records_are_found_from_ones_own(late: Page, reader: User, editor: User, trainer: User) -> None:
    link = f'href="/training/people/{reader.pk}/"'
    assert link in client_of(editor).get("/training/").content.decode()
    assert link not in client_of(trainer).get("/training/").content.decode()


def test_all_who_are_late_are_found_from_the_home_page(late: Page, space: Space, editor: User) -> None:
    names = [f"Worker {number:02}" for number in range(12)]
    with at_moment(2026, 1, 10, 12):
        for name in names:
            person = make_user(name)
            Supervisor.objects.create(person=person, supervisor=editor)
            ask(late, person, due_on=date(2026, 1, 20))
        Supervisor.objects.create(person=make_user("Anna Ahead"), supervisor=editor)
    client = client_of(editor)
    assert '<a href="/training/#supervised">All 13</a>' in client.get("/").content.decode()
    shown = client.get("/training/").content.decode()
    assert 'id="supervised"' in shown
    assert shown.count("since 20 January 2026") == 13
    assert shown.index("Worker 11") < shown.index("Anna Ahead")


def test_people_who_stand_alike_are_judged_at_once(
    late: Page, editor: User, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []
    cell_with = Survey.cell_with
    monkeypatch.setattr(Survey, "cell_with", lambda *given: judged.append(given) or cell_with(*given))
    team = Team.objects.create(name="Crew")
    with at_moment(2026, 1, 10, 12):
        for number in range(5):
            person = make_user(f"Worker {number}")
            team.members.add(person)
            Supervisor.objects.create(person=person, supervisor=editor)
        # The day of somebody who lives elsewhere begins at another hour.
        User.objects.filter(name="Worker 4").update(time_zone="Pacific/Kiritimati")
    with at_moment(2026, 1, 11, 12):
        ask(late, team, due_on=date(2026, 1, 22))
    assert [(one.person.name, one.count) for one in late_under(editor)] == [
        (reader.name, 1),
        *((f"Worker {number}", 1) for number in range(5)),
    ]
    assert len(judged) == 3
