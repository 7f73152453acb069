"""Another date for an approved edition, or none."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from tests.conftest import client_of, make_page, make_revision
from tests.control.desk import NEW, OLD, ask, fresh
from wiki.activity.kinds import Kind
from wiki.activity.models import Notification
from wiki.activity.telling import tell_news
from wiki.audit.models import AuditEvent
from wiki.control.actions import call_off, decide, plan_anew, submit_together
from wiki.control.actions.releasing import release_due
from wiki.control.errors import ControlError, Overtaken
from wiki.control.fetching import may_submit
from wiki.control.models import ReviewRequest
from wiki.control.wishes import Asked, Wish
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.models import Space

TOMORROW, LATER = (timezone.now() + timedelta(days=days) for days in (1, 9))


def agreed(request: ReviewRequest, trainer: User) -> Edition:
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    return Edition.objects.planned().get(page=request.page)


@pytest.fixture
def planned(page: Page, editor: User, trainer: User) -> Edition:
    """Edition 2.0, from tomorrow on."""
    make_revision(page, NEW, by=editor)
    return agreed(ask(page, editor, wish=Wish(effective_at=TOMORROW)), trainer)


def test_edition_takes_effect_at_its_new_moment(planned: Edition, trainer: User, monkeypatch) -> None:
    plan_anew(by=trainer, edition=planned, effective_at=LATER, reason="The goggles come later")
    monkeypatch.setattr(timezone, "now", lambda: TOMORROW + timedelta(hours=1))
    assert not release_due()
    monkeypatch.setattr(timezone, "now", lambda: LATER + timedelta(seconds=1))
    assert release_due()
    assert fresh(planned.page).text == NEW
    assert Edition.objects.in_force().get(page=planned.page).in_force_from == LATER


def test_edition_takes_effect_at_once(planned: Edition, trainer: User) -> None:
    plan_anew(by=trainer, edition=planned, effective_at=None, reason="The goggles are here")
    assert fresh(planned.page).text == NEW
    assert not Edition.objects.planned().exists()


def test_edition_that_waits_for_readers_gets_a_date_instead(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, NEW, by=editor)
    edition = agreed(ask(page, editor, wish=Wish(effective_percent=80)), trainer)
    plan_anew(by=trainer, edition=edition, effective_at=LATER, reason="They never will")
    edition.refresh_from_db()
    assert edition.effective_at == LATER


def test_called_off_edition_waits_for_approval_again_and_keeps_its_number(
    planned: Edition, editor: User, trainer: User
) -> None:
    call_off(by=trainer, edition=planned, reason="The goggles break")
    page = fresh(planned.page)
    assert page.text == OLD
    assert may_submit(page)
    request = ask(page, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    assert fresh(page).text == NEW
    assert Edition.objects.in_force().get(page=page).number == "3.0"


def test_pages_that_were_approved_as_one_stay_together(space: Space, page: Page, editor: User, trainer: User) -> None:
    other = make_page(space, "Drying", by=editor)
    make_revision(page, NEW, by=editor)
    wish = Wish(effective_at=TOMORROW, asked=[Asked(people=[trainer.pk])])
    made = submit_together(
        by=editor, space=space, title="Both", pages=[fresh(page), fresh(other)], summary="New", wish=wish
    )
    for request in made.requests.all():
        decide(by=trainer, request=request, agrees=True, seen=request.seal)
    first, _second = Edition.objects.planned().order_by("pk")
    plan_anew(by=trainer, edition=first, effective_at=LATER, reason="Later")
    assert set(Edition.objects.planned().values_list("effective_at", flat=True)) == {LATER}
    assert "Drying" in client_of(trainer).get(first.page.url(f"editions/{first.pk}/plan/")).content.decode()
    call_off(by=trainer, edition=first, reason="Never")
    assert not Edition.objects.planned().exists()


def test_why_is_kept_and_who_submitted_is_told(planned: Edition, editor: User, trainer: User) -> None:
    plan_anew(by=trainer, edition=planned, effective_at=LATER, reason="The goggles come later")
    call_off(by=trainer, edition=planned, reason="They break")
    kept = AuditEvent.objects.filter(action__in=("edition.planned_anew", "edition.called_off")).order_by("pk")
    assert [event.reason for event in kept] == ["The goggles come later", "They break"]
    assert kept[0].before["effective"] == TOMORROW.isoformat()
    assert kept[0].after["effective"] == LATER.isoformat()
    tell_news()
    told = Notification.objects.filter(person=editor, kind__in=(Kind.PLANNED_ANEW, Kind.CALLED_OFF))
    assert told.count() == 2


def test_what_can_not_be_is_refused_and_nothing_changes(planned: Edition, editor: User, trainer: User) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    for moment, reason in ((yesterday, "Sooner"), (LATER, " ")):
        with pytest.raises(ControlError):
            plan_anew(by=trainer, edition=planned, effective_at=moment, reason=reason)
    with pytest.raises(ControlError):
        call_off(by=trainer, edition=planned, reason="")
    with pytest.raises(PermissionDenied):
        plan_anew(by=editor, edition=planned, effective_at=LATER, reason="Later")
    with pytest.raises(PermissionDenied):
        call_off(by=editor, edition=planned, reason="Never")
    assert Edition.objects.planned().get().effective_at == TOMORROW


def test_temporary_edition_does_not_begin_after_its_end(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, NEW, by=editor)
    ends = TOMORROW + timedelta(days=2)
    edition = agreed(ask(page, editor, wish=Wish(effective_at=TOMORROW, falls_back_at=ends)), trainer)
    with pytest.raises(ControlError, match="temporary"):
        plan_anew(by=trainer, edition=edition, effective_at=LATER, reason="Later")
    plan_anew(by=trainer, edition=edition, effective_at=None, reason="Now")
    coming_back = Edition.objects.planned().get()
    with pytest.raises(ControlError, match="comes back by itself"):
        call_off(by=trainer, edition=coming_back, reason="It shall stay")


def test_who_comes_too_late_is_told(planned: Edition, trainer: User) -> None:
    plan_anew(by=trainer, edition=planned, effective_at=None, reason="Now")
    with pytest.raises(Overtaken):
        call_off(by=trainer, edition=planned, reason="Never")
    assert fresh(planned.page).text == NEW


def test_trainer_changes_the_date_on_the_screen(planned: Edition, editor: User, trainer: User) -> None:
    page, client = fresh(planned.page), client_of(trainer)
    address = page.url(f"editions/{planned.pk}/plan/")
    assert address in client.get(page.url()).content.decode()
    assert address in client.get(page.url("document/")).content.decode()
    assert address not in client_of(editor).get(page.url("document/")).content.decode()
    empty = client.post(address, {"begins": "moment", "reason": "Later"})
    assert (empty.status_code, "Fill this in" in empty.content.decode()) == (422, True)
    done = client.post(
        address, {"begins": "moment", "effective_at": "2033-03-01T09:00", "reason": "Later"}, follow=True
    )
    assert "has another date" in done.content.decode()
    done = client.post(address, {"begins": "never", "reason": "Never"}, follow=True)
    assert "waits for approval again" in done.content.decode()
    assert client.get(address).status_code == 404


def test_what_another_edition_ends_before_it_began_is_kept_and_told(
    planned: Edition, editor: User, trainer: User
) -> None:
    make_revision(fresh(planned.page), f"{NEW}\nAnd boots.\n", by=trainer)
    request = ask(planned.page, trainer, wish=Wish(kind=ReviewRequest.Kind.EMERGENCY))
    planned.refresh_from_db()
    assert planned.cancelled_at
    event = AuditEvent.objects.get(action="edition.called_off")
    assert (event.after, event.reason) == (
        {"edition": "2.0"},
        f"Edition {request.edition.number} took effect before it.",
    )
    tell_news()
    assert Notification.objects.filter(person=editor, kind=Kind.CALLED_OFF).count() == 1
