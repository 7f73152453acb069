"""A browser that comes back to a page that is still the same is told so, and nothing is drawn or sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import client_of, make_page, make_revision
from wiki.activity.actions import watch
from wiki.activity.telling import tell_news
from wiki.discussion.actions import start_thread
from wiki.pages.actions import move_page
from wiki.spaces.models import Level, Membership, Space

pytestmark = pytest.mark.django_db


def tag_of(page, client):
    """The tag of the page as the browser has it; with the first screen of all comes a cookie, so the second counts."""
    client.get(page.url())
    return client.get(page.url()).headers["ETag"]


@pytest.fixture
def again(page, reader_client):
    """Opens the page, and gives a function that asks for it again as the browser does."""
    tag = tag_of(page, reader_client)
    return lambda client=reader_client: client.get(page.url(), headers={"If-None-Match": tag})


def test_same_page_is_not_sent_again(again, page, reader_client):
    answer = again()
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    with CaptureQueriesContext(connection) as whole:
        reader_client.get(page.url())
    with CaptureQueriesContext(connection) as unchanged:
        again()
    assert len(unchanged) <= len(whole) <= 5


CHANGES = {
    "text": lambda page, reader, admin: make_revision(page, "Wear two gloves.\n"),
    "neighbour": lambda page, reader, admin: make_page(page.space, "Another page"),
    "link to it": lambda page, reader, admin: make_page(page.space, "Linking", "[[Cleaning reactor R-4]]"),
    "comment": lambda page, reader, admin: start_thread(by=admin, page=page, text="Which gloves?", key="k"),
    "watch": lambda page, reader, admin: watch(by=reader, place=page),
    "theme": lambda page, reader, admin: type(reader).objects.filter(pk=reader.pk).update(theme="dark"),
    "name": lambda page, reader, admin: type(reader).objects.filter(pk=reader.pk).update(name="Rosa Writer"),
    "zone": lambda page, reader, admin: type(reader).objects.filter(pk=reader.pk).update(time_zone="Asia/Tokyo"),
    "level": lambda page, reader, admin: Membership.objects.create(space=page.space, user=reader, level=Level.EDITOR),
    "name of the space": lambda page, reader, admin: Space.objects.filter(pk=page.space_id).update(name="Handbuch"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_page_that_differs_is_sent(change, again, page, reader, admin):
    change(page, reader, admin)
    assert again().status_code == 200


def test_news_on_the_bell_is_sent(page, reader, admin, reader_client):
    other = make_page(page.space, "Another page")
    watch(by=reader, place=other)
    tag = tag_of(page, reader_client)
    make_revision(other, "New.\n", by=admin)
    tell_news()
    assert reader_client.get(page.url(), headers={"If-None-Match": tag}).status_code == 200


def test_other_person_is_sent_their_own(again, editor_client):
    assert again(editor_client).status_code == 200


def test_withdrawn_right_counts_at_once(again, page):
    Space.objects.filter(pk=page.space_id).update(visibility=Space.Visibility.MEMBERS)
    assert again().status_code == 404


def test_page_that_moved_leads_on(again, page, space, admin):
    move_page(by=admin, page=page, parent=make_page(space, "Elsewhere"))
    assert again().status_code == 302


def test_what_is_told_once_is_shown_and_not_kept(page, editor):
    client = client_of(editor)
    tag = tag_of(page, client)
    said = {"title": page.title, "text": page.text, "tags": "", "base_number": 1, "reason": "None"}
    assert client.post(page.url("edit/"), said).status_code == 302  # nothing had changed
    told = client.get(page.url(), headers={"If-None-Match": tag})
    assert b"no revision was made" in told.content
    assert "ETag" not in told.headers
    assert client.get(page.url(), headers={"If-None-Match": tag}).status_code == 304
