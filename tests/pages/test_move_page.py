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


@pytest.fixture
def large(space, monkeypatch):
    """A space that is too large for one screen, with two pages on a screen: three, and two below the first."""
    monkeypatch.setattr("wiki.pages.arrangement.WHOLE", 4)
    monkeypatch.setattr("wiki.pages.arrangement.A_PAGE", 2)
    one, *others = (make_page(space, name) for name in ("One", "Two", "Three"))
    return [one, *others, *(make_page(one, name) for name in ("Four", "Five"))]


def arranged(screen):
    return re.findall(r'<li class="arrange-row.*?<a class="row-title"[^>]*>(.*?)</a>', screen)


def test_large_space_is_arranged_a_branch_and_a_page_of_it_at_a_time(space, large, editor_client):
    one = large[0]
    screen = editor_client.get("/handbook/-/tree/").text
    assert arranged(screen) == ["One", "Two"]
    assert f'href="?below={one.pk}">2 pages below' in screen
    assert f'rel="next" href="?page=2&amp;below={front_page(space).pk}"' in screen
    assert arranged(editor_client.get("/handbook/-/tree/?page=2").text) == ["Three"]
    screen = editor_client.get(f"/handbook/-/tree/?below={one.pk}").text
    assert arranged(screen) == ["Four", "Five"]
    assert f'<a href="?below={front_page(space).pk}">Handbook</a>' in screen


@pytest.mark.parametrize("query", ["below=99999", "below=x", "below=", "page=99", "below={leaf}"])
def test_branch_that_is_not_there_gives_way_to_one_that_is(space, large, editor_client, query):
    assert arranged(editor_client.get(f"/handbook/-/tree/?{query.format(leaf=large[1].pk)}").text)


def test_move_in_a_large_space_leads_to_the_branch_where_the_page_is_now(space, large, editor_client):
    one, two, three, four, _five = large
    move = {"move": f"{four.pk}:{front_page(space).pk}:3"}
    answer = editor_client.post(f"/handbook/-/tree/?below={one.pk}", move)
    assert answer.headers["Location"] == f"/handbook/-/tree/?below={front_page(space).pk}&page=2#page-{four.pk}"
    assert titles(space) == ["One", "Two", "Three", "Four"]
    up = re.search(rf'value="({three.pk}:\d+:\d+)" title="Up"', editor_client.get("/handbook/-/tree/?page=2").text)[1]
    answer = editor_client.post("/handbook/-/tree/?page=2", {"move": up})
    assert answer.headers["Location"] == f"/handbook/-/tree/?below={front_page(space).pk}#page-{three.pk}"
    assert titles(space) == ["One", "Three", "Two", "Four"]
    assert two.title in arranged(editor_client.get("/handbook/-/tree/?page=2").text)


@pytest.mark.parametrize("move", ["", "7", "a:b:c", "99999:1:0"])
def test_move_that_names_no_place_is_told(space, kitchen, editor_client, move):
    answer = editor_client.post("/handbook/-/tree/", {"move": move})
    assert answer.status_code == 409
    assert "That place is not there any more" in answer.text


def test_reader_cannot_reorder(space, kitchen, reader):
    with pytest.raises(PermissionDenied):
        reorder_page(by=reader, page=kitchen, parent=front_page(space), index=0)
