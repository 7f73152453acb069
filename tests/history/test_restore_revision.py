"""Restoring makes a new revision and loses nothing."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import make_page, make_revision
from wiki.history.actions import restore_revision
from wiki.pages.errors import PageError
from wiki.pages.models import Page, Revision


@pytest.fixture
def page(space):
    page = make_page(space, text="First.\n")
    make_revision(page, "Second.\n")
    make_revision(page, "Third.\n")
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def restore(page, by, number=1, **fields):
    return restore_revision(
        by=by, page=page, number=number, **({"seen": page.latest.number, "reason": "Wrong"} | fields)
    )


def test_restoration_is_a_new_revision_that_copies_the_old_one(page, trainer):
    made = restore(page, trainer)
    assert (made.number, made.kind, made.origin, made.reason) == (4, Revision.Kind.RESTORED, 1, "Wrong")
    assert Page.objects.get(pk=page.pk).text == "First.\n"
    assert made.content_hash == page.revisions.get(number=1).content_hash


@pytest.mark.parametrize("who", ["editor", "reader", "outsider"])
def test_others_cannot_restore(page, who, request):
    with pytest.raises(PermissionDenied):
        restore(page, request.getfixturevalue(who))
    assert page.revisions.count() == 3


def test_change_that_the_person_did_not_see_is_not_undone(page, trainer):
    make_revision(page, "Fourth.\n")
    with pytest.raises(PageError, match="revision 4"):
        restore(page, trainer)


def test_latest_revision_cannot_be_restored(page, trainer):
    with pytest.raises(PageError):
        restore(page, trainer, number=3)


def test_screen_shows_what_would_be_lost_and_asks_why(page, trainer_client):
    answer = trainer_client.get(page.url("restore/1/"))
    assert [revision.number for revision in answer.context["lost"]] == [3, 2]
    assert trainer_client.post(page.url("restore/1/"), {"seen": 3, "reason": ""}).status_code == 200
    assert trainer_client.post(page.url("restore/1/"), {"seen": 3, "reason": "Wrong"}).url == page.url()


def test_editor_sees_whom_to_ask(page, trainer, editor_client):
    assert trainer in editor_client.get(page.url("history/")).context["ask"]
    assert editor_client.get(page.url("restore/1/")).status_code == 403
