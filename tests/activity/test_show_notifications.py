"""The bell, and the list behind it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.activity.conftest import answer, only_one, say
from tests.conftest import client_of, make_page, make_revision, make_user
from wiki.activity.actions import watch
from wiki.activity.excerpts import draw_excerpts
from wiki.activity.models import Excerpt, Notification
from wiki.activity.telling import tell_news
from wiki.discussion.actions import remove_comment
from wiki.pages.actions import trash_page
from wiki.spaces.models import Membership

LIST = "/notifications/"


@pytest.fixture
def edited(watched, editor):
    """The watched page with an edit that was told and drawn."""
    make_revision(watched, "Wear two gloves.\n", by=editor, reason="Safer <b>now</b>")
    tell_news()
    draw_excerpts()
    return watched


def bell(client, address="/"):
    text = client.get(address).text
    return text.partition('<span class="bell-count" aria-hidden="true">')[2].partition("<")[0]


def test_bell_counts_what_is_unread_on_every_screen_and_is_silent_without(edited, reader_client, editor_client):
    assert bell(reader_client) == "1"
    assert bell(reader_client, edited.url()) == "1"
    assert "1 unread" in reader_client.get("/").text
    assert bell(editor_client) == ""


def test_bell_says_no_more_than_ninety_nine(watched, reader, reader_client):
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(person=reader, kind="edited", page=watched, event=9_000 + number, began_at=now, at=now)
        for number in range(120)
    )
    assert bell(reader_client) == "99+"


def test_news_of_the_wiki_itself_bear_its_mark(edited, reader, reader_client):
    assert 'aria-hidden="true">EE</span>' in reader_client.get(LIST).text
    now = timezone.now()
    due = {"words": {"due": "2026-12-07"}, "event": 9_000, "began_at": now, "at": now}
    Notification.objects.create(person=reader, kind="due", page=edited, **due)
    shown = reader_client.get(LIST).text
    assert 'class="avatar avatar-small" aria-hidden="true"><svg' in shown
    assert ">?</span>" not in shown


def test_strangers_have_no_bell(anonymous_client):
    assert "bell-count" not in anonymous_client.get("/accounts/login/").text


def test_list_tells_who_did_what_where_and_why_with_the_change_inside(edited, reader_client):
    shown = reader_client.get(LIST).text
    assert "<strong>Edith Editor</strong> edited" in shown
    assert f">{edited.title}</a>" in shown
    assert "Safer &lt;b&gt;now&lt;/b&gt;" in shown
    assert "<ins>two </ins>" in shown or "<ins>two</ins>" in shown


def test_change_is_drawn_once_for_all_who_are_told(watched, editor, reader):
    for number in range(3):
        watch(by=make_user(f"Person {number}"), place=watched)
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    assert draw_excerpts() == 1
    assert draw_excerpts() == 0
    assert Excerpt.objects.get().notifications.count() == 5  # the three, the reader, and the admin who made the page


def test_change_that_can_not_be_drawn_is_told_without_and_tried_no_more(watched, editor, reader, monkeypatch, caplog):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    monkeypatch.setattr("wiki.activity.excerpts.drawing.compare", lambda *_args: 1 / 0)
    draw_excerpts()
    assert draw_excerpts() == 0
    assert Excerpt.objects.get().html == ""
    assert "could not be drawn" in caplog.text


def test_opening_it_leads_to_the_change_and_marks_it_as_read(edited, reader, reader_client):
    row = only_one(reader)
    assert reader_client.get(f"{LIST}{row.pk}/").url == edited.url("compare/1..2/")
    assert bell(reader_client) == ""


def test_comment_is_quoted_and_opens_in_its_thread(watched, editor, reader, reader_client):
    comment = say(watched, editor, "Why *rubber* gloves?")
    row = only_one(reader)
    assert "Why <em>rubber</em> gloves?" in reader_client.get(LIST).text
    opened = reader_client.get(f"{LIST}{row.pk}/").url
    assert opened == f"{watched.url(f'threads/{comment.thread.pk}/')}#comment-{comment.pk}"
    assert reader_client.get(opened).status_code == 200


def test_one_is_marked_as_read_in_place(edited, reader, reader_client):
    row = only_one(reader)
    back = f"{LIST}?show=unread#notification-{row.pk}"
    assert reader_client.post(f"{LIST}reading/", {"notification": row.pk, "next": back}).url == back
    assert only_one(reader).read_at


def test_nobody_is_led_away_after_that(edited, reader, reader_client):
    row = only_one(reader)
    answer = reader_client.post(f"{LIST}reading/", {"notification": row.pk, "next": "https://evil.example/"})
    assert answer.url == LIST


def test_all_are_marked_up_to_the_newest_that_was_shown(edited, editor, trainer, reader, reader_client):
    newest = only_one(reader).pk
    make_revision(edited, "Three.\n", by=trainer)
    tell_news()
    reader_client.post(f"{LIST}reading/", {"newest": newest})
    assert bell(reader_client) == "1"


def test_list_is_narrowed_to_what_is_unread(edited, reader, reader_client):
    assert "edited" in reader_client.get(f"{LIST}?show=unread").text
    reader_client.get(f"{LIST}{only_one(reader).pk}/")
    assert "Nothing unread" in reader_client.get(f"{LIST}?show=unread").text
    assert "edited" in reader_client.get(LIST).text


def test_long_list_is_paged(watched, reader, reader_client):
    now = timezone.now()
    Notification.objects.bulk_create(
        Notification(person=reader, kind="edited", page=watched, event=9_000 + number, began_at=now, at=now)
        for number in range(25)
    )
    assert 'rel="next" href="?page=2"' in reader_client.get(LIST).text
    assert 'rel="prev" href="?page=1"' in reader_client.get(f"{LIST}?page=2").text


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_opens_or_marks_what_another_was_told(edited, reader, editor_client, outsider_client, method):
    row = only_one(reader)
    for client in (editor_client, outsider_client):
        if method == "get":
            assert client.get(f"{LIST}{row.pk}/").status_code == 404
        else:
            client.post(f"{LIST}reading/", {"notification": row.pk})
            client.post(f"{LIST}reading/", {"newest": row.pk})
        assert edited.title not in client.get(LIST).text
    assert only_one(reader).read_at is None


def test_nothing_is_shown_of_a_page_that_may_not_be_read_any_more(closed_space, admin, reader, reader_client):
    page = make_page(closed_space, "Secret sauce", by=admin)
    watch(by=reader, place=page)
    make_revision(page, "More salt.\n", by=admin)
    row = only_one(reader)
    assert "Secret sauce" in reader_client.get(LIST).text
    Membership.objects.filter(user=reader).delete()
    assert "Secret sauce" not in reader_client.get(LIST).text
    assert bell(reader_client) == ""
    assert reader_client.get(f"{LIST}{row.pk}/").status_code == 404


def test_of_a_page_in_the_trash_only_that_is_told(edited, editor, reader, reader_client):
    trash_page(by=editor, page=edited)
    tell_news()
    shown = reader_client.get(LIST).text
    assert "to the trash" in shown
    assert "two" not in shown
    row = Notification.objects.get(person=reader, kind="trashed")
    assert reader_client.get(f"{LIST}{row.pk}/").url == "/handbook/"


def test_comment_that_was_taken_away_is_not_quoted_any_more(watched, editor, reader, reader_client):
    comment = say(watched, editor, "Something hasty.")
    assert only_one(reader)
    remove_comment(by=editor, comment=comment)
    assert "Something hasty" not in reader_client.get(LIST).text
    assert bell(reader_client) == ""


def test_title_with_markup_stays_text(space, editor, reader, reader_client):
    page = make_page(space, "<img src=x onerror=alert(1)> %(actor)s %d", by=editor)
    watch(by=reader, place=page)
    make_revision(page, "New.\n", by=make_user("<i>Ed</i> %s", "Editor"))
    tell_news()
    shown = reader_client.get(LIST).text
    assert "&lt;img src=x onerror=alert(1)&gt; %(actor)s %d</a>" in shown
    assert "<strong>&lt;i&gt;Ed&lt;/i&gt; %s</strong>" in shown


def queries(client, address):
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
    return len(captured)


def test_list_costs_the_same_for_one_notification_and_for_many(edited, trainer, editor, reader_client):
    few = queries(reader_client, LIST)
    for number in range(5):
        make_revision(edited, f"Wear {number} gloves.\n", by=make_user(f"Ed {number}", "Editor"))
        answer(say(edited, trainer, f"Why {number}?"), editor, f"Because {number}, @Rosa Reader.")
    tell_news()
    draw_excerpts()
    assert queries(reader_client, LIST) == few


def test_page_is_shown_with_six_queries_however_much_is_unread(edited, reader, reader_client):
    assert queries(reader_client, edited.url()) <= 6
    watch(by=reader, place=edited.space)
    assert queries(reader_client, edited.url()) <= 6
    assert queries(client_of(reader), "/handbook/") <= 6
