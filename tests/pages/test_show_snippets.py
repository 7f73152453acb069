import pytest

from tests.conftest import client_of, front_page, make_page, make_revision, make_space, make_user
from tests.pages.snippets import html, make_snippet
from wiki.pages.actions import (
    change_space,
    create_page,
    move_page,
    name_snippet,
    recover_page,
    trash_page,
)
from wiki.pages.models import Page
from wiki.pages.rendering import render_many
from wiki.pages.shelf import SHELF
from wiki.pages.snippets.listing import pages_showing, snippets_for
from wiki.spaces.models import Level, Membership, Space

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(admin):
    return make_space()


# --- showing ---


def test_a_page_shows_the_text_of_a_snippet(space):
    make_snippet(space)
    page = make_page(space, "Fire", "First:\n\n{{snippet: emergency-numbers}}\n")
    assert "Call <strong>112</strong>." in html(page)


def test_a_heading_that_only_says_the_snippets_title_is_not_shown(space):
    make_snippet(space, text="# Emergency numbers\n\nCall 112.\n")
    assert "<h1" not in html(make_page(space, "Fire", "{{snippet: emergency-numbers}}\n"))


def test_all_pages_follow_a_change_of_the_snippet(space):
    snippet = make_snippet(space)
    pages = [make_page(space, f"Page {n}", "{{snippet: emergency-numbers}}\n") for n in range(3)]
    make_revision(snippet, "Call 911.\n")
    assert all("911" in html(page) for page in pages)


def test_more_than_twenty_pages_are_left_to_the_worker(space, monkeypatch):
    from wiki.pages import tasks

    asked = []
    snippet = make_snippet(space)
    pages = [make_page(space, f"Page {n}", "{{snippet: emergency-numbers}}\n") for n in range(23)]
    monkeypatch.setattr(tasks.render_pages.__class__, "enqueue", lambda _task, keys: asked.extend(keys))
    make_revision(snippet, "Call 911.\n")
    assert sum("911" in html(page) for page in pages) == 20
    render_many(asked)
    assert all("911" in html(page) for page in pages)


def test_a_change_reaches_pages_through_a_snippet_in_between(space):
    inner = make_snippet(space, "inner", "Old words.\n", "Inner")
    make_snippet(space, "outer", "{{snippet: inner}}\n", "Outer")
    page = make_page(space, "Fire", "{{snippet: outer}}\n")
    make_revision(inner, "New words.\n")
    assert "New words." in html(page)


def test_two_snippets_that_show_each_other_end_in_words(space):
    first = make_snippet(space, "first", "One.\n", "First")
    make_snippet(space, "second", "{{snippet: first}}\n", "Second")
    make_revision(first, "One.\n\n{{snippet: second}}\n")
    assert "This page is the snippet “first” itself." in html(first)
    page = make_page(space, "Fire", "{{snippet: first}}\n")
    assert "would show itself" in html(page)


def test_a_page_that_waits_for_a_snippet_shows_it_once_it_is_there(space):
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    assert "There is no snippet" in html(page)
    snippet = make_snippet(space)
    assert "112" in html(page)
    name_snippet(by=make_user("Ed", "Editor"), page=snippet, name="")
    assert "There is no snippet" in html(page)


def test_a_snippet_in_the_trash_is_not_shown_until_it_is_recovered(space, admin):
    snippet = make_snippet(space)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    trash_page(by=admin, page=snippet)
    assert "There is no snippet" in html(page)
    recover_page(by=admin, page=snippet)
    assert "112" in html(page)


def test_an_old_name_goes_on_leading_to_the_snippet(space, admin):
    snippet = make_snippet(space, "numbers")
    page = make_page(space, "Fire", "{{snippet: numbers}}\n")
    name_snippet(by=admin, page=snippet, name="emergency-numbers")
    assert "112" in html(page)
    other = make_snippet(space, "numbers", "The other.\n", "Other")
    assert "The other." in html(page)
    trash_page(by=admin, page=other)
    assert "112" in html(page)


def test_pictures_and_links_of_a_snippet_are_its_own(space, admin):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from wiki.pages.attachments import attach

    snippet = make_snippet(space, text="![map](map.txt) [there](map.txt) [[Fire]]\n")
    name, sha256 = attach(snippet, SimpleUploadedFile("map.txt", b"a map"), {})
    make_revision(snippet, "[there](map.txt) and [[Fire]]\n", files={name: sha256})
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    assert f"/p/{snippet.pk}/files/{sha256}/map.txt" in html(page)
    response = client_of(admin).get(f"/p/{snippet.pk}/files/{sha256}/map.txt")
    assert b"".join(response) == b"a map"


def test_a_page_follows_when_what_its_snippet_links_to_is_renamed(space, admin):
    make_page(space, "Exit")
    make_snippet(space, text="Go to [[Exit]].\n")
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    target = Page.objects.get(title="Exit")
    move_page(by=admin, page=target, parent=front_page(space), slug="way-out")
    assert "/handbook/way-out/" in html(page)


def test_search_finds_the_showing_page_by_the_snippets_words(space, reader_client):
    make_snippet(space, text="Call the zeppelin.\n")
    make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    found = reader_client.get("/search/?q=zeppelin").content.decode()
    assert "Fire" in found


# --- whose readers ---


