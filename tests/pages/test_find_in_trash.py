"""The trash of a space with many pages: found by title, shown by pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import front_page, make_page
from wiki.pages.actions import trash_page, trash_pages
from wiki.pages.models import Page, Trashing


@pytest.fixture
def full_trash(space, editor):
    """Sixty pages in the trash."""
    front = front_page(space)
    for number in range(60):
        trash_page(by=editor, page=make_page(front, f"Oven {number:02}"), reason=f"Sold {number:02}")
    return space


def test_part_of_the_title_finds_pages_whatever_its_case(full_trash, editor_client):
    shown = editor_client.get("/handbook/-/trash/?title=oVEN 1").text
    assert [f"{number:02}" for number in range(60) if f"Oven {number:02}<" in shown] == [f"1{n}" for n in range(10)]


@pytest.mark.parametrize("title", ["%", "_", "nothing"])
def test_title_that_is_not_there_finds_nothing(full_trash, editor_client, title):
    shown = editor_client.get("/handbook/-/trash/", {"title": title}).text
    assert "Sold" not in shown
    assert f"“{title}”" in shown


def test_newest_come_first_and_the_rest_by_pages(full_trash, editor_client):
    first, second = (editor_client.get(f"/handbook/-/trash/?page={page}").text for page in (1, 2))
    assert first.index("Oven 59") < first.index("Oven 58")
    assert "Oven 09" not in first
    assert "Oven 09" in second


def test_pages_of_what_was_found_stay_narrowed(full_trash, editor_client):
    shown = editor_client.get("/handbook/-/trash/?title=Oven").text
    assert "?page=2&title=Oven" in shown.replace("&amp;", "&")


def test_only_those_who_may_recover_are_led_to_the_page(full_trash, editor_client, trainer_client):
    page = Page.objects.in_trash().get(title="Oven 59")
    assert page.url() not in editor_client.get("/handbook/-/trash/").text
    assert f'href="{page.url()}"' in trainer_client.get("/handbook/-/trash/").text


def test_short_trash_needs_no_filter(space, editor, editor_client):
    trash_page(by=editor, page=make_page(space, "Oven"))
    assert 'name="title"' not in editor_client.get("/handbook/-/trash/").text


def test_queries_do_not_grow_with_the_trash(space, editor, editor_client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert editor_client.get("/handbook/-/trash/?title=oven").status_code == 200
        return len(captured)

    trash_page(by=editor, page=make_page(space, "Oven"))
    asked()
    few = asked()
    for number in range(10):
        trash_page(by=editor, page=make_page(space, f"Oven {number}"))
    assert Trashing.objects.count() == 11
    assert asked() == few


def test_what_went_together_leads_to_where_it_is_recovered_together(space, editor, editor_client):
    pages = [make_page(space, title).pk for title in ("Oven", "Grill", "Fryer")]
    batch = trash_pages(by=editor, space=space, pages=pages, reason="Sold")
    trash_page(by=editor, page=make_page(space, "Sink"))
    shown = editor_client.get("/handbook/-/trash/").text
    assert shown.count(f'<a href="{batch.get_absolute_url()}">trashed with 2 other pages</a>') == 3
