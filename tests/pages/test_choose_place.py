"""A page is put below another one: chosen from all, or in a large wiki from those near it and those that are found."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import front_page, make_page, make_space
from wiki.pages.places import FIND, WORDS
from wiki.spaces.models import Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(space, monkeypatch):
    """A wiki that counts as large."""
    monkeypatch.setattr("wiki.pages.places.WHOLE", 3)
    kitchen, office = (make_page(space, name) for name in ("Kitchen", "Office"))
    oven = make_page(kitchen, "Oven")
    return {page.title: page for page in (kitchen, office, oven, make_page(oven, "Tray"), make_page(office, "Desk"))}


def offered(answer):
    """Key and words of each option, and the key that is chosen."""
    options = re.findall(r'<option value="(\d+)"( selected)?>([^<]+)</option>', answer.text)
    chosen = [int(key) for key, is_chosen, _words in options if is_chosen]
    return {int(key): words for key, _chosen, words in options}, chosen


def test_small_wiki_offers_the_whole_tree(space, editor_client):
    page = make_page(space, "Kitchen")
    answer = editor_client.get(page.url("copy/"))
    assert set(offered(answer)[0]) == {front_page(space).pk, page.pk}
    assert WORDS not in answer.text


def test_large_wiki_offers_what_is_near(space, pages, editor_client):
    found, chosen = offered(editor_client.get(pages["Tray"].url("move/")))
    near = {pages["Kitchen"].pk, pages["Oven"].pk, front_page(space).pk}
    assert (set(found), chosen) == (near, [pages["Oven"].pk])


def test_pages_beside_the_present_place_are_near_and_cost_no_query(space, pages, editor_client):
    beside = [make_page(pages["Kitchen"], name) for name in ("Sink", "Fridge")]
    below = make_page(pages["Oven"], "Rack")
    editor_client.get(pages["Tray"].url("move/"))
    with CaptureQueriesContext(connection) as asked:
        found = offered(editor_client.get(pages["Tray"].url("move/")))[0]
    assert {page.pk for page in (*beside, below)} < set(found)
    assert found[below.pk] == "Rack (Handbook / kitchen/oven/rack)"
    assert not [query for query in asked if '"wiki_page"."position" ASC' in query["sql"]]


def test_page_is_found_by_words_of_its_title_and_what_was_typed_stays(space, pages, editor_client):
    said = {"title": "Baking tray", "slug": "tray", "parent": pages["Oven"].pk, "reason": "Moved in", WORDS: "DESK"}
    answer = editor_client.post(pages["Tray"].url("move/"), {**said, FIND: "1"})
    assert answer.status_code == 200
    found, chosen = offered(answer)
    assert chosen == [pages["Desk"].pk]
    assert found[chosen[0]] == "Desk (Handbook / office/desk)"
    assert 'value="Baking tray"' in answer.text
    assert 'value="Moved in"' in answer.text
    pages["Tray"].refresh_from_db()
    assert pages["Tray"].parent_id == pages["Oven"].pk


def test_very_title_comes_first_then_those_that_begin_so(space, pages, editor_client):
    more = {name: make_page(space, name) for name in ("A desk", "Desk drawer")}
    said = {"title": "x", "parent": "", WORDS: "desk", FIND: "1"}
    found = list(offered(editor_client.post(pages["Tray"].url("copy/"), said))[0])
    assert found[:3] == [pages["Desk"].pk, more["Desk drawer"].pk, more["A desk"].pk]


def test_page_that_was_found_can_be_chosen(space, pages, editor_client):
    said = {"title": "Tray", "slug": "tray", "parent": pages["Desk"].pk, WORDS: ""}
    answer = editor_client.post(pages["Tray"].url("move/"), said)
    assert answer.headers["Location"] == "/handbook/office/desk/tray/"


def test_enter_in_another_field_moves_the_page(space, pages, editor_client):
    said = {"title": "Tray", "slug": "tray", "parent": pages["Desk"].pk, WORDS: " ", FIND: "1"}
    assert editor_client.post(pages["Tray"].url("move/"), said).status_code == 302


@pytest.mark.parametrize("words", ["nothing like it", "\0", "%", "<b>"])
def test_nothing_found_is_told(space, pages, editor_client, words):
    answer = editor_client.post(pages["Tray"].url("copy/"), {"title": "x", "parent": "", WORDS: words, FIND: "1"})
    assert answer.status_code in (200, 400, 422)
    assert "<b>" not in answer.text.partition("No page has")[2][:20]


@pytest.mark.parametrize("place", ["Kitchen", "Oven", "Tray", "99999", "x", ""])
def test_page_can_not_go_below_itself_or_where_nothing_is(space, pages, editor_client, place):
    key = pages[place].pk if place in pages else place
    answer = editor_client.post(pages["Kitchen"].url("move/"), {"title": "K", "slug": "k", "parent": key})
    assert answer.status_code == 422
    assert set(offered(answer)[0]) & {pages["Oven"].pk, pages["Tray"].pk} == set()


def test_place_that_may_not_be_edited_is_neither_found_nor_taken(space, pages, editor, editor_client):
    hidden = make_space("Secret desk", visibility="members", members={editor: Level.READER})
    desk = make_page(hidden, "Desk drawer")
    answer = editor_client.post(pages["Tray"].url("move/"), {WORDS: "desk", FIND: "1", "parent": ""})
    assert set(offered(answer)[0]).isdisjoint({desk.pk, front_page(hidden).pk})
    said = {"title": "Tray", "slug": "tray", "parent": desk.pk}
    assert editor_client.post(pages["Tray"].url("move/"), said).status_code == 422


def test_many_pages_are_moved_to_a_place_that_was_found(space, pages, editor_client):
    said = {"act": "move", "page": f"{pages['Tray'].pk}", "reason": "Tidy", "parent": "", WORDS: "desk", FIND: "1"}
    answer = editor_client.post("/handbook/-/selection/", said)
    assert offered(answer)[1] == [pages["Desk"].pk]
    assert 'value="Tidy"' in answer.text
    said |= {"parent": pages["Desk"].pk, WORDS: "", "asked": "1"}
    del said[FIND]
    assert "See what" not in editor_client.post("/handbook/-/selection/", said).text
