"""Approvers are told what they are to approve, and nobody else is."""

import pytest
from django.core import mail
from django.test import Client

from accounts.actions.people import give_role
from accounts.models import User
from accounts.roles import Role
from tests.activity.conftest import only_one
from tests.conftest import client_of, make_page, make_revision, make_user
from tests.control.desk import OLD, ask
from wiki.activity.excerpts import draw_excerpts
from wiki.activity.tasks import mail_notification
from wiki.activity.telling import tell_news
from wiki.control.actions import control_space, decide
from wiki.control.models import Step
from wiki.control.wishes import Asked, Wish
from wiki.pages.models import Page


@pytest.fixture
def document(page: Page, admin: User) -> Page:
    control_space(by=admin, space=page.space)
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def mailed_to(person: User) -> str:
    assert mail_notification.call(only_one(person).pk) is True
    return mail.outbox[-1].body


def bell(client: Client) -> str:
    return (
        client.get("/").content.decode().partition('<span class="bell-count" aria-hidden="true">')[2].partition("<")[0]
    )


def test_the_change_is_in_the_mail(document: Page, editor: User, trainer: User) -> None:
    make_revision(document, OLD + "\nMind the zebrafish.\n", by=editor)
    ask(document, editor)
    assert "Mind the zebrafish" in mailed_to(trainer)


def test_the_first_edition_is_asked_for_as_well(document: Page, editor: User, trainer: User) -> None:
    made = make_page(document.space, "Second", "Mind the quokka.\n", by=editor)
    ask(made, editor)
    assert "Mind the quokka" in mailed_to(trainer)
    client = client_of(trainer)
    assert bell(client) == "1"
    assert "Mind the quokka" in client.get("/notifications/").content.decode()


def test_who_may_not_see_drafts_any_more_is_shown_nothing_of_them(
    document: Page, editor: User, trainer: User, admin: User
) -> None:
    make_revision(document, OLD + "\nMind the zebrafish.\n", by=editor)
    ask(document, editor, summary="Because of zebrafish")
    tell_news()
    draw_excerpts()
    give_role(by=admin, person=trainer, role=Role.READER)
    client = client_of(User.objects.get(pk=trainer.pk))
    assert bell(client) == ""
    assert "zebrafish" not in client.get("/notifications/").content.decode()
    assert mail_notification.call(trainer.notifications.get().pk) is False


def test_who_submitted_is_said_to_ask_after_a_review_too(document: Page, editor: User, trainer: User) -> None:
    reviewer = make_user("Rita Reviewer", Role.EDITOR)
    make_revision(document, OLD + "\nMind the zebrafish.\n", by=editor)
    asked = [Asked(Step.Kind.REVIEW, people=[reviewer.pk]), Asked(Step.Kind.APPROVE, people=[trainer.pk])]
    request = ask(document, editor, wish=Wish(asked=asked))
    tell_news()
    assert only_one(reviewer).actor == editor
    decide(by=reviewer, request=request, agrees=True, seen=request.seal)
    tell_news()
    assert only_one(trainer).actor == editor
