"""Watching pages and spaces: by choice, and by itself."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.activity.conftest import say
from tests.conftest import make_page, make_revision, make_user
from wiki.activity.actions import choose, end_watch, watch
from wiki.activity.models import Watch
from wiki.activity.telling import tell_news
from wiki.audit.models import AuditEvent
from wiki.pages.actions import trash_page
from wiki.spaces.models import Membership


def watching(person) -> set[str]:
    return {str(found.place) for found in Watch.objects.standing().filter(person=person)}


def test_button_begins_to_watch_and_says_so_from_then_on(page, reader, reader_client):
    assert "Watching" not in reader_client.get(page.url()).text
    answer = reader_client.post(page.url("watch/"), {"watch": "on"}, follow=True)
    assert "You watch" in answer.text
    assert ">Watching</button>" in answer.text
    assert watching(reader) == {page.title}


def test_button_ends_it(page, reader, reader_client):
    watch(by=reader, place=page)
    answer = reader_client.post(page.url("watch/"), {"watch": "off"}, follow=True)
    assert ">Watch</button>" in answer.text
    assert watching(reader) == set()


def test_front_page_watches_the_whole_space_and_its_pages_say_so(page, reader, reader_client):
    assert "Watch this space" in reader_client.get("/handbook/").text
    reader_client.post("/handbook/-/watch/", {"watch": "on"})
    assert watching(reader) == {"Handbook"}
    shown = reader_client.get(page.url()).text
    assert "You watch the whole space" in shown
    assert f'action="{page.url("watch/")}"' not in shown


def test_strangers_have_no_button(public_page, anonymous_client):
    assert "watch" not in anonymous_client.get(public_page.url()).text.lower()


@pytest.fixture
def public_page(page):
    page.space.visibility = "public"
    page.space.save()
    return page


def test_outsider_can_watch_nothing_of_what_they_may_not_read(page, outsider, outsider_client):
    for address in (page.url("watch/"), "/handbook/-/watch/"):
        assert outsider_client.post(address, {"watch": "on"}).status_code == 404
    with pytest.raises(PermissionDenied):
        watch(by=outsider, place=page)
    assert watching(outsider) == set()


def test_watching_and_its_end_are_in_the_audit_trail_once(page, reader):
    for _time in range(2):
        watch(by=reader, place=page)
    for _time in range(2):
        end_watch(by=reader, place=page)
    found = AuditEvent.objects.filter(action__startswith="watch.").order_by("pk")
    assert list(found.values_list("action", "actor_name")) == [
        ("watch.begun", "Rosa Reader"),
        ("watch.ended", "Rosa Reader"),
    ]


def test_list_shows_what_is_watched_and_ends_it(page, reader, reader_client):
    watch(by=reader, place=page)
    watch(by=reader, place=page.space)
    shown = reader_client.get("/notifications/watches/").text
    assert page.title in shown
    assert "The whole space" in shown
    row = Watch.objects.get(person=reader, page=page)
    assert "any more" in reader_client.post("/notifications/watches/", {"watch": row.pk}, follow=True).text
    assert watching(reader) == {"Handbook"}


def test_nobody_ends_the_watch_of_another(page, reader, editor_client):
    row = watch(by=reader, place=page)
    assert editor_client.post("/notifications/watches/", {"watch": row.pk}).status_code == 404
    assert watching(reader) == {page.title}


def test_list_is_silent_about_what_may_not_be_read_any_more(closed_space, reader, reader_client, editor, page):
    secret = make_page(closed_space, "Secret sauce")
    watch(by=reader, place=secret)
    watch(by=reader, place=page)
    Membership.objects.filter(user=reader).delete()
    trash_page(by=editor, page=page)
    shown = reader_client.get("/notifications/watches/").text
    assert "Secret sauce" not in shown
    assert page.title not in shown


def test_list_costs_the_same_for_one_watch_and_for_many(page, reader, reader_client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert reader_client.get("/notifications/watches/").status_code == 200
        return len(captured)

    watch(by=reader, place=page)
    few = cost()
    for number in range(12):
        watch(by=reader, place=make_page(page, f"Page {number}"))
    assert cost() == few


def test_people_watch_by_themselves_what_they_make_edit_or_comment_on(space, page, editor, trainer, reader):
    made = make_page(space, "Ovens", by=editor)
    make_revision(made, "Hot.\n", by=trainer)
    say(page, reader)
    tell_news()
    assert watching(editor) == {"Ovens"}
    assert watching(trainer) == {"Ovens"}
    assert watching(reader) == {page.title}
    origins = Watch.objects.filter(person__in=(editor, trainer, reader)).values_list("origin", flat=True)
    assert set(origins) == {"made", "edited", "commented"}


def test_they_do_not_when_they_turned_it_off(space, editor):
    choose(by=editor, watches_own=False)
    make_page(space, "Ovens", by=editor)
    tell_news()
    assert watching(editor) == set()


def test_watch_that_was_ended_does_not_come_back_with_the_next_edit(page, editor):
    make_revision(page, "One.\n", by=editor)
    tell_news()
    end_watch(by=editor, place=page)
    make_revision(page, "Two.\n", by=editor)
    tell_news()
    assert watching(editor) == set()
    watch(by=editor, place=page)
    assert watching(editor) == {page.title}


def test_author_who_left_meanwhile_watches_nothing(page, editor):
    make_revision(page, "One.\n", by=editor)
    editor.is_active = False
    editor.save()
    tell_news()
    assert not Watch.objects.filter(person=editor).exists()


def test_two_people_watch_one_page_without_knowing_of_each_other(page, reader, reader_client):
    watch(by=make_user("Nora Newcomer"), place=page)
    assert ">Watch</button>" in reader_client.get(page.url()).text
