"""A revision shows other pages' texts as they stood then, and says what was changed of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.conftest import make_page, make_revision, make_space
from tests.pages.snippets import html, make_snippet
from wiki.history.actions import restore_revision
from wiki.pages.actions import name_snippet, trash_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Each look at the clock is a second later than the one before."""
    now = timezone.now()

    def tick():
        nonlocal now
        now += timedelta(seconds=1)
        return now

    monkeypatch.setattr("wiki.pages.revisions.timezone.now", tick)


@pytest.fixture
def pages(admin, clock):
    """A page with two revisions, and the snippet that it shows, which was changed in between and after."""
    space = make_space()
    snippet = make_snippet(space, text="Call 112.\n")
    page = make_page(space, "Fire", "Leave.\n\n{{snippet: emergency-numbers}}\n")
    make_revision(snippet, "Call 911.\n")
    make_revision(page, "Leave now.\n\n{{snippet: emergency-numbers}}\n")
    make_revision(snippet, "Call 999.\n")
    return page, snippet


def read(client, address):
    return client.get(address).content.decode()


def test_a_revision_shows_the_snippet_as_it_stood_then(pages, reader_client):
    assert "Call 112." in read(reader_client, "/handbook/fire/-/history/1/")
    assert "Call 911." in read(reader_client, "/handbook/fire/-/history/2/")
    assert "Call 999." in html(pages[0])
    assert "Call 999." in read(reader_client, "/handbook/fire/")


def test_a_revision_says_what_was_changed_since(pages, reader_client):
    shown = read(reader_client, "/handbook/fire/-/history/2/")
    assert "Changed since:" in shown
    assert "/handbook/emergency-numbers/-/compare/3..4/" in shown


@pytest.mark.parametrize("view", ["rendered", "split", "inline"])
def test_comparing_says_that_a_snippet_changed(pages, reader_client, view):
    shown = read(reader_client, f"/handbook/fire/-/compare/1..2/?view={view}")
    assert "Snippet changed" in shown
    assert "/handbook/emergency-numbers/-/compare/2..3/" in shown
    assert "revision 2 to 3" in shown


def test_comparing_marks_what_changed_in_the_snippet(pages, reader_client):
    shown = read(reader_client, "/handbook/fire/-/compare/1..2/")
    assert "<del>112</del>" in shown
    assert "<ins>911</ins>" in shown
    assert "999" not in shown


def test_a_snippet_that_only_got_another_name_has_not_changed(admin, clock, reader_client):
    space = make_space()
    snippet = make_snippet(space)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    name_snippet(by=admin, page=snippet, name="numbers")
    make_revision(page, "Go.\n\n{{snippet: emergency-numbers}}\n")
    assert "Snippet changed" not in read(reader_client, "/handbook/fire/-/compare/1..2/")


def test_revisions_that_differ_only_in_a_shown_text_do_not_count_as_the_same(admin, clock, reader_client):
    space = make_space()
    snippet = make_snippet(space, text="Call 112.\n")
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    make_revision(page, "Else.\n")
    make_revision(snippet, "Call 911.\n")
    restore_revision(by=admin, page=page, number=1, seen=2, reason="Back")
    shown = read(reader_client, "/handbook/fire/-/compare/1..3/")
    assert "Nothing differs" not in shown
    assert "<ins>911</ins>" in shown


def test_a_snippet_in_the_trash_is_still_in_the_revisions_that_showed_it(pages, admin, reader_client):
    trash_page(by=admin, page=pages[1])
    assert "Call 112." in read(reader_client, "/handbook/fire/-/history/1/")
    assert "There is no snippet" in read(reader_client, "/handbook/fire/")


def test_a_revision_from_before_the_snippet_shows_none(admin, clock, reader_client):
    space = make_space()
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    make_snippet(space)
    make_revision(page, "Go.\n\n{{snippet: emergency-numbers}}\n")
    assert "There is no snippet" in read(reader_client, "/handbook/fire/-/history/1/")
    assert "112" in read(reader_client, "/handbook/fire/-/history/2/")


def test_restoring_compares_what_the_page_would_show_now(pages, admin_client):
    shown = read(admin_client, "/handbook/fire/-/restore/1/")
    assert "Call 999." in shown
    assert "112" not in shown


def test_what_a_closed_space_shares_no_longer_is_not_in_old_revisions_either(admin, clock, reader_client):
    from wiki.pages.actions import change_space
    from wiki.pages.shelf import SHELF
    from wiki.spaces.models import Space

    shelf, space = make_space("Template shelf", slug=SHELF), make_space()
    make_snippet(shelf)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    make_revision(page, "Go.\n\n{{snippet: emergency-numbers}}\n")
    assert "112" in read(reader_client, "/handbook/fire/-/history/1/")
    shelf.visibility = Space.Visibility.MEMBERS
    change_space(by=admin, space=shelf)
    for address in ("history/1/", "history/2/", "compare/1..2/"):
        assert "112" not in read(reader_client, f"/handbook/fire/-/{address}")
