"""What changed lately: on the home page and in the list of all changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import make_page, make_revision, make_space, make_user
from wiki.activity.changes import recent_changes
from wiki.pages.actions import trash_page
from wiki.pages.drafts import keep_draft
from wiki.spaces.models import Space


def test_newest_change_comes_first_with_author_reason_and_what_to_compare(page, editor, reader):
    make_revision(page, "Wear two gloves.\n", by=editor, reason="After the accident\n\nSee the report.")
    newest = recent_changes(reader)[0]
    assert (newest.page_title, newest.author.get_full_name()) == (page.title, "Edith Editor")
    assert newest.compare_url == page.url("compare/1..2/")
    assert newest.space_url == "/handbook/"


@pytest.mark.parametrize("address", ["/", "/changes/"])
def test_line_has_the_first_line_of_the_reason_and_no_markup_of_it(page, editor, reader_client, address):
    make_revision(page, "Wear two gloves.\n", by=editor, reason="Safer <b>now</b>\n\nSee the report.")
    shown = reader_client.get(address).text
    assert '<p class="change-reason">Safer &lt;b&gt;now&lt;/b&gt;</p>' in shown
    assert "See the report" not in shown


def test_merged_author_is_told_by_the_real_name(page, editor, reader):
    make_revision(page, "Wear two gloves.\n", by=editor)
    editor.merged_into = make_user("Zoë Real")
    editor.save()
    assert str(recent_changes(reader)[0].author) == "Zoë Real"


def test_trashed_pages_are_no_news(page, editor, reader):
    trash_page(by=editor, page=page)
    assert page.title not in {change.page_title for change in recent_changes(reader)}


def test_list_is_narrowed_to_a_space_or_an_author(space, editor, trainer, admin, reader_client):
    make_page(space, "Ovens", by=editor)
    make_page(make_space("Manual", by=admin), "Fridges", by=trainer)
    for query, titles in ((f"author={editor.pk}", {"Ovens"}), ("space=manual", {"Fridges"}), ("author=x", None)):
        shown = reader_client.get(f"/changes/?{query}").text
        found = {title for title in ("Ovens", "Fridges") if f">{title}</a>" in shown}
        assert found == (titles or {"Ovens", "Fridges"}), query


def test_members_space_is_told_to_members_only(members_space, reader, outsider):
    make_page(members_space, "Sauce")
    assert "Sauce" in {change.page_title for change in recent_changes(reader)}
    assert recent_changes(outsider) == []


def test_long_list_has_older_and_newer_pages(page, reader_client):
    for number in range(60):
        make_revision(page, f"Wear {number} gloves.\n", reason=f"Change {number}.")
    first, second = (reader_client.get(f"/changes/?page={number}").text for number in (1, 2))
    assert "Change 59." in first
    assert 'rel="next" href="?page=2"' in first
    assert "Change 0." in second
    assert 'rel="prev" href="?page=1"' in second
    assert 'rel="next"' not in second


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/", "/changes/"])
def test_queries_do_not_grow_with_spaces_changes_and_drafts(page, editor, editor_client, address):
    keep_draft(by=editor, page=page, parent=None, title="T", text="x", tags="", base_number=1)
    few = queries_of(editor_client, address)
    for number in range(8):
        shelf = make_space(f"Shelf {number}")
        other = make_page(shelf, "Ovens", by=make_user(f"Person {number}", "Editor"))
        keep_draft(by=editor, page=other, parent=None, title="T", text="x", tags="", base_number=1)
    assert queries_of(editor_client, address) == few


def test_drafts_lead_to_the_editor_that_offers_them(page, editor, editor_client):
    mine = keep_draft(by=editor, page=page, parent=None, title="Mine", text="x", tags="", base_number=1)
    new = keep_draft(by=editor, page=None, parent=page, title="New", text="x", tags="", base_number=0)
    shown = editor_client.get("/").text
    assert f'href="{page.url("edit/")}?draft={mine.pk}">Mine</a>' in shown
    assert f'href="{page.url("new/")}?draft={new.pk}">New</a>' in shown


def test_stranger_meets_public_spaces_or_is_led_to_sign_in(anonymous_client, admin):
    assert anonymous_client.get("/").status_code == 302
    make_page(make_space("Brochure", by=admin, visibility=Space.Visibility.PUBLIC), "Opening hours")
    assert "Opening hours" in anonymous_client.get("/").text
