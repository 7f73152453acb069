"""Threads and comments: who may say what, and what is kept of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.conftest import make_page, make_revision, make_user
from tests.discussion.talking import answer, begin, fresh, selected
from tests.markup.harm import harm_in
from wiki.audit.models import AuditEvent
from wiki.discussion.actions import edit_comment, remove_comment, reopen_thread, reply, resolve_thread, start_thread
from wiki.discussion.errors import DiscussionError, TooMany
from wiki.discussion.limits import LONGEST_COMMENT, MOST_COMMENTS
from wiki.discussion.marking import Selection
from wiki.discussion.models import Comment, Thread
from wiki.pages.actions import copy_page, move_page, recover_page, trash_page


def age(comment, minutes=11):
    """Makes the comment older than it is."""
    Comment.objects.filter(pk=comment.pk).update(at=timezone.now() - timedelta(minutes=minutes))
    return Comment.objects.get(pk=comment.pk)


def last_event():
    return AuditEvent.objects.first()


def test_reader_comments_on_a_page(page, reader):
    comment = begin(page, "Is *this* right?", by=reader)
    assert (comment.author, comment.thread.page, comment.thread.quote) == (reader, page, "")
    assert comment.html == "<p>Is <em>this</em> right?</p>"


def test_passage_is_kept_with_its_surroundings_and_revision(space, reader):
    page = make_page(space, text="Wear gloves.\n\n1. Drain the **oil**.\n2. Sign.\n")
    make_revision(page, "Wear gloves.\n\n1. Drain the **oil**.\n2. Sign it.\n")
    thread = begin(page, by=reader, on="the oil.").thread
    assert (thread.quote, thread.prefix, thread.suffix) == ("the oil.", "Wear gloves. Drain ", " Sign it.")
    assert thread.number == 2


def test_passage_of_an_older_revision_is_taken_from_that(space, reader):
    page = make_page(space, text="Wear gloves always.\n")
    selection = selected(page, "gloves always")
    make_revision(page, "Wear goggles.\n")
    thread = start_thread(by=reader, page=page, text="Why?", key="f", selection=selection).thread
    assert (thread.quote, thread.number) == ("gloves always", 1)


def test_passage_that_was_never_there_is_refused(page, reader):
    with pytest.raises(DiscussionError, match="not in the page's text"):
        start_thread(by=reader, page=page, text="Why?", key="f", selection=Selection(1, 0, 5, "Take off your gloves"))
    with pytest.raises(DiscussionError, match="no revision 7"):
        start_thread(by=reader, page=page, text="Why?", key="f", selection=Selection(7, 0, 4, "Wear"))
    assert not Thread.objects.exists()


def test_stranger_may_not_comment_even_where_everybody_reads(space):
    space.visibility = "public"
    space.save()
    with pytest.raises(PermissionDenied):
        begin(make_page(space), by=AnonymousUser())


def test_outsider_may_neither_begin_nor_answer(page, outsider, reader):
    thread = begin(page, by=reader).thread
    with pytest.raises(PermissionDenied):
        begin(page, by=outsider)
    with pytest.raises(PermissionDenied):
        answer(thread, by=outsider)
    assert Comment.objects.count() == 1


def test_same_request_twice_makes_one_comment(page, reader):
    first = start_thread(by=reader, page=page, text="Why?", key="same form")
    again = start_thread(by=reader, page=page, text="Why?", key="same form")
    assert first == again
    replies = [reply(by=reader, thread=first.thread, text="Because.", key="same form") for _time in range(2)]
    assert replies[0] == replies[1]
    assert Comment.objects.count() == 2


def test_other_words_from_the_same_form_are_another_comment(page, reader):
    thread = start_thread(by=reader, page=page, text="Why?", key="same form").thread
    reply(by=reader, thread=thread, text="Why not?", key="same form")
    reply(by=reader, thread=thread, text="Why ever not?", key="same form")
    assert thread.comments.count() == 3


@pytest.mark.parametrize("text", ["", " \n ", "a\0b", "x" * (LONGEST_COMMENT + 1)])
def test_text_that_cannot_be_kept_is_refused(page, reader, text):
    with pytest.raises(DiscussionError):
        begin(page, text, by=reader)


def test_too_many_comments_in_a_short_time_are_refused(page, reader, editor):
    thread = begin(page, by=reader).thread
    for number in range(MOST_COMMENTS - 1):
        answer(thread, f"And {number}", by=reader)
    with pytest.raises(TooMany):
        answer(thread, "And one more", by=reader)
    answer(thread, "I may", by=editor)
    Comment.objects.filter(author=reader).update(at=timezone.now() - timedelta(minutes=11))
    answer(thread, "Now I may again", by=reader)


def test_author_edits_within_ten_minutes(page, reader):
    comment = edit_comment(by=reader, comment=begin(page, "Frist", by=reader), text="First")
    assert (comment.text, comment.html) == ("First", "<p>First</p>")
    assert comment.edited_at
    assert (last_event().action, last_event().before["text"], last_event().after["text"]) == (
        "comment.edited",
        "Frist",
        "First",
    )


def test_nobody_edits_later_or_anothers_comment(page, reader, admin):
    comment = begin(page, by=reader)
    with pytest.raises(PermissionDenied):
        edit_comment(by=admin, comment=comment, text="Mine")
    with pytest.raises(DiscussionError, match="Ten minutes are over"):
        edit_comment(by=reader, comment=age(comment), text="Late")


def test_author_removes_within_ten_minutes_and_the_text_is_kept(page, reader):
    comment = remove_comment(by=reader, comment=begin(page, "Oops", by=reader))
    assert comment.removed_by == reader
    assert comment.text == "Oops"
    assert (last_event().action, last_event().before["text"]) == ("comment.removed", "Oops")


def test_later_only_trainers_remove(page, reader, editor, trainer):
    comment = age(begin(page, by=reader))
    with pytest.raises(DiscussionError, match="ask a trainer"):
        remove_comment(by=reader, comment=comment)
    with pytest.raises(PermissionDenied):
        remove_comment(by=editor, comment=comment)
    assert remove_comment(by=trainer, comment=comment).removed_by == trainer


def test_removed_comment_is_not_edited(page, reader):
    comment = remove_comment(by=reader, comment=begin(page, by=reader))
    with pytest.raises(DiscussionError):
        edit_comment(by=reader, comment=comment, text="Back")


def test_outsider_changes_nothing_of_a_discussion(page, reader, outsider):
    comment = begin(page, by=reader)
    for act in (
        lambda: edit_comment(by=outsider, comment=comment, text="x"),
        lambda: remove_comment(by=outsider, comment=comment),
        lambda: resolve_thread(by=outsider, thread=comment.thread),
        lambda: reopen_thread(by=outsider, thread=comment.thread),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_editors_and_who_began_it_resolve_and_reopen(page, reader, editor):
    thread = begin(page, by=reader).thread
    other = make_user("Nora Newcomer")
    for person in (reader, editor):
        made = resolve_thread(by=person, thread=thread)
        assert resolve_thread(by=person, thread=thread) == made
        reopen_thread(by=person, thread=thread)
    with pytest.raises(PermissionDenied):
        resolve_thread(by=other, thread=thread)
    assert [(row.by, row.reopened_by) for row in thread.resolutions.order_by("pk")] == [
        (reader, reader),
        (editor, editor),
    ]


def test_event_tells_whom_to_tell(page, reader, editor, trainer):
    thread = begin(page, "@Tom Trainer, is it?", by=reader).thread
    assert (last_event().action, last_event().subject_id) == ("thread.started", str(page.pk))
    assert last_event().after["mentioned"] == [trainer.pk]
    answer(thread, "It is, @Rosa Reader and @Edith Editor.", by=editor)
    event = last_event()
    assert (event.action, event.space) == ("comment.added", "handbook")
    assert event.after["participants"] == sorted([reader.pk, trainer.pk])
    assert event.after["mentioned"] == [reader.pk]  # not who speaks
    resolve_thread(by=editor, thread=thread)
    assert last_event().after["participants"] == sorted([reader.pk, trainer.pk])


def test_comments_stay_with_a_moved_page_and_are_not_copied(page, space, editor):
    begin(page, by=editor)
    kitchen = make_page(space, "Kitchen")
    move_page(by=editor, page=page, parent=kitchen)
    assert fresh(page).threads.count() == 1
    copied = copy_page(by=editor, page=fresh(page), parent=kitchen, title="Copy")
    assert copied.threads.count() == 0


def test_nobody_comments_in_the_trash_until_the_page_is_recovered(page, editor, admin):
    thread = begin(page, by=editor).thread
    trash_page(by=editor, page=page)
    with pytest.raises(DiscussionError, match="to the trash"):
        answer(thread, by=editor)
    recover_page(by=admin, page=fresh(page))
    answer(thread, by=editor)
    assert thread.comments.count() == 2


def test_headings_of_a_comment_take_no_names_from_the_page(page, reader):
    assert "name=" not in begin(page, "## Purpose\n\nWhy?", by=reader).html


def test_comment_is_cleaned(page, reader):
    html = begin(page, '<script>alert(1)</script> <b onclick="x()">b</b> [x](javascript:alert(1))', by=reader).html
    assert harm_in(html) == []
