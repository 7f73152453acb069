"""Pages with a past, and a plant in which everything was done that leaves a seal behind."""

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from tests.audit.chained import settle
from tests.conftest import PASSWORD, make_page, make_revision, make_space
from tests.control.desk import ask, fresh
from tests.training.asking import confirm
from wiki.control.actions import change_policy, control_space, decide, keep_unchanged
from wiki.pages.actions import move_page, trash_page
from wiki.pages.attachments import attach
from wiki.pages.models import Page
from wiki.training.actions import answer_questions, sign_off
from wiki.training.asking import questions_of
from wiki.training.confirming import confirmable
from wiki.training.terms import Passwords


@pytest.fixture
def saved(admin) -> Page:
    """A page of three revisions with a file, in a wiki that also moved and trashed pages."""
    space = make_space(by=admin)
    page = make_page(space, tags=["reactor"], by=admin)
    make_revision(page, "Wear gloves and goggles.\n", by=admin, reason="Safer")
    name, sha256 = attach(page, ContentFile(b"a plan", name="plan.txt"), {})
    make_revision(page, "See the plan: ![](plan.txt)\n", by=admin, files={name: sha256})
    move_page(by=admin, page=Page.objects.get(pk=page.pk), title="Cleaned", slug="cleaned", parent=page.parent)
    trash_page(by=admin, page=make_page(space, "Gone", by=admin))
    settle()
    return Page.objects.get(pk=page.pk)


@pytest.fixture
def proven(admin: User, editor: User, trainer: User, reader: User) -> Page:
    """A document of two editions: signed, reviewed, confirmed, asked about and practised."""
    space = make_space("Plant", by=admin)
    page = make_page(space, by=editor)
    control_space(by=admin, space=space)
    change_policy(by=admin, space=space, is_signed=True)
    make_revision(page, "Wear goggles.\n\n```question\nHow many?\n= 2\n```\n", by=editor)
    request = ask(page, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal, password=PASSWORD)
    keep_unchanged(by=trainer, page=fresh(page), password=PASSWORD)
    page = fresh(page)
    text = confirmable(page)
    seen = {"page": page, "revision": text.revision.number, "edition": text.edition.pk}
    answers = {question.key: ["2"] for question in questions_of(text)}
    assert answer_questions(by=reader, answers=answers, **seen).passed
    confirm(page, reader)
    sign_off(by=trainer, person=reader, passwords=Passwords(PASSWORD, PASSWORD), **seen)
    settle()
    return fresh(page)
