"""What approvers are told of a request: whether it is in force already, what goes with it, and what the page hides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Team, User
from accounts.roles import Role
from tests.conftest import client_of, make_page, make_revision, make_user
from tests.control.desk import NEW, ask, fresh
from wiki.control.actions import decide, retire, submit_together
from wiki.control.errors import ControlError
from wiki.control.models import ReviewRequest, Step
from wiki.control.register import pages_with_changes
from wiki.control.wishes import Wish
from wiki.pages.models import Page

SUBMIT = {"summary": "Goggles", "size": "major", "needed": "1", "reviews": "0", "begins": "now", "kind": "normal"}


def shown_to(person: User, asked: ReviewRequest) -> str:
    return client_of(person).get(fresh(asked.page).url(f"requests/{asked.pk}/")).content.decode()


def test_an_emergency_release_says_that_it_is_in_force(page: Page, trainer: User, editor: User, admin: User) -> None:
    make_revision(page, NEW, by=trainer)
    said = SUBMIT | {"kind": "emergency", "seen": 2}
    told = client_of(trainer).post(page.url("submission/"), said, follow=True).content.decode()
    assert "is in force as it stands. Somebody else has to approve it by" in told
    asked = ReviewRequest.objects.get()
    assert "edition 2.0 is in force already" in shown_to(admin, asked)
    decide(by=admin, request=asked, agrees=False, seen=asked.seal, reason="Not like that")
    assert "was released in an emergency, before anybody approved it" in shown_to(admin, asked)
    assert "See the request" in client_of(editor).get(page.url("document/")).content.decode()


def test_the_pages_of_a_change_set_name_one_another(page: Page, editor: User, trainer: User) -> None:
    other = make_page(page.space, "Receiving goods", by=editor)
    make_revision(page, NEW, by=editor)
    made = submit_together(
        by=editor, space=page.space, title="Autumn", pages=[fresh(page), other], summary="x", wish=Wish()
    )
    first, second = made.requests.order_by("pk")
    assert f"requests/{second.pk}/" in shown_to(trainer, first)
    said = {"seen": first.seal, "verdict": "yes"}
    told = client_of(trainer).post(page.url(f"requests/{first.pk}/decision/"), said, follow=True).content.decode()
    assert "It takes effect as one with the other pages." in told
    assert "Receiving goods</a> open" in " ".join(told.split())


def test_what_is_approved_of_a_change_set_waits_and_is_not_submitted_again(
    page: Page, editor: User, trainer: User
) -> None:
    other = make_page(page.space, "Receiving goods", by=editor)
    make_revision(page, NEW, by=editor)
    pages = [fresh(page), other]
    made = submit_together(by=editor, space=page.space, title="Autumn", pages=pages, summary="x", wish=Wish())
    first = made.requests.get(page=page)
    decide(by=trainer, request=first, agrees=True, seen=first.seal)
    client = client_of(editor)
    for address in (page.url(), page.url("document/"), "/plant/-/register/"):
        shown = client.get(address).content.decode()
        assert f"requests/{first.pk}/" in shown
        assert "-/submission/" not in shown
    with pytest.raises(ControlError, match="together with the other pages of “Autumn”"):
        ask(page, editor)
    with pytest.raises(ControlError, match="waits for approval"):
        retire(by=trainer, page=fresh(page), reason="Nobody does that any more")
    assert list(pages_with_changes(page.space)) == []


def test_approvers_can_look_at_the_source(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, NEW, by=editor)
    assert "compare/1..2/?view=split" in shown_to(trainer, ask(page, editor))


def test_reviewers_may_be_a_team_of_which_some_are_enough(page: Page, editor: User, trainer: User) -> None:
    team = Team.objects.create(name="Safety")
    people = [make_user(f"Reviewer {number}", Role.EDITOR) for number in range(3)]
    team.members.set(people)
    make_revision(page, NEW, by=editor)
    said = SUBMIT | {"reviewing_teams": [team.pk], "reviews": "2", "seen": 2}
    assert client_of(editor).post(page.url("submission/"), said).status_code == 302
    asked = ReviewRequest.objects.get()
    review = asked.steps.get(kind=Step.Kind.REVIEW)
    assert (review.needed, review.position) == (2, 0)
    for person in people[:2]:
        decide(by=person, request=asked, agrees=True, seen=asked.seal)
    decide(by=trainer, request=asked, agrees=True, seen=asked.seal)
    assert fresh(page).text == NEW


def test_readers_submit_nothing_to_a_team(page: Page, editor: User, reader: User) -> None:
    make_revision(page, NEW, by=editor)
    assert client_of(reader).post(page.url("submission/"), SUBMIT | {"seen": 2}).status_code == 403


@pytest.mark.usefixtures("editions_take_effect")
def test_a_temporary_edition_announces_no_new_one(page: Page, editor: User, trainer: User, reader: User) -> None:
    make_revision(page, NEW, by=editor)
    asked = ask(page, editor, wish=Wish(falls_back_at=timezone.now() + timedelta(days=2)))
    decide(by=trainer, request=asked, agrees=True, seen=asked.seal)
    shown = client_of(reader).get(page.url()).content.decode()
    assert "This is a temporary edition." in shown
    assert "Confirm it ahead" not in shown
