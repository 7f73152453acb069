"""Choosing pages of a space that is too large for one screen."""

import re

import pytest

from tests.conftest import client_of, make_page, make_space
from wiki.pages.models import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/handbook/-/selection/"


@pytest.fixture
def space(admin):
    return make_space()


@pytest.fixture
def keys(space, monkeypatch):
    """Three branches, the first with two pages and one below them; two pages to a screen."""
    monkeypatch.setattr("wiki.pages.arrangement.WHOLE", 4)
    monkeypatch.setattr("wiki.pages.arrangement.A_PAGE", 2)
    cleaning = make_page(space, "Cleaning")
    floors = make_page(cleaning, "Floors")
    made = [cleaning, floors, make_page(floors, "Wax"), make_page(cleaning, "Walls")]
    made += [make_page(space, "Fire"), make_page(space, "Archive")]
    return {page.title: page.pk for page in made}


def text(response):
    return response.content.decode()


def sent(shown, tick=(), untick=()):
    """What a browser without JavaScript sends from this screen, with more or fewer boxes ticked."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", shown.partition("<wiki-selection")[2]):
        name, value = (re.search(rf'{what}="([^"]*)"', tag)[1] for what in ("name", "value"))
        box = (name, int(value)) if "checkbox" in tag else None
        if box is None or (box not in untick and (box in tick or " checked" in tag)):
            fields.setdefault(name, []).append(value)
    return fields


def titles(shown):
    return re.findall(r'class="row-title"[^>]*>([^<]*)<', shown)


def ticked(shown):
    return [(name, int(key)) for name, key in re.findall(r'name="(\w+)" value="(\d+)"[^>]* checked', shown)]


def stretch(client, shown, key, number=1, **boxes):
    return text(client.post(ADDRESS, sent(shown, **boxes) | {"stretch": f"{key}:{number}"}))


def chosen(client, shown, **boxes):
    """The titles of the pages that a change of everything chosen would be of."""
    asked = text(client.post(ADDRESS, sent(shown, **boxes) | {"act": "tag"}))
    found = re.search(r'name="page" value="([\d,]*)"', asked)
    return set(Page.objects.filter(pk__in=found[1].split(",")).values_list("title", flat=True)) if found else set()


def test_a_screen_has_a_stretch_of_the_pages_below_one(space, keys, editor_client):
    first = text(editor_client.get(ADDRESS))
    assert titles(first) == ["Cleaning", "Fire"]
    assert "3 pages below" in first
    assert "Page 1 of 2" in first
    assert titles(stretch(editor_client, first, Page.objects.get(parent=None).pk, 2)) == ["Archive"]
    assert titles(text(editor_client.get(f"{ADDRESS}?stretch={keys['Cleaning']}:1"))) == ["Floors", "Walls"]


def test_ticks_go_along_from_screen_to_screen_and_back(space, keys, editor_client):
    first = text(editor_client.get(ADDRESS))
    second = stretch(editor_client, first, keys["Cleaning"], tick=[("page", keys["Fire"])])
    assert ticked(second) == []
    assert "1 page is selected elsewhere in the tree." in second
    third = stretch(editor_client, second, keys["Floors"], tick=[("page", keys["Walls"])])
    assert 'data-elsewhere="2"' in third
    assert chosen(editor_client, third, tick=[("page", keys["Wax"])]) == {"Fire", "Walls", "Wax"}
    back = stretch(editor_client, third, Page.objects.get(parent=None).pk)
    assert ticked(back) == [("page", keys["Fire"])]
    assert "3 pages below, 1 selected" in back


def test_a_branch_is_chosen_with_all_below_though_they_are_not_on_the_screen(space, keys, editor_client):
    first = text(editor_client.get(ADDRESS))
    whole = {"Cleaning", "Floors", "Wax", "Walls"}
    assert chosen(editor_client, first, tick=[("branch", keys["Cleaning"])]) == whole
    inside = stretch(editor_client, first, keys["Cleaning"], tick=[("branch", keys["Cleaning"])])
    assert ticked(inside) == [("page", keys["Floors"]), ("branch", keys["Floors"]), ("page", keys["Walls"])]
    assert chosen(editor_client, inside) == whole


def test_what_is_taken_out_of_a_branch_stays_out(space, keys, editor_client):
    first = text(editor_client.get(ADDRESS))
    inside = stretch(editor_client, first, keys["Cleaning"], tick=[("branch", keys["Cleaning"])])
    assert chosen(editor_client, inside, untick=[("page", keys["Walls"])]) == {"Cleaning", "Floors", "Wax"}
    floors = [("page", keys["Floors"]), ("branch", keys["Floors"])]
    assert chosen(editor_client, inside, untick=floors) == {"Cleaning", "Walls"}
    back = stretch(editor_client, inside, Page.objects.get(parent=None).pk, untick=[("page", keys["Walls"])])
    assert ticked(back) == [("page", keys["Cleaning"])]


def test_a_branch_that_is_whole_elsewhere_is_sent_as_one_key(space, keys, editor_client):
    first = text(editor_client.get(ADDRESS))
    other = stretch(editor_client, first, Page.objects.get(parent=None).pk, 2, tick=[("branch", keys["Cleaning"])])
    assert f'name="branch" value="{keys["Cleaning"]}"' in other
    assert 'data-elsewhere="4"' in other
    assert chosen(editor_client, other) == {"Cleaning", "Floors", "Wax", "Walls"}


def test_nothing_chosen_is_told_where_one_was(space, keys, editor_client):
    inside = text(editor_client.get(f"{ADDRESS}?stretch={keys['Cleaning']}:1"))
    response = editor_client.post(ADDRESS, sent(inside) | {"act": "trash"})
    assert response.status_code == 422
    assert titles(text(response)) == ["Floors", "Walls"]


def test_going_back_keeps_what_was_chosen(space, keys, editor_client):
    shown = text(editor_client.post(ADDRESS, {"act": "tag", "page": f"{keys['Wax']},{keys['Fire']}", "again": "1"}))
    assert ticked(shown) == [("page", keys["Fire"])]
    assert chosen(editor_client, shown) == {"Wax", "Fire"}


@pytest.mark.parametrize("value", ["", ":", "x:y", "0:0", "99999999999999999999:1", "1:-3", "é:1"])
def test_a_stretch_that_is_none_is_the_first(space, keys, editor_client, value):
    assert titles(text(editor_client.get(ADDRESS, {"stretch": value}))) in (["Cleaning", "Fire"], ["Archive"])


def test_the_arranged_tree_leads_to_the_same_stretch(space, keys, editor_client):
    shown = text(editor_client.get(f"/handbook/-/tree/?below={keys['Cleaning']}"))
    assert f'href="/handbook/-/selection/?stretch={keys["Cleaning"]}:1"' in shown


def test_size_of_the_screen_does_not_grow_with_the_space(space, keys, editor_client, django_assert_max_num_queries):
    small = len(editor_client.get(ADDRESS).content)
    for number in range(12):
        make_page(space, f"Page {number}")
    editor_client.get(ADDRESS)  # prepares the outline anew
    with django_assert_max_num_queries(12):
        large = len(editor_client.get(ADDRESS).content)
    assert large < small + 200


def test_readers_choose_nothing(space, keys, reader):
    assert client_of(reader).get(f"{ADDRESS}?stretch={keys['Cleaning']}:1").status_code in (403, 404)
