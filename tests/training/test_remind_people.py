"""Reminders in time and once, supervisors told of what is late, and editions that wait for their readers."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from tests.conftest import client_of, make_page, make_space
from tests.training.asking import ask, at_moment, confirm, control, planned
from wiki.activity.kinds import Kind
from wiki.activity.models import Notification
from wiki.activity.sentences import plain_sentence
from wiki.activity.telling import tell_news
from wiki.control.models import ReviewRequest
from wiki.pages.models import Page
from wiki.spaces.models import Level, Space
from wiki.training.actions import acknowledge, exempt, release_read
from wiki.training.models import Reminder, Supervisor
from wiki.training.reminders import remind, stage_on

DUE = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (30, ("new", 0)),
        (8, ("new", 0)),
        (7, ("week", 0)),
        (2, ("week", 0)),
        (1, ("day", 0)),
        (0, ("due", 0)),
        (-1, ("due", 0)),
        (-6, ("due", 0)),
        (-7, ("late", 1)),
        (-13, ("late", 1)),
        (-14, ("late", 2)),
    ],
)
def test_the_stage_of_a_day(left: int, stage: tuple[str, int]) -> None:
    assert stage_on(DUE - timedelta(days=left), DUE) == stage


def told(person: User) -> list[tuple[str, str]]:
    tell_news()
    rows = Notification.objects.filter(person=person).order_by("pk")
    return [(row.kind, plain_sentence(row)) for row in rows]


@pytest.fixture
def sop(space: Space, reader: User) -> Page:
    with at_moment(2027, 3, 1, 12):
        page = control(make_page(space, "Sop"))
        ask(page, reader, due_on=DUE)
    return page


@pytest.mark.django_db
def test_people_are_reminded_in_time_and_once(sop: Page, reader: User) -> None:
    for day in (1, 2, 20, 24, 25, 30, 31):
        with at_moment(2027, 3, day, 12):
            remind()
            remind()
    with at_moment(2027, 4, 8, 12):
        remind()
    with at_moment(2027, 4, 14, 12):
        remind()
        found = told(reader)
    assert [kind for kind, _words in found] == [Kind.TO_READ, Kind.DUE, Kind.DUE, Kind.DUE, Kind.OVERDUE, Kind.OVERDUE]
    assert found[0][1] == "Read and confirm “Sop” by 31 March 2027"


@pytest.mark.django_db
def test_who_has_confirmed_is_left_alone(sop: Page, reader: User) -> None:
    with at_moment(2027, 3, 2, 12):
        remind()
        assert len(told(reader)) == 1
        confirm(sop, reader)
        tell_news()
        assert Notification.objects.unread().filter(person=reader).count() == 0
    with at_moment(2027, 4, 20, 12):
        assert remind() == 0


@pytest.mark.django_db
def test_the_supervisor_is_told_of_what_is_late(sop: Page, reader: User, editor: User) -> None:
    Supervisor.objects.create(person=reader, supervisor=editor)
    with at_moment(2027, 3, 31, 12):
        remind()
        assert told(editor) == []
    with at_moment(2027, 4, 7, 12):
        remind()
        remind()
        assert told(editor) == [(Kind.ESCALATED, "Rosa Reader has not confirmed “Sop”, which was due on 31 March 2027")]


@pytest.mark.django_db
def test_a_supervisor_outside_the_space_is_told_in_words_and_led_to_the_record(
    reader: User, outsider: User, admin: User
) -> None:
    closed = make_space("Closed", visibility=Space.Visibility.MEMBERS, members={reader: Level.READER})
    page = make_page(closed, "Sop")
    Supervisor.objects.create(person=reader, supervisor=outsider)
    Supervisor.objects.create(person=admin, supervisor=reader)
    with at_moment(2027, 3, 1, 12):
        ask(page, reader, due_on=DUE)
    with at_moment(2027, 4, 7, 12):
        remind()
        assert told(outsider) == [
            (Kind.ESCALATED, "Rosa Reader has not confirmed “Sop”, which was due on 31 March 2027")
        ]
        row = outsider.notifications.get()
        client = client_of(outsider)
        assert "Rosa Reader" in client.get("/notifications/").content.decode()
        opened = client.get(f"/notifications/{row.pk}/")
        assert opened["Location"] == f"/training/people/{reader.pk}/"
        assert client.get(opened["Location"]).status_code == 200
        assert client.get(page.url()).status_code == 404
        assert Kind.ESCALATED not in [kind for kind, _words in told(reader)]


@pytest.mark.django_db
def test_the_supervisor_is_told_of_effects_to_look_at_once(space: Space, reader: User, editor: User) -> None:
    Supervisor.objects.create(person=reader, supervisor=editor)
    with at_moment(2027, 3, 1, 12):
        page = make_page(space, "Sop")
        ask(page, reader, check_weeks=2)
        confirm(page, reader)
    with at_moment(2027, 3, 15, 12):
        remind()
        remind()
        assert [kind for kind, _words in told(editor)] == [Kind.CHECK]


@pytest.mark.django_db
def test_two_people_of_two_zones_are_told_on_their_own_day(sop: Page, reader: User, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(time_zone="Pacific/Kiritimati")
    with at_moment(2027, 3, 2, 12):
        ask(sop, editor, due_on=DUE)
    with at_moment(2027, 3, 30, 11):  # one hour on the 31st in Kiritimati
        remind()
        kinds = {person: [words for _kind, words in told(person)][-1] for person in (reader, editor)}
    assert all("31 March 2027" in words for words in kinds.values())
    assert reader.notifications.get().words == editor.notifications.get().words
    stages = dict(Reminder.objects.values_list("person", "stage"))
    assert (stages[reader.pk], stages[editor.pk]) == ("day", "due")


@pytest.fixture
def waiting(page: Page, reader: User, editor: User, trainer: User):
    """An edition that waits until half of three people have read it."""
    page = control(page)
    for person in (reader, editor, trainer):
        ask(page, person)
    edition = planned(page, "New.\n")
    ReviewRequest.objects.create(
        page=page,
        revision=edition.revision,
        seal=edition.seal,
        summary="New",
        by=editor,
        edition=edition,
        effective_percent=50,
        outcome="approved",
        closed_at=edition.approved_at,
    )
    return edition


@pytest.mark.django_db
def test_an_edition_takes_effect_when_enough_have_read_it(waiting, reader: User, editor: User) -> None:
    page = waiting.page
    acknowledge(by=reader, page=page, revision=2, edition=waiting.pk)
    assert release_read() == 0
    acknowledge(by=editor, page=page, revision=2, edition=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.in_force_from
    assert Page.objects.get(pk=page.pk).text == "New.\n"
    assert release_read() == 0


@pytest.mark.django_db
def test_who_is_exempt_does_not_count(waiting, reader: User, editor: User, trainer: User) -> None:
    acknowledge(by=reader, page=waiting.page, revision=2, edition=waiting.pk)
    exempt(by=trainer, person=editor, page=waiting.page, reason="On leave")
    assert release_read() == 1


@pytest.mark.django_db
def test_an_edition_waits_while_nobody_is_asked(waiting, reader: User) -> None:
    reader.assignments.model.objects.update(ended_at=waiting.approved_at)
    acknowledge(by=reader, page=waiting.page, revision=2, edition=waiting.pk)
    assert release_read() == 0
