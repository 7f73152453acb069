"""Requests among others: change sets, older and newer editions, several approvers, many requests."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.conftest import make_revision, make_user
from tests.control.desk import NEW, OLD, ask, fresh
from wiki.control.access import open_requests
from wiki.control.actions import decide
from wiki.control.errors import ControlError, Overtaken
from wiki.control.models import ChangeSet, ReviewRequest
from wiki.control.wishes import Asked, Wish
from wiki.pages.actions import create_page
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page


def asked_as_one(page: Page, editor: User) -> tuple[ReviewRequest, ReviewRequest]:
    """The page with a change, and a new one, that are to take effect together."""
    make_revision(page, NEW, by=editor)
    front = Page.objects.get(space=page.space, parent=None)
    other = create_page(by=editor, parent=front, title="Goggles", text=NEW)
    both = Wish(change_set=ChangeSet.objects.create(space=page.space, title="Goggles everywhere", by=editor))
    return ask(page, editor, wish=both), ask(other, editor, wish=both)


@pytest.mark.parametrize("first_agrees", [True, False])
def test_pages_of_a_change_set_take_effect_together_or_not_at_all(
    page: Page, editor: User, trainer: User, first_agrees: bool
) -> None:
    first, second = asked_as_one(page, editor)
    decide(by=trainer, request=first, agrees=first_agrees, seen=first.seal, reason="Not yet")
    if first_agrees:
        decide(by=trainer, request=second, agrees=False, seen=second.seal, reason="Not yet")
    else:
        with pytest.raises(Overtaken):
            decide(by=trainer, request=second, agrees=True, seen=second.seal)
    assert fresh(page).text == OLD
    assert fresh(second.page).withheld_at
    assert ReviewRequest.objects.filter(closed_at=None).count() == 0
    again = ask(page, editor)
    decide(by=trainer, request=again, agrees=True, seen=again.seal)
    assert fresh(page).text == NEW


def test_a_page_that_is_submitted_anew_ends_its_change_set(page: Page, editor: User, trainer: User) -> None:
    first, second = asked_as_one(page, editor)
    decide(by=trainer, request=first, agrees=True, seen=first.seal)
    make_revision(page, NEW + "\nAnd boots.\n", by=editor)
    ask(page, editor)
    with pytest.raises(Overtaken):
        decide(by=trainer, request=second, agrees=True, seen=second.seal)
    assert fresh(page).text == OLD


def test_an_older_revision_that_was_planned_does_not_follow_a_newer_one(
    page: Page, editor: User, trainer: User
) -> None:
    make_revision(page, NEW, by=editor)
    later = ask(page, editor, wish=Wish(effective_at=timezone.now() + timedelta(days=9)))
    decide(by=trainer, request=later, agrees=True, seen=later.seal)
    make_revision(page, NEW + "\nAnd boots.\n", by=editor)
    now = ask(page, editor)
    decide(by=trainer, request=now, agrees=True, seen=now.seal)
    assert "boots" in fresh(page).text
    assert not Edition.objects.planned().exists()


def test_a_temporary_edition_leaves_what_is_planned_after_it(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, NEW, by=editor)
    later = ask(page, editor, wish=Wish(effective_at=timezone.now() + timedelta(days=9)))
    decide(by=trainer, request=later, agrees=True, seen=later.seal)
    make_revision(page, NEW + "\nAnd boots.\n", by=editor)
    passing = ask(page, editor, wish=Wish(falls_back_at=timezone.now() + timedelta(days=2)))
    decide(by=trainer, request=passing, agrees=True, seen=passing.seal)
    assert sorted(one.number for one in Edition.objects.planned()) == ["1.0", "2.0"]


def test_of_two_approvers_marks_the_stricter_hold(page: Page, editor: User, trainer: User) -> None:
    other = make_user("Tina Trainer", Role.TRAINER)
    make_revision(page, NEW, by=editor)
    request = ask(page, editor, wish=Wish(asked=[Asked(needed=2)]))
    said = ({"steps": "train", "records": "none"}, {"steps": "read", "records": "read", "": "none"})
    for by, marks in zip((trainer, other), said, strict=True):
        decide(by=by, request=request, agrees=True, seen=request.seal, marks=marks)
    edition = Edition.objects.in_force().get(page=page)
    assert edition.marks == {"steps": "train", "records": "read", "": "none"}


def test_an_emergency_release_is_decided_before_the_next_change(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, NEW, by=editor)
    ask(page, trainer, wish=Wish(kind=ReviewRequest.Kind.EMERGENCY))
    make_revision(page, NEW + "\nAnd boots.\n", by=editor)
    with pytest.raises(ControlError, match="approved or rejected first"):
        ask(page, editor)


def test_home_asks_no_more_the_more_requests_wait_for_others(
    page: Page, editor: User, trainer: User, reader: User, django_assert_num_queries: Any
) -> None:
    front = Page.objects.get(space=page.space, parent=None)
    for number in range(8):
        made = create_page(by=editor, parent=front, title=f"Page {number}", text=NEW)
        ask(made, editor, wish=Wish(asked=[Asked(people=[trainer.pk])]))
    assert len(open_requests(trainer, 5)) == 5
    others = make_user("Else Editor", Role.EDITOR)
    for person, queries in ((reader, 1), (others, 3)):  # whoever looks, and however many wait for others
        person.get_all_permissions()
        with django_assert_num_queries(queries):
            assert open_requests(person) == []
