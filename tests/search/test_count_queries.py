"""The number of queries does not grow with what is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import front_page
from wiki.pages.models import Page, PageTag, Rendering, Revision
from wiki.pages.revisions import Body, Entry, bulk_record


def queries(client, address, **asked):
    """Their number, once everything that a process keeps is there."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, asked).status_code == 200
    return len(captured)


def make_many(space, author, first, last):
    """Pages with all that search reads, made quickly."""
    front, now = front_page(space), timezone.now()
    pages = Page.objects.bulk_create(
        Page(space=space, parent=front, title=f"Gasket {n}", title_key=f"gasket {n}", path=f"g{n}", tags=["one", "two"])
        for n in range(first, last)
    )
    entries = [
        Entry(page, 1, Body(page.title, "The gasket."), page.path, author, now, "", Revision.Kind.CREATED, 0)
        for page in pages
    ]
    for page, revision in zip(pages, bulk_record(entries), strict=True):
        page.latest = revision
    Page.objects.bulk_update(pages, ["latest"])
    PageTag.objects.bulk_create(PageTag(page=page, name="one") for page in pages)
    Rendering.objects.bulk_create(
        Rendering(page=p, number=1, title=p.title, plain="The gasket.", html="") for p in pages
    )


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/search/", {"q": "gasket"}),
        ("/search/", {"q": "gask"}),
        ("/search/", {"q": "gasket", "tag": "one", "author": "edith", "since": "2020-01-01"}),
        ("/search/", {"tag": "one"}),
        ("/search/", {"q": "the gaskte"}),
        ("/search/suggest/", {"q": "the gask"}),
    ],
    ids=str,
)
def test_database_is_asked_as_often_for_200_pages_as_for_2(space, editor, reader_client, address, asked):
    make_many(space, editor, 0, 2)
    few = queries(reader_client, address, **asked)
    make_many(space, editor, 2, 200)
    assert queries(reader_client, address, **asked) <= few


def test_plain_search_asks_seven_queries(space, editor, reader_client):
    """Session, person with rights, the bell, spaces, matches, pages, former titles."""
    make_many(space, editor, 0, 20)
    assert queries(reader_client, "/search/", q="gasket") == 7


def test_suggestions_ask_seven_queries(space, editor, reader_client):
    """Session, person with rights, spaces, titles, former titles, pages."""
    make_many(space, editor, 0, 20)
    assert queries(reader_client, "/search/suggest/", q="gasket") == 7
