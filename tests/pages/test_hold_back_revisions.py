"""On a controlled page readers go on meeting the edition in force while changes wait."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.conftest import make_page, make_revision, make_space
from wiki.pages.actions import create_page, move_page, trash_page
from wiki.pages.actions.releasing import begin_control, end_control, put_in_force, withhold
from wiki.pages.editions.models import Edition
from wiki.pages.editions.newest import as_newest
from wiki.pages.editions.sealing import seal_of
from wiki.pages.errors import PageError
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.rendering import render_page
from wiki.pages.revisions import Body, body_of
from wiki.spaces.models import Space

pytestmark = pytest.mark.django_db

OLD, NEW = "Wear gloves.\n", "Wear gloves and zebrafish goggles.\n"


def controlled_page(**fields: object) -> Page:
    page = make_page(make_space(), text=OLD, **fields)
    begin_control(Page.objects.filter(pk=page.pk), summary="as it stood")
    return fresh(page)


def fresh(page: Page) -> Page:
    return Page.objects.select_related("space", "latest", "waiting").get(pk=page.pk)


def approved(page: Page, revision: Revision, **fields: object) -> Edition:
    fields = {"major": 2, "effective_at": timezone.now()} | fields
    return Edition.objects.create(page=page, revision=revision, seal=seal_of(body_of(revision)), **fields)


def test_a_save_waits_and_the_row_stays() -> None:
    page = controlled_page()
    revision = make_revision(page, NEW, title="Zebrafish")
    kept = fresh(page)
    assert (kept.text, kept.title, kept.latest.number) == (OLD, "Cleaning reactor R-4", 1)
    assert kept.waiting == revision
    assert body_of(revision).text == NEW
    assert "zebrafish" not in Rendering.objects.get(page=page).html


def test_editors_go_on_from_what_waits() -> None:
    page = controlled_page()
    make_revision(page, NEW)
    newest = as_newest(fresh(page))
    assert (newest.text, newest.latest.number) == (NEW, 2)
    make_revision(page, NEW + "\nThen rinse.\n")
    assert fresh(page).waiting.number == 3
    assert fresh(page).text == OLD


def test_saving_the_same_again_makes_no_revision() -> None:
    page = controlled_page()
    make_revision(page, NEW)
    with pytest.raises(AssertionError):
        make_revision(page, NEW)


def test_an_object_that_is_ahead_never_writes_what_waits() -> None:
    page = controlled_page()
    make_revision(page, NEW)
    ahead = as_newest(fresh(page))
    ahead.position = 7
    ahead.save()
    assert (fresh(page).text, fresh(page).position, fresh(page).latest.number) == (OLD, 7, 1)
    with pytest.raises(ValueError, match="waits for approval"):
        render_page(ahead)


def test_a_released_edition_is_what_readers_meet() -> None:
    page = controlled_page()
    revision = make_revision(page, NEW, title="Zebrafish")
    assert put_in_force(approved(page, revision))
    kept = fresh(page)
    assert (kept.text, kept.title, kept.latest, kept.waiting) == (NEW, "Zebrafish", revision, None)
    assert "zebrafish" in Rendering.objects.get(page=page).html
    first, second = Edition.objects.filter(page=page).order_by("pk")
    assert first.in_force_until == second.in_force_from
    assert second.in_force_until is None


def test_what_was_saved_after_the_approved_revision_goes_on_waiting() -> None:
    page = controlled_page()
    revision = make_revision(page, NEW)
    make_revision(page, NEW + "\nAnd an ostrich.\n")
    put_in_force(approved(page, revision))
    assert fresh(page).text == NEW
    assert fresh(page).waiting.number == 3


def test_releasing_twice_changes_nothing() -> None:
    page = controlled_page()
    edition = approved(page, make_revision(page, NEW))
    assert put_in_force(edition)
    assert not put_in_force(edition)
    assert Edition.objects.filter(page=page).in_force().count() == 1


def test_a_temporary_edition_plans_the_way_back() -> None:
    page = controlled_page()
    until = timezone.now() + timedelta(days=3)
    put_in_force(approved(page, make_revision(page, NEW), falls_back_at=until))
    back = Edition.objects.filter(page=page).planned().get()
    assert (back.effective_at, back.revision.number, back.number) == (until, 1, "1.0")
    put_in_force(back)
    assert fresh(page).text == OLD
    assert fresh(page).waiting.number == 2


def test_a_newer_edition_ends_the_way_back_from_a_temporary_one() -> None:
    page = controlled_page()
    until = timezone.now() + timedelta(days=3)
    put_in_force(approved(page, make_revision(page, NEW), falls_back_at=until))
    put_in_force(approved(page, make_revision(page, NEW + "\nMore.\n"), major=3))
    assert not Edition.objects.filter(page=page).planned().exists()


def test_a_new_page_of_a_controlled_space_is_there_for_editors_only(
    editor: User, editor_client: Client, reader_client: Client
) -> None:
    space = make_space()
    Space.objects.update(is_controlled=True)
    parent = Page.objects.select_related("space").get(space=space)
    page = create_page(by=editor, parent=parent, title="Zebrafish care", text=NEW)
    assert page.withheld_at
    assert reader_client.get(page.url()).status_code == 404
    assert editor_client.get(page.url("edit/")).status_code == 200
    assert b"Zebrafish" not in reader_client.get("/handbook/").content
    assert b"/handbook/zebrafish-care/" not in reader_client.get("/search/?q=zebrafish").content
    put_in_force(approved(page, page.latest, major=1))
    assert b"zebrafish goggles" in reader_client.get(page.url()).content
    assert b"/handbook/zebrafish-care/" in reader_client.get("/search/?q=zebrafish").content


def test_readers_see_only_approved_revisions(reader_client: Client, editor_client: Client) -> None:
    page = controlled_page()
    make_revision(page, NEW, reason="zebrafish")
    assert b"zebrafish" not in reader_client.get(page.url("history/")).content
    for act in ("history/2/", "compare/1..2/", "compare/?a=1&b=2"):
        assert reader_client.get(page.url(act), follow=True).status_code == 404, act
        assert editor_client.get(page.url(act), follow=True).status_code == 200, act
    assert b"zebrafish" in editor_client.get(page.url("history/")).content


def test_moving_leaves_what_waits_alone(editor: User) -> None:
    page = controlled_page()
    make_revision(page, NEW)
    space = page.space
    other = make_page(space, "Other")
    move_page(by=editor, page=page, parent=other)
    assert fresh(page).path == "other/cleaning-reactor-r-4"
    assert (fresh(page).text, fresh(page).latest.number, fresh(page).waiting.number) == (OLD, 1, 2)
    with pytest.raises(PageError, match="title in the editor"):
        move_page(by=editor, page=page, parent=other, title="Zebrafish")


def test_an_open_page_that_moves_into_a_controlled_space_is_withheld(editor: User, reader_client: Client) -> None:
    target = make_space("Controlled", slug="controlled")
    Space.objects.filter(pk=target.pk).update(is_controlled=True)
    parent = Page.objects.select_related("space").get(space=target)
    page = make_page(make_space(), text=NEW)
    below = make_page(page, "Below")
    moved = move_page(by=editor, page=page, parent=parent)
    assert reader_client.get(moved.url()).status_code == 404
    assert reader_client.get(fresh(below).url()).status_code == 404


def test_an_approved_page_is_not_trashed(editor: User) -> None:
    page = controlled_page()
    with pytest.raises(PageError, match="Retire it"):
        trash_page(by=editor, page=page)


def test_a_withheld_page_is_gone_for_readers(reader_client: Client, editor_client: Client, editor: User) -> None:
    page = controlled_page()
    withhold(page, by=editor, reason="replaced")
    assert reader_client.get(page.url()).status_code == 404
    assert editor_client.get(page.url("history/")).status_code == 200
    assert not Edition.objects.filter(page=page).in_force().exists()


def test_control_ends_only_when_nothing_waits() -> None:
    page = controlled_page()
    revision = make_revision(page, NEW)
    pages = Page.objects.filter(pk=page.pk)
    with pytest.raises(PageError, match="nobody approved"):
        end_control(pages)
    put_in_force(approved(page, revision))
    assert end_control(pages) == 1
    make_revision(page, OLD)
    assert fresh(page).text == OLD


def test_the_seal_covers_title_text_tags_and_attachments() -> None:
    body = Body("Title", "Text", tags=["one"], files={"a.png": "0" * 64})
    others = [
        Body("title", "Text", tags=["one"], files={"a.png": "0" * 64}),
        Body("Title", "text", tags=["one"], files={"a.png": "0" * 64}),
        Body("Title", "Text", tags=["two"], files={"a.png": "0" * 64}),
        Body("Title", "Text", tags=["one"], files={"a.png": "1" * 64}),
        Body("Title", "Text", "---\na: 1\n---\n", tags=["one"], files={"a.png": "0" * 64}),
    ]
    assert len({seal_of(one) for one in [body, *others]}) == 6
    assert seal_of(Body("Title", "Text", tags=["one"], files={"a.png": "0" * 64})) == seal_of(body)
