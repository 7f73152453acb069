"""The trash: nothing is deleted, and trainers take pages out again."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import front_page, make_page, make_revision
from wiki.pages.actions import recover_page, trash_page
from wiki.pages.errors import PageError
from wiki.pages.models import Page, Trashing


@pytest.fixture
def kitchen(space):
    return make_page(space, "Kitchen")


def fresh(page):
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def test_trashed_page_is_gone_for_readers(kitchen, editor, reader_client):
    trash_page(by=editor, page=kitchen, reason="Closed")
    assert reader_client.get("/handbook/kitchen/").status_code == 404
    assert fresh(kitchen).revisions.count() == 1


def test_old_address_says_that_the_page_is_in_the_trash_and_who_can_bring_it_back(
    kitchen, editor, trainer, editor_client, trainer_client, reader_client
):
    trash_page(by=editor, page=kitchen, reason="Closed")
    row = f"/handbook/-/trash/{kitchen.pk}/"
    for_editor, for_trainer = (client.get("/handbook/kitchen/").text for client in (editor_client, trainer_client))
    assert "“Kitchen” is in the trash" in for_editor
    assert f'href="mailto:{trainer.email}"' in for_editor
    assert row not in for_editor
    assert f'href="{row}"' in for_trainer
    assert "in the trash" not in reader_client.get("/handbook/kitchen/").text


def test_success_message_leads_to_the_page_in_the_trash(kitchen, editor_client):
    answer = editor_client.post("/handbook/kitchen/-/trashing/", {"reason": "Closed"}, follow=True)
    assert f'<a href="/handbook/-/trash/#page-{kitchen.pk}">Kitchen</a> is in the trash' in answer.text
    assert f'id="page-{kitchen.pk}"' in editor_client.get("/handbook/-/trash/").text


def test_the_branch_goes_along_and_comes_back_together(kitchen, editor, trainer):
    fryer = make_page(kitchen, "Fryer")
    trash_page(by=editor, page=kitchen)
    assert fresh(fryer).trashed_at is not None
    recover_page(by=trainer, page=kitchen)
    assert fresh(fryer).trashed_at is None


def test_editor_cannot_recover(kitchen, editor):
    trash_page(by=editor, page=kitchen)
    with pytest.raises(PermissionDenied):
        recover_page(by=editor, page=kitchen)


def test_reader_cannot_trash(kitchen, reader):
    with pytest.raises(PermissionDenied):
        trash_page(by=reader, page=kitchen)


def test_front_page_cannot_be_trashed(space, editor):
    with pytest.raises(PageError):
        trash_page(by=editor, page=front_page(space))


def test_recovered_page_finds_a_free_address_when_its_own_is_taken(space, kitchen, editor, trainer):
    trash_page(by=editor, page=kitchen)
    make_page(space, "Kitchen")
    assert recover_page(by=trainer, page=kitchen).path == "kitchen-2"


def test_recovered_page_below_a_trashed_parent_goes_to_the_front(kitchen, editor, trainer):
    fryer = make_page(kitchen, "Fryer")
    trash_page(by=editor, page=fryer)
    trash_page(by=editor, page=kitchen)
    assert recover_page(by=trainer, page=fryer).path == "fryer"


def test_trashing_keeps_who_when_and_why(kitchen, editor, trainer):
    make_revision(kitchen, "New.\n")
    trash_page(by=editor, page=kitchen, reason="Closed")
    recover_page(by=trainer, page=kitchen)
    stay = Trashing.objects.get()
    assert (stay.by, stay.reason, stay.after_number, stay.recovered_by) == (editor, "Closed", 2, trainer)


def test_recovering_twice_is_told(kitchen, editor, trainer):
    trash_page(by=editor, page=kitchen)
    recover_page(by=trainer, page=kitchen)
    with pytest.raises(PageError):
        recover_page(by=trainer, page=kitchen)
