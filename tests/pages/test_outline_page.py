"""What the editor asks about the page that a link leads to."""

import pytest

from tests.conftest import make_page
from wiki.pages.actions import move_page


@pytest.fixture
def cleaning(space, editor):
    return make_page(space, "Cleaning", "## Steps\n\n1. a\n\n### Before you *begin*\n", by=editor)


def test_outline_tells_title_and_headings(reader_client, cleaning):
    answer = reader_client.get("/handbook/cleaning/-/outline/").json()
    assert answer == {
        "title": "Cleaning",
        "url": "/handbook/cleaning/",
        "headings": [
            {"level": 2, "text": "Steps", "anchor": "steps"},
            {"level": 3, "text": "Before you begin", "anchor": "before-you-begin"},
        ],
    }


def test_outline_of_a_renamed_page_is_found_at_its_old_address(reader_client, cleaning, editor):
    move_page(by=editor, page=cleaning, title="Washing", slug="washing", parent=cleaning.parent, reason="Renamed")
    assert reader_client.get("/handbook/cleaning/-/outline/").json()["title"] == "Washing"


def test_outline_of_no_page_is_missing(reader_client, cleaning):
    assert reader_client.get("/handbook/no-such-page/-/outline/").status_code == 404
