"""Renaming and moving: the tree, old addresses, and links that follow."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from tests.conftest import front_page, make_page, make_space
from wiki.pages.actions import move_page, reorder_page
from wiki.pages.errors import AddressTaken, PageError
from wiki.pages.models import Page, Revision
from wiki.pages.tree import outline
from wiki.spaces.models import Space


@pytest.fixture
def kitchen(space):
    return make_page(space, "Kitchen")


@pytest.fixture
def fryer(kitchen):
    return make_page(kitchen, "Fryer")


def fresh(page):
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def test_moved_page_takes_its_branch_along(space, kitchen, fryer, editor):
    hall = make_page(space, "Hall")
    move_page(by=editor, page=kitchen, parent=hall)
    assert fresh(fryer).path == "hall/kitchen/fryer"


def test_old_addresses_lead_to_the_new_place(space, kitchen, fryer, editor, reader_client):
    move_page(by=editor, page=kitchen, parent=front_page(space), slug="galley")
    assert reader_client.get("/handbook/kitchen/fryer/", follow=False).url == "/handbook/galley/fryer/"
    assert reader_client.get("/handbook/kitchen/").url == "/handbook/galley/"


def test_old_address_goes_on_leading_there_after_a_second_move(space, kitchen, editor, reader_client):
    move_page(by=editor, page=kitchen, parent=front_page(space), slug="galley")
    move_page(by=editor, page=kitchen, parent=front_page(space), slug="cookhouse")
    assert reader_client.get("/handbook/kitchen/").url == "/handbook/cookhouse/"


def test_move_is_a_revision_that_says_so(space, kitchen, editor):
    move_page(by=editor, page=kitchen, parent=front_page(space), slug="galley", reason="Ships")
    latest = fresh(kitchen).latest
    assert (latest.kind, latest.reason, latest.path) == (Revision.Kind.MOVED, "Ships", "galley")


def test_rename_changes_the_title_and_keeps_wiki_links_alive(space, kitchen, editor):
    linking = make_page(space, "Start", "See [[Kitchen]].\n")
    move_page(by=editor, page=kitchen, parent=front_page(space), title="Galley", slug="galley")
    assert 'href="/handbook/galley/"' in fresh(linking).rendering.html


def test_link_by_title_shows_the_new_title_and_own_words_stay(space, kitchen, editor):
    linking = make_page(space, "Start", "[[kitchen]], [[Kitchen|where we cook]], [Kitchen](kitchen/)\n")
    move_page(by=editor, page=kitchen, parent=front_page(space), title="Galley", slug="galley")
    shown = re.findall(r">([^<>]+)</a>", fresh(linking).rendering.html)
    assert shown == ["Galley", "where we cook", "Kitchen"]


def test_link_keeps_its_own_spelling_of_a_title_that_is_still_the_pages(space, kitchen):
    linking = make_page(space, "Start", "In the [[kitchen]].\n")
    assert ">kitchen</a>" in fresh(linking).rendering.html


def test_page_cannot_be_moved_below_itself(kitchen, fryer, editor):
    with pytest.raises(PageError):
        move_page(by=editor, page=kitchen, parent=fryer)


def test_front_page_cannot_be_moved(space, kitchen, editor):
    with pytest.raises(PageError):
        move_page(by=editor, page=front_page(space), parent=kitchen)


def test_taken_address_is_refused(space, kitchen, editor):
    make_page(space, "Hall")
    with pytest.raises(AddressTaken):
        move_page(by=editor, page=kitchen, parent=front_page(space), slug="hall")


def test_reader_cannot_move(space, kitchen, reader):
    with pytest.raises(PermissionDenied):
        move_page(by=reader, page=kitchen, parent=front_page(space), slug="x")


def test_editor_cannot_move_into_a_space_that_they_may_not_edit(space, kitchen, editor):
    secret = make_space("Secret", visibility=Space.Visibility.MEMBERS)
    with pytest.raises(PermissionDenied):
        move_page(by=editor, page=kitchen, parent=front_page(secret))


def test_page_moves_to_another_space_with_its_branch(kitchen, fryer, editor):
    other = make_space("Manuals")
    move_page(by=editor, page=kitchen, parent=front_page(other))
    assert fresh(fryer).url() == "/manuals/kitchen/fryer/"


def test_reorder_puts_the_page_at_its_place(space, editor):
    pages = [make_page(space, name) for name in ("One", "Two", "Three")]
    reorder_page(by=editor, page=pages[2], parent=front_page(space), index=0)
    space.refresh_from_db()
    assert [node.title for node in outline(space).root.children] == ["Three", "One", "Two"]


def titles(space):
    space.refresh_from_db()
    return [node.title for node in outline(space).root.children]


def test_every_arrow_of_the_arranged_tree_makes_its_move(space, editor_client):
    one, two = (make_page(space, name) for name in ("One", "Two"))
    screen = editor_client.get("/handbook/-/tree/").text
    up, into = (f"{two.pk}:{place}" for place in (f"{front_page(space).pk}:0", f"{one.pk}:0"))
    assert f'name="move" value="{up}"' in screen
    assert f'name="move" value="{into}"' in screen
    answer = editor_client.post("/handbook/-/tree/", {"move": up})
    assert answer.headers["Location"] == f"/handbook/-/tree/#page-{two.pk}"
    assert titles(space) == ["Two", "One"]
    editor_client.post("/handbook/-/tree/", {"move": into})
    assert titles(space) == ["One"]


@pytest.mark.parametrize("move", ["", "7", "a:b:c", "99999:1:0"])
def test_move_that_names_no_place_is_told(space, kitchen, editor_client, move):
    answer = editor_client.post("/handbook/-/tree/", {"move": move})
    assert answer.status_code == 409
    assert "That place is not there any more" in answer.text


def test_reader_cannot_reorder(space, kitchen, reader):
    with pytest.raises(PermissionDenied):
        reorder_page(by=reader, page=kitchen, parent=front_page(space), index=0)
