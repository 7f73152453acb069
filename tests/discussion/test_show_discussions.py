"""What is said about a page, as people meet it on the page and on its own screens."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.people import change_person
from tests.conftest import client_of, make_page, make_revision, make_space, make_user
from tests.discussion.talking import answer, begin, fresh
from wiki.discussion.actions import remove_comment, resolve_thread
from wiki.discussion.limits import LONGEST_COMMENT, MOST_COMMENTS
from wiki.discussion.models import Comment
from wiki.discussion.showing import places_of
from wiki.pages.actions import trash_page


def shown(client, page):
    return client.get(page.url()).content.decode()


def queries_of(client, page):
    with CaptureQueriesContext(connection) as captured:
        client.get(page.url())
    return len(captured)


def test_discussion_costs_no_query_where_nothing_new_was_said(page, space, reader, reader_client):
    quiet = make_page(space, "Quiet")
    begin(page, by=reader, on="gloves")
    for one in (page, quiet):
        shown(reader_client, one)
    assert queries_of(reader_client, page) == queries_of(reader_client, quiet)


def test_drawing_costs_the_same_for_few_and_many_comments(page, space, admin, reader, reader_client):
    busy = make_page(space, "Busy")
    begin(page, "@Rosa Reader", on="gloves")
    for _thread in range(5):
        thread = begin(busy, "@Ada Admin", by=reader, on="gloves").thread
        for number in range(4):
            answer(thread, f"{number} @Rosa Reader")
    shown(reader_client, make_page(space, "Warm"))
    assert queries_of(reader_client, page) == queries_of(reader_client, busy)


def test_comment_is_on_the_page_and_the_text_stays_as_it_was(page, reader, reader_client):
    before = fresh(page).rendering.html
    begin(page, "Which *gloves*?", by=reader, on="gloves")
    screen = shown(reader_client, page)
    assert "Which <em>gloves</em>?" in screen
    assert 'data-first="4" data-last="10"' in screen
    assert before in screen
    assert "\0" not in screen


def test_passage_is_found_in_the_new_text(page, reader):
    thread = begin(page, by=reader, on="Wear gloves.").thread
    make_revision(page, "Always!\n\nWear blue gloves.\n")
    [place] = places_of(fresh(page), [thread]).values()
    assert (place.first, place.last) == (7, 7 + len("Wearbluegloves."))


def test_thread_whose_passage_has_gone_says_so_and_leads_to_the_revision(page, reader, reader_client):
    begin(page, by=reader, on="Wear gloves.")
    make_revision(page, "Opening hours are from seven to three.\n")
    screen = shown(reader_client, page)
    assert "This passage is not in the text any more." in screen
    assert f'{page.url("history/1/")}">See it in revision 1' in screen


def test_resolved_thread_leaves_the_page_and_stays_to_be_read(page, reader, reader_client):
    thread = begin(page, "Settled question", by=reader).thread
    resolve_thread(by=reader, thread=thread)
    assert "Settled question" not in shown(reader_client, page)
    assert "1 resolved thread" in shown(reader_client, page)
    for address in ("threads/", f"threads/{thread.pk}/"):
        assert "Settled question" in reader_client.get(page.url(address)).content.decode()
    lasting = reader_client.get(f"/p/{page.pk}/threads/{thread.pk}/", follow=True)
    assert "Resolved by Rosa Reader" in lasting.content.decode()


def test_removed_comment_shows_only_by_whom(page, reader, trainer, reader_client):
    thread = begin(page, by=reader).thread
    remove_comment(by=trainer, comment=answer(thread, "Unkind words", by=reader))
    screen = shown(reader_client, page)
    assert "Comment removed by Tom Trainer" in screen
    assert "Unkind words" not in screen


def test_people_are_shown_under_their_present_names(page, reader, admin, reader_client, editor):
    begin(page, "@Edith Editor?", by=reader)
    shown(reader_client, page)
    change_person(by=admin, person=editor, name="Edith Wharton", email=editor.email)
    change_person(by=admin, person=reader, name="Rosa Luxemburg", email=reader.email)
    screen = shown(reader_client, page)
    assert "@Edith Wharton" in screen
    assert "Rosa Luxemburg" in screen


def test_only_their_author_is_offered_to_edit_comments(page, reader, editor_client, reader_client):
    comment = begin(page, by=reader)
    address = page.url(f"comments/{comment.pk}/edit/")
    assert address in shown(reader_client, page)
    assert address not in shown(editor_client, page)


def test_strangers_read_along_where_everybody_may_and_no_more(admin):
    page = make_page(make_space("Open house", visibility="public"))
    begin(page, "For all to read")
    screen = shown(Client(), page)
    assert "For all to read" in screen
    assert "<form" not in screen.partition("<wiki-discussion")[2].partition("</wiki-discussion>")[0]
    assert "threads/new/" not in screen


def test_page_that_nobody_discusses_shows_strangers_nothing(admin):
    page = make_page(make_space("Open house", visibility="public"))
    assert "discussion" not in shown(Client(), page)


def test_comments_of_a_trashed_page_are_hidden(page, reader, editor, reader_client):
    thread = begin(page, by=reader).thread
    trash_page(by=editor, page=page)
    for address in (page.url("threads/"), f"/p/{page.pk}/threads/{thread.pk}/"):
        assert reader_client.get(address).status_code == 404


def test_thread_of_another_page_is_not_found(page, space, reader, reader_client):
    comment = begin(make_page(space, "Other"), by=reader)
    for address in (f"threads/{comment.thread_id}/", f"comments/{comment.pk}/edit/"):
        assert reader_client.get(page.url(address)).status_code == 404


def test_sent_comment_leads_back_to_itself(page, reader_client):
    answered = reader_client.post(page.url("threads/new/"), {"text": "Why?", "key": "k"})
    comment = Comment.objects.get()
    assert answered.url == f"{page.url()}#comment-{comment.pk}"
    reader_client.post(page.url("threads/new/"), {"text": "Why?", "key": "k"})
    assert Comment.objects.count() == 1


def test_selection_is_sent_with_the_comment(page, reader_client):
    said = {"text": "Which?", "key": "k", "number": 1, "first": 4, "last": 11, "words": "gloves."}
    reader_client.post(page.url("threads/new/"), said)
    assert Comment.objects.get().thread.quote == "gloves."


@pytest.mark.parametrize(
    ("text", "error"), [("x" * (LONGEST_COMMENT + 1), "at most"), ("a\0b", "Null characters"), (" ", "required")]
)
def test_comment_that_is_refused_is_kept_in_the_form(page, reader_client, text, error):
    answered = reader_client.post(page.url("threads/new/"), {"text": text})
    assert answered.status_code == 422
    assert error in answered.content.decode()
    assert text in answered.content.decode()


def test_lost_passage_is_told_and_the_words_are_kept(page, reader_client):
    said = {"text": "Which glue?", "number": 1, "first": 0, "last": 4, "words": "Glue"}
    answered = reader_client.post(page.url("threads/new/"), said)
    assert answered.status_code == 422
    assert "Which glue?" in answered.content.decode()


@pytest.mark.parametrize("field", ["number", "first", "last", "key"])
def test_hidden_field_that_makes_no_sense_loses_no_words(page, reader_client, field):
    said = {"text": "My words", "number": 1, "first": 0, "last": 4, "words": "Wear", "key": "k"} | {field: "x" * 99}
    answered = reader_client.post(page.url("threads/new/"), said)
    assert answered.status_code == 422
    assert "My words" in answered.content.decode()
    assert "changed on its way" in answered.content.decode()


def test_too_many_are_told_to_wait(page, reader, reader_client):
    for number in range(MOST_COMMENTS):
        begin(page, f"{number}", by=reader)
    answered = reader_client.post(page.url("threads/new/"), {"text": "One more"})
    assert answered.status_code == 429
    assert "One more" in answered.content.decode()


def test_reply_resolution_and_reopening_go_by_forms(page, reader, reader_client):
    thread = begin(page, by=reader).thread
    reader_client.post(page.url(f"threads/{thread.pk}/replies/"), {"text": "So it is."})
    assert thread.comments.count() == 2
    reader_client.post(page.url(f"threads/{thread.pk}/resolution/"))
    assert thread.resolutions.get().reopened_at is None
    late = reader_client.post(page.url(f"threads/{thread.pk}/replies/"), {"text": "Still."})
    assert f"/-/threads/{thread.pk}/#comment-" in late.url
    reader_client.post(page.url(f"threads/{thread.pk}/reopening/"))
    assert thread.resolutions.get().reopened_at


def test_own_comment_is_edited_and_removed_by_forms(page, reader, reader_client):
    comment = begin(page, "Frist", by=reader)
    form = reader_client.get(page.url(f"comments/{comment.pk}/edit/")).content.decode()
    assert "Frist" in form
    assert "You can change it until" in form
    reader_client.post(page.url(f"comments/{comment.pk}/edit/"), {"text": "First"})
    assert "edited" in shown(reader_client, page)
    assert "First" in reader_client.get(page.url(f"comments/{comment.pk}/removal/")).content.decode()
    reader_client.post(page.url(f"comments/{comment.pk}/removal/"))
    comment.refresh_from_db()
    assert comment.removed_by == reader


def test_names_are_suggested_as_json(page, reader_client, editor):
    found = reader_client.get(page.url("people/"), {"q": "edi"}).json()
    assert found == {"people": [{"id": editor.pk, "name": "Edith Editor"}]}


def test_nobody_is_suggested_who_may_not_read(members_space, editor):
    page = make_page(members_space)
    make_user("Edgar Elsewhere")
    names = [person["name"] for person in client_of(editor).get(page.url("people/"), {"q": "ed"}).json()["people"]]
    assert names == ["Edith Editor"]


def test_search_does_not_find_comments(page, reader, reader_client):
    begin(page, "Zirconium everywhere", by=reader)
    assert "Cleaning reactor" not in reader_client.get("/search/?q=zirconium").content.decode()
