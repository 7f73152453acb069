"""The timeline: what it tells, and what it costs."""

import re

import pytest

from tests.conftest import make_page, make_revision
from wiki.pages.actions import recover_page, trash_page
from wiki.pages.models import Page


def test_timeline_tells_trashing_and_recovery_between_revisions(space, editor, trainer, reader_client):
    page = make_page(space, text="One.\n", by=editor)
    make_revision(page, "Two.\n", by=editor)
    page = Page.objects.select_related("space").get(pk=page.pk)
    trash_page(by=editor, page=page, reason="Old")
    recover_page(by=trainer, page=page)
    page = Page.objects.select_related("space").get(pk=page.pk)
    make_revision(page, "Three.\n", by=editor)
    kinds = re.findall(r'class="moment moment-(\w+)"', reader_client.get(page.url("history/")).text)
    assert kinds == ["edited", "untrashed", "trashed", "edited", "created"]


def test_newest_two_revisions_are_one_click_apart(space, reader_client):
    page = make_page(space, text="One.\n")
    assert "Compare the latest two" not in reader_client.get(page.url("history/")).text
    make_revision(page, "Two.\n")
    answer = reader_client.get(page.url("history/"))
    assert f'href="{page.url("compare/1..2/")}"' in answer.text
    assert "Compare the latest two" in answer.text


def queries_for(client, url, count):
    with count() as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("screen", ["history/", "history/1/", "compare/1..2/", ""])
def test_queries_do_not_grow_with_revisions(space, reader_client, screen, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = make_page(space, text="0\n")
    make_revision(page, "1\n")
    count = lambda: CaptureQueriesContext(connection)  # noqa: E731
    queries_for(reader_client, page.url(screen), count)
    few = queries_for(reader_client, page.url(screen), count)
    for number in range(2, 60):
        make_revision(page, f"{number}\n")
    queries_for(reader_client, page.url(screen), count)
    assert queries_for(reader_client, page.url(screen), count) <= few


def test_page_view_costs_at_most_five_queries(page, reader_client, django_assert_max_num_queries):
    reader_client.get(page.url())
    with django_assert_max_num_queries(5):
        reader_client.get(page.url())