def test_snippets_of_the_shelf_serve_every_space(space):
    shelf = make_space("Template shelf", slug=SHELF)
    make_snippet(shelf)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    assert "112" in html(page)
    make_snippet(space, text="Dial 5.\n")
    assert "Dial 5." in html(page)


def test_snippets_of_another_space_are_not_found(space):
    make_snippet(make_space("Other"))
    assert "There is no snippet" in html(make_page(space, "Fire", "{{snippet: emergency-numbers}}\n"))


@pytest.mark.parametrize(
    ("shelf", "other", "is_shown"),
    [
        ("public", "public", True),
        ("public", "members", True),
        ("open", "open", True),
        ("open", "members", True),
        ("open", "public", False),
        ("members", "open", False),
        ("members", "members", False),
        ("members", "public", False),
    ],
)
def test_a_snippet_is_shown_only_where_all_readers_may_read_it(shelf, other, is_shown):
    make_snippet(make_space("Template shelf", slug=SHELF, visibility=shelf))
    page = make_page(make_space("Other", visibility=other), "Fire", "{{snippet: emergency-numbers}}\n")
    assert ("112" in html(page)) is is_shown
    assert ("not all who read this page" in html(page)) is not is_shown


def test_a_member_without_a_role_keeps_open_snippets_out(admin, outsider):
    make_snippet(make_space("Template shelf", slug=SHELF))
    members = make_space("Members", visibility="members", members={outsider: Level.READER})
    assert "112" not in html(make_page(members, "Fire", "{{snippet: emergency-numbers}}\n"))


def test_closing_the_shelf_takes_its_texts_out_of_other_spaces(space, admin):
    shelf = make_space("Template shelf", slug=SHELF)
    make_snippet(shelf)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    shelf.visibility = Space.Visibility.MEMBERS
    change_space(by=admin, space=shelf)
    assert "112" not in html(page)
    shelf.visibility = Space.Visibility.OPEN
    change_space(by=admin, space=shelf)
    assert "112" in html(page)


def test_opening_a_space_takes_texts_of_the_shelf_out_of_it(admin):
    make_snippet(make_space("Template shelf", slug=SHELF))
    other = make_space("Other", visibility="members")
    page = make_page(other, "Fire", "{{snippet: emergency-numbers}}\n")
    other.visibility = Space.Visibility.PUBLIC
    change_space(by=admin, space=other)
    assert "112" not in html(page)


def test_the_administration_draws_pages_anew_when_a_member_without_a_role_comes(admin_client, admin, outsider):
    make_snippet(make_space("Template shelf", slug=SHELF))
    members = make_space("Members", visibility="members")
    page = make_page(members, "Fire", "{{snippet: emergency-numbers}}\n")
    assert "112" in html(page)
    said = {
        "name": "Members", "description": "", "visibility": "members", "position": 0,
        "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0,
        "memberships-2-TOTAL_FORMS": 1, "memberships-2-INITIAL_FORMS": 0,
        "memberships-2-0-user": outsider.pk, "memberships-2-0-level": Level.READER,
        "memberships-2-0-space": members.pk,
    }  # fmt: skip
    response = admin_client.post(f"/admin/wiki/space/{members.pk}/change/", said)
    assert response.status_code == 302
    assert Membership.objects.filter(user=outsider).exists()
    assert "112" not in html(page)


# --- where ---


def test_a_page_knows_what_it_shows_and_a_snippet_where_it_is_shown(space, reader):
    snippet = make_snippet(space)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    secret = make_space("Secret", visibility="members")
    shown = Page.objects.select_related("rendering").get(pk=page.pk).rendering.shows
    assert shown == [[snippet.pk, "Emergency numbers", snippet.url(), "emergency-numbers"]]
    assert pages_showing(reader, snippet) == ([page], 0)
    shelf = make_space("Template shelf", slug=SHELF)
    snippet = make_snippet(shelf, "other")
    make_page(secret, "Hidden", "{{snippet: other}}\n")
    assert pages_showing(reader, snippet) == ([], 1)


def test_snippets_are_listed_with_those_of_the_shelf(space):
    shelf = make_space("Template shelf", slug=SHELF)
    make_snippet(shelf, "numbers")
    make_snippet(shelf, "address", "1 Main St.\n", "Address")
    make_snippet(space, "numbers", "Dial 5.\n")
    make_page(space, "Fire", "{{snippet: numbers}} {{snippet: numbers}}\n")
    found = [(one.name, one.first_words, one.shown_on) for one in snippets_for(space)]
    assert found == [("numbers", "Dial 5.", 1), ("address", "1 Main St.", 0)]


def test_an_imported_text_with_other_tools_tags_shows_no_snippet(space):
    make_snippet(space, "date")
    page = make_page(space, "Fire", "{{ date }} {{ snippet: date }} {{snippet:date}} {% include 'date' %}\n")
    assert "112" not in html(page)


def test_a_new_page_may_be_named_from_the_beginning(space, editor):
    front_matter = "---\nlooseleaf:\n  snippet: numbers\n---\n"
    page = make_page(space, "Fire", "{{snippet: numbers}}\n")
    create_page(by=editor, parent=front_page(space), title="Numbers", text="Call 112.\n", front_matter=front_matter)
    assert "112" in html(page)
