"""Moments and days: whose calendar counts, and what the clock's changes do."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.conftest import client_of, make_revision, make_user
from tests.control.desk import NEW, ask
from wiki.control.actions import decide
from wiki.control.models import Delegation, ReviewRequest
from wiki.control.routing import absent_for
from wiki.control.wishes import Wish
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page

ASKED = {
    "summary": "Goggles",
    "size": "major",
    "needed": "1",
    "reviews": "0",
    "begins": "moment",
    "kind": "normal",
    "seen": 2,
}


def submitted(page: Page, editor: User, zone: str, written: str) -> ReviewRequest | str:
    """The request for an edition at a moment as somebody in a zone writes it, or what the form says of it."""
    editor.time_zone = zone
    editor.save()
    response = client_of(editor).post(page.url("submission/"), ASKED | {"effective_at": written})
    return ReviewRequest.objects.first() or response.content.decode()


@pytest.mark.parametrize(
    ("zone", "written", "utc"),
    [
        ("Asia/Kolkata", "2033-03-01T09:00", datetime(2033, 3, 1, 3, 30, tzinfo=UTC)),
        ("Europe/Madrid", "2033-03-01T09:00", datetime(2033, 3, 1, 8, 0, tzinfo=UTC)),
        ("Europe/Madrid", "2033-07-01T09:00", datetime(2033, 7, 1, 7, 0, tzinfo=UTC)),
        ("America/St_Johns", "2033-12-31T23:59", datetime(2034, 1, 1, 3, 29, tzinfo=UTC)),
    ],
)
def test_a_moment_is_meant_in_the_zone_of_who_writes_it(
    page: Page, editor: User, trainer: User, zone: str, written: str, utc: datetime
) -> None:
    make_revision(page, NEW, by=editor)
    assert submitted(page, editor, zone, written).effective_at == utc


@pytest.mark.parametrize("written", ["2033-03-27T02:30", "2033-10-30T02:30"])
def test_an_hour_that_the_clocks_skip_or_repeat_is_asked_again(
    page: Page, editor: User, trainer: User, written: str
) -> None:
    make_revision(page, NEW, by=editor)
    said = submitted(page, editor, "Europe/Madrid", written)
    assert "could" in said
    assert "Europe/Madrid" in said


def test_a_moment_that_is_over_is_refused(page: Page, editor: User) -> None:
    make_revision(page, NEW, by=editor)
    assert "This moment is over" in submitted(page, editor, "UTC", "2020-01-01T09:00")


def test_an_edition_begins_at_its_moment_and_not_a_second_before(
    page: Page, editor: User, trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2033, 3, 27, 1, 0, tzinfo=UTC)  # as clocks in Madrid jump from two to three
    make_revision(page, NEW, by=editor)
    request = ask(page, editor, wish=Wish(effective_at=moment))
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    for second, due in ((datetime(2033, 3, 27, 0, 59, 59, tzinfo=UTC), False), (moment, True)):
        monkeypatch.setattr("wiki.pages.editions.models.timezone.now", lambda second=second: second)
        assert Edition.objects.due().exists() is due


@pytest.mark.parametrize(
    ("zone", "at", "decides"),
    [
        ("Pacific/Auckland", datetime(2033, 5, 9, 11, 59, tzinfo=UTC), False),
        ("Pacific/Auckland", datetime(2033, 5, 9, 12, 1, tzinfo=UTC), True),
        ("America/Lima", datetime(2033, 5, 13, 4, 59, tzinfo=UTC), True),
        ("America/Lima", datetime(2033, 5, 13, 5, 1, tzinfo=UTC), False),
    ],
)
def test_a_delegation_holds_on_its_days_by_the_calendar_of_who_decides(
    trainer: User, zone: str, at: datetime, decides: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    deputy = make_user("Dora Deputy", Role.TRAINER)
    Delegation.objects.create(person=trainer, to=deputy, since=date(2033, 5, 10), until=date(2033, 5, 12))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    with timezone.override(ZoneInfo(zone)):
        assert absent_for(deputy) == ([trainer.pk] if decides else [])
