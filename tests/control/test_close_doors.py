"""No way around the approval: what comes into a controlled space by another door is withheld or refused."""

from pathlib import Path

import pytest

from accounts.models import User
from tests.conftest import client_of, make_page, make_revision, make_space
from tests.control.desk import NEW, OLD, ask, fresh
from wiki.control.actions import control_space, decide, open_space, retire
from wiki.exchange.actions import request_import
from wiki.exchange.carrying import carry_out
from wiki.exchange.errors import ImportRefused
from wiki.history.actions import restore_revision
from wiki.pages.actions import copy_page, plan_change, recover_page, tag_pages, take_back, trash_page
from wiki.pages.batches.models import Batch
from wiki.pages.models import Page
from wiki.spaces.models import Space


def test_an_import_into_a_controlled_space_is_refused(page: Page, admin: User, tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text(NEW)
    job = request_import(by=admin, space=page.space, source="folder", location=str(tmp_path))
    with pytest.raises(ImportRefused, match="has controlled documents"):
        carry_out(job)
    assert Page.objects.filter(space=page.space).count() == 2


def test_a_page_that_was_trashed_open_comes_back_withheld(
    space: Space, editor: User, trainer: User, admin: User
) -> None:
    made = make_page(space, by=editor, text=NEW)
    trash_page(by=editor, page=made)
    control_space(by=admin, space=space)
    recover_page(by=trainer, page=Page.objects.get(pk=made.pk))
    assert fresh(made).withheld_at


def test_tags_given_to_many_at_once_are_not_taken_back_from_controlled_pages(
    space: Space, editor: User, admin: User
) -> None:
    made = make_page(space, by=editor)
    batch = tag_pages(by=editor, space=space, pages=[made.pk], add=["new"], remove=[], reason="r")
    control_space(by=admin, space=space)
    batch = Batch.objects.get(pk=batch.pk)
    with pytest.raises(Exception, match="controlled page"):
        take_back(by=admin, batch=batch)
    assert fresh(made).tags == ["new"]


def test_a_restored_revision_waits_as_any_other_change(page: Page, editor: User, trainer: User) -> None:
    make_revision(page, NEW, by=editor)
    request = ask(page, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal)
    restore_revision(by=trainer, page=fresh(page), number=1, seen=2, reason="Back")
    assert fresh(page).text == NEW
    assert fresh(page).waiting.number == 3


def test_a_copy_has_what_readers_meet(page: Page, editor: User) -> None:
    make_revision(page, NEW, by=editor)
    other = make_space("Other")
    front = Page.objects.select_related("space").get(space=other, parent=None)
    response = client_of(editor).post(page.url("copy/"), {"title": "Copy", "parent": front.pk}, follow=True)
    assert response.status_code == 200
    assert Page.objects.get(space=other, title="Copy").text == OLD
    assert copy_page(by=editor, page=fresh(page), parent=front, title="Again").text == OLD


def test_control_of_a_space_ends_although_a_document_is_retired(page: Page, trainer: User, admin: User) -> None:
    retire(by=trainer, page=page, reason="Gone")
    open_space(by=admin, space=page.space)
    assert fresh(page).withheld_at
    front = Page.objects.get(space=page.space, parent=None)
    assert not front.is_controlled


def test_many_pages_at_once_leave_controlled_ones_alone(page: Page, editor: User) -> None:
    plan = plan_change(by=editor, space=page.space, pages=[page.pk], act=Batch.Act.TRASH)
    assert any("controlled page" in problem.why for problem in plan.problems)


def test_a_save_says_that_it_waits(page: Page, editor: User) -> None:
    said = {"title": page.title, "text": NEW, "base_number": 1, "reason": "r"}
    assert b"which waits for approval" in client_of(editor).post(page.url("edit/"), said, follow=True).content
