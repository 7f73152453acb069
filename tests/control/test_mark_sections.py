"""Approvers say of each changed section who has to read it again."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.conftest import client_of, make_revision, make_user
from tests.control.desk import NEW, OLD, ask, fresh
from wiki.audit.models import AuditEvent
from wiki.control.actions import change_policy, decide
from wiki.control.models import ReviewRequest, Step
from wiki.control.wishes import Asked, Wish
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page

NONE_SELECTED = '<option value="none" selected>'
TWO_SECTIONS = f"{NEW}\n## Steps\n\nPull the plug.\n\n## Records\n\nSign the sheet.\n"


@pytest.fixture
def client(trainer: User) -> Client:
    return client_of(trainer)


@pytest.fixture
def asked(page: Page, editor: User) -> ReviewRequest:
    make_revision(page, TWO_SECTIONS, by=editor)
    return ask(page, editor)


def address(asked: ReviewRequest, act: str = "") -> str:
    return fresh(asked.page).url(f"requests/{asked.pk}/{act}")


def say(client: Client, asked: ReviewRequest, **said: str) -> object:
    return client.post(address(asked, "decision/"), {"seen": asked.seal, **said})


def test_new_sections_are_marked_by_their_names(asked: ReviewRequest, client: Client) -> None:
    shown = client.get(address(asked)).content.decode()
    for name in ("mark-", "mark-steps", "mark-records"):
        assert f'name="{name}"' in shown
    say(client, asked, verdict="yes", **{"mark-steps": "none", "mark-records": "train"})
    assert Edition.objects.in_force().get(page=asked.page).marks == {"steps": "none", "records": "train"}
    event = AuditEvent.objects.get(action="review.approved")
    assert event.after["marks"] == {"steps": "none", "records": "train"}
    shown = client.get(address(asked)).content.decode()
    assert "<dt>Steps</dt><dd>No action</dd><dt>Records</dt><dd>Train again</dd>" in shown


def test_a_wrong_password_leaves_the_marks_as_they_were(asked: ReviewRequest, client: Client, admin: User) -> None:
    change_policy(by=admin, space=asked.page.space, is_signed=True)
    answer = say(client, asked, verdict="yes", password="wrong", **{"mark-steps": "none"})
    assert answer.status_code == 422
    assert answer.content.decode().count(NONE_SELECTED) == 1


def test_a_no_without_a_reason_leaves_the_marks_as_they_were(asked: ReviewRequest, client: Client) -> None:
    answer = say(client, asked, verdict="no", **{"mark-records": "none"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Say why not" in shown
    assert shown.count(NONE_SELECTED) == 1


def test_reviewers_mark_nothing(page: Page, editor: User, trainer: User, client: Client) -> None:
    make_revision(page, TWO_SECTIONS, by=editor)
    steps = [Asked(Step.Kind.REVIEW, [trainer.pk]), Asked()]
    asked = ask(page, editor, wish=Wish(asked=steps))
    assert 'name="mark-steps"' not in client.get(address(asked)).content.decode()
    say(client, asked, verdict="yes", **{"mark-steps": "train"})
    asked.refresh_from_db()
    assert asked.marks == {}
    assert (
        'name="mark-steps"' in client_of(make_user("Tina Trainer", Role.TRAINER)).get(address(asked)).content.decode()
    )


def test_the_next_approver_begins_with_what_was_said(page: Page, editor: User, trainer: User, client: Client) -> None:
    make_revision(page, TWO_SECTIONS, by=editor)
    asked = ask(page, editor, wish=Wish(asked=[Asked(needed=2)]))
    other = make_user("Tina Trainer", Role.TRAINER)
    decide(
        by=other, request=asked, agrees=True, seen=asked.seal, marks={"steps": "none", "": "read", "records": "read"}
    )
    shown = client.get(address(asked)).content.decode()
    assert shown.count(NONE_SELECTED) == 1
    assert "the stricter word holds" in shown


def test_what_is_in_force_already_is_not_marked(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, TWO_SECTIONS, by=editor)
    asked = ask(page, trainer, wish=Wish(kind=ReviewRequest.Kind.EMERGENCY))
    other = client_of(make_user("Tina Trainer", Role.TRAINER))
    shown = other.get(address(asked)).content.decode()
    assert "Your word" in shown
    assert "Who reads what again" not in shown


def test_nobody_is_asked_for_what_a_newer_revision_overtook(asked: ReviewRequest, editor: User, client: Client) -> None:
    assert address(asked) in client.get("/").content.decode()
    make_revision(fresh(asked.page), OLD + "Twice.\n", by=editor)
    assert address(asked) not in client.get("/").content.decode()
    shown = client.get(address(asked)).content.decode()
    assert "overtaken by a newer revision" in shown
    assert "Waits for" not in shown
    own = client_of(editor)
    assert "this one can’t be approved any more" in own.get("/approvals/").content.decode()
    assert "counts no more" in own.get(asked.page.url()).content.decode()


def test_approvers_see_that_reviewers_come_first(page: Page, editor: User, trainer: User, admin: User) -> None:
    make_revision(page, NEW, by=editor)
    asked = ask(page, editor, wish=Wish(asked=[Asked(Step.Kind.REVIEW, [admin.pk]), Asked(people=[trainer.pk])]))
    shown = client_of(trainer).get(address(asked)).content.decode()
    assert "Asked after the step above:" in shown
