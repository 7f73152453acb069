"""What the home page quietly tells a person of their own."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.activity.conftest import say
from tests.conftest import front_page, make_page, make_space
from wiki.activity.actions import mark_all_read
from wiki.activity.home import spaces_on_home
from wiki.activity.telling import tell_news
from wiki.discussion.actions import decline_suggestion, suggest_change
from wiki.pages.actions import move_page, recover_page, trash_page
from wiki.spaces.models import Membership


def suggest(page, by, text="Wear three gloves.\n"):
    words = {"title": page.title, "text": text, "tags": [], "reason": "Safer", "key": text}
    return suggest_change(by=by, page=page, base_number=1, **words)


def test_unread_mention_is_on_the_home_page_until_it_was_seen(page, editor, reader, reader_client):
    assert "Said to you" not in reader_client.get("/").text
    say(page, editor, "@Rosa Reader, look.")
    tell_news()
    assert "Said to you" in reader_client.get("/").text
    mark_all_read(by=reader, up_to=10_000)
    assert "Said to you" not in reader_client.get("/").text


def test_mention_on_a_page_that_may_not_be_read_any_more_is_not(closed_space, admin, reader, reader_client):
    say(make_page(closed_space, "Secret sauce", by=admin), admin, "@Rosa Reader, look.")
    tell_news()
    Membership.objects.filter(user=reader).delete()
    assert "Said to you" not in reader_client.get("/").text


def test_own_suggestion_is_on_the_home_page_while_it_waits(page, editor, reader, reader_client, editor_client):
    made = suggest(page, reader)
    shown = reader_client.get("/").text
    assert "Your suggestions that wait" in shown
    assert f'href="{page.url(f"suggestions/{made.pk}/")}"' in shown
    assert "Your suggestions that wait" not in editor_client.get("/").text
    decline_suggestion(by=editor, suggestion=made, word="No.")
    assert "Your suggestions that wait" not in reader_client.get("/").text


def test_home_costs_the_same_for_one_of_each_and_for_many(page, editor, reader, reader_client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader_client.get("/").status_code == 200
        return len(captured)

    say(page, editor, "@Rosa Reader, look.")
    suggest(page, reader)
    tell_news()
    cost()
    few = cost()
    for number in range(4):
        say(page, editor, f"@Rosa Reader, look {number}.")
        suggest(page, reader, f"Wear {number} gloves.\n")
    tell_news()
    assert cost() == few


def test_number_of_pages_follows_every_change_of_the_tree(space, page, admin, reader):
    other = make_space("Bakery", by=admin)

    def told() -> list[int]:
        counts = {each.pk: each.page_count for each in spaces_on_home(reader)}
        return [counts[space.pk], counts[other.pk]]

    had, alone = told()
    added = make_page(space, "Ovens", by=admin)
    assert told() == [had + 1, alone]
    move_page(by=admin, page=added, parent=front_page(other))
    assert told() == [had, alone + 1]
    (added,) = trash_page(by=admin, page=added)
    assert told() == [had, alone]
    recover_page(by=admin, page=added)
    assert told() == [had, alone + 1]


def test_pages_are_not_counted_again_while_the_tree_is_as_it_was(page, reader):
    spaces_on_home(reader)
    with CaptureQueriesContext(connection) as captured:
        spaces_on_home(reader)
    assert not [query for query in captured.captured_queries if "COUNT(" in query["sql"]]
