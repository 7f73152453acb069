"""What was seen or settled on its own screen does not ring any more."""

import pytest

from tests.activity.conftest import answer, only_one, say, told
from tests.conftest import make_page
from tests.discussion.talking import suggest
from wiki.activity.actions import watch
from wiki.activity.models import Notification
from wiki.activity.telling import tell_news
from wiki.discussion.actions import accept_suggestion, resolve_thread


def bell(client, address="/"):
    text = client.get(address).text
    return text.partition('<span class="bell-count" aria-hidden="true">')[2].partition("<")[0]


@pytest.fixture
def said(watched, editor, reader):
    """A comment that the reader is told of."""
    comment = say(watched, editor)
    tell_news()
    return comment


@pytest.fixture
def suggested(watched, editor, reader):
    """A suggestion that an editor is told of."""
    watch(by=editor, place=watched)
    suggestion = suggest(watched, "Wear three gloves.\n", by=reader)
    tell_news()
    return suggestion


def test_comment_that_the_page_shows_is_seen_with_it(said, watched, reader_client):
    assert bell(reader_client) == "1"
    assert bell(reader_client, watched.url()) == ""
    assert bell(reader_client) == ""


def test_comment_is_seen_in_its_thread_but_not_on_other_screens(said, watched, reader_client):
    assert bell(reader_client, watched.url("history/")) == "1"
    assert bell(reader_client, watched.url(f"threads/{said.thread_id}/")) == ""
    assert bell(reader_client) == ""


def test_other_pages_and_other_people_leave_it_unread(said, watched, space, reader, reader_client, editor_client):
    other = make_page(space, "Other")
    bell(reader_client, other.url())
    bell(editor_client, watched.url())
    assert bell(reader_client) == "1"


def test_comment_of_a_resolved_thread_is_not_on_the_page_and_waits(said, watched, editor, reader_client):
    resolve_thread(by=editor, thread=said.thread)
    assert bell(reader_client, watched.url()) == "1"


def test_change_of_the_page_is_not_seen_by_reading_its_text(watched, reader, reader_client, editor_client):
    editor_client.post(watched.url("edit/"), {"title": watched.title, "text": "New.\n", "base_number": 1})
    assert told(reader) == ["edited"]
    assert bell(reader_client, watched.url()) == "1"


def test_screen_of_a_thread_that_may_not_be_read_marks_nothing(said, watched, reader, outsider_client):
    assert outsider_client.get(watched.url(f"threads/{said.thread_id}9/")).status_code == 404
    assert only_one(reader).is_unread


def test_error_marks_nothing(said, watched, reader, reader_client):
    answer(said, reader, "Why not?")
    reader_client.post(watched.url(f"threads/{said.thread_id}/replies/"), {"text": ""})
    assert bell(reader_client) == "1"


def test_suggestion_that_was_opened_is_seen(suggested, watched, editor, editor_client):
    assert bell(editor_client) == "1"
    assert bell(editor_client, watched.url(f"suggestions/{suggested.pk}/")) == ""
    assert Notification.objects.get(person=editor).read_at


def test_suggestion_that_somebody_decided_on_rings_nobody_any_more(suggested, watched, admin, editor, editor_client):
    accept_suggestion(by=admin, suggestion=suggested, seen=1)
    assert bell(editor_client) == ""
    assert "told-unread" not in editor_client.get("/notifications/").text
    assert "Nothing unread" in editor_client.get("/notifications/?show=unread").text


def test_page_with_news_costs_one_query_more_once(said, watched, reader_client, django_assert_num_queries):
    reader_client.get("/")
    reader_client.get(watched.url())
    Notification.objects.update(read_at=None)
    for queries in (6, 5):
        with django_assert_num_queries(queries):
            reader_client.get(watched.url())
