"""Who is told of what."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.people import give_role
from accounts.models import Team
from accounts.roles import Role
from tests.activity.conftest import answer, only_one, say, told
from tests.conftest import make_page, make_revision, make_space, make_user
from wiki.activity.actions import watch
from wiki.activity.models import Notification, Watch
from wiki.activity.telling import tell_news
from wiki.discussion.actions import (
    accept_suggestion,
    decline_suggestion,
    edit_comment,
    remove_comment,
    resolve_thread,
    suggest_change,
)
from wiki.history.actions import restore_revision
from wiki.pages.actions import move_page, recover_page, trash_page
from wiki.pages.models import Page
from wiki.spaces.actions import remove_membership, save_membership
from wiki.spaces.models import Level, Membership, Space


def fresh(page):
    return Page.objects.select_related("space", "latest").get(pk=page.pk)


def test_edit_is_told_to_those_who_watch_the_page_with_both_revisions(watched, editor, reader):
    make_revision(watched, "Wear two gloves.\n", by=editor, reason="Safer\n\nSee the report.")
    row = only_one(reader)
    assert (row.kind, row.actor, row.old, row.new, row.words) == ("edited", editor, 1, 2, {"reason": "Safer"})


def test_nobody_is_told_of_their_own_acts(watched, editor, reader):
    watch(by=editor, place=watched)
    make_revision(watched, "Wear two gloves.\n", by=editor)
    say(watched, editor)
    assert told(editor) == []


def test_what_happened_before_somebody_watched_is_not_told(page, editor, reader):
    make_revision(page, "Wear two gloves.\n", by=editor)
    watch(by=reader, place=page)
    assert told(reader) == []


def test_those_who_do_not_watch_are_told_nothing(watched, editor, trainer):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    assert told(trainer) == []


def test_space_is_watched_with_the_pages_that_come_later(space, editor, reader):
    watch(by=reader, place=space)
    made = make_page(space, "Ovens", by=editor)
    make_revision(made, "Hot.\n", by=make_user("Ed Other", "Editor"))
    assert told(reader) == ["created", "edited"]


def test_one_who_watches_page_and_space_is_told_once(watched, editor, reader):
    watch(by=reader, place=watched.space)
    make_revision(watched, "Wear two gloves.\n", by=editor)
    assert told(reader) == ["edited"]


def test_restoring_moving_trashing_and_recovering_are_told(watched, trainer, reader):
    make_revision(watched, "Wear two gloves.\n", by=make_user("Ed Other", "Editor"))
    restore_revision(by=trainer, page=watched, number=1, seen=2, reason="Back")
    parent = make_page(watched.space, "Archive", by=trainer)
    move_page(by=trainer, page=fresh(watched), parent=parent, title="Cleaning")
    trash_page(by=trainer, page=fresh(watched))
    recover_page(by=trainer, page=fresh(watched))
    assert told(reader) == ["edited", "restored", "moved", "trashed", "recovered"]
    words = Notification.objects.get(person=reader, kind="moved").words
    assert words == {"title": "Cleaning reactor R-4", "from": "/handbook/cleaning-reactor-r-4/"}


def test_move_into_a_space_that_the_watcher_may_not_read_is_not_told(watched, admin, reader):
    secret = make_space("Secret", by=admin, visibility=Space.Visibility.MEMBERS)
    front = Page.objects.select_related("space").get(space=secret)
    move_page(by=admin, page=fresh(watched), parent=front)
    assert told(reader) == []


def test_comment_is_told_to_watchers_reply_to_those_who_took_part_and_mention_to_the_one_it_names(
    watched, editor, trainer, reader
):
    nora = make_user("Nora Newcomer")
    first = say(watched, trainer, "Why gloves?")
    answer(first, editor, "Ask @Nora Newcomer, she knows.")
    assert told(reader) == ["comment", "comment"]
    assert told(trainer) == ["reply"]
    assert told(nora) == ["mention"]


def test_mention_goes_before_reply_and_comment(watched, editor, reader):
    first = say(watched, reader, "Why gloves?")
    answer(first, editor, "@Rosa Reader, because.")
    assert told(reader) == ["mention"]


def test_only_those_newly_mentioned_are_told_of_an_edited_comment(watched, editor, reader, trainer):
    comment = say(watched, editor, "Ask @Tom Trainer.")
    edit_comment(by=editor, comment=comment, text="Ask @Tom Trainer or @Rosa Reader.")
    assert told(trainer) == ["mention"]
    assert told(reader) == ["comment", "mention"]


def test_comment_that_was_taken_away_before_anybody_was_told_is_no_news(watched, editor, reader):
    remove_comment(by=editor, comment=say(watched, editor))
    assert told(reader) == []


def test_resolving_is_told_to_those_who_took_part(watched, editor, trainer, reader):
    first = say(watched, trainer)
    resolve_thread(by=editor, thread=first.thread)
    assert told(trainer) == ["resolved"]
    assert told(reader) == ["comment"]


def suggestion(page, by, text="Wear three gloves.\n"):
    number = fresh(page).latest.number
    words = {"title": page.title, "text": text, "tags": [], "reason": "Safer", "key": text}
    return suggest_change(by=by, page=page, base_number=number, **words)


def test_suggestion_is_told_to_the_editors_among_those_who_watch(watched, editor, reader):
    watch(by=editor, place=watched)
    suggestion(watched, make_user("Nora Newcomer"))
    assert told(editor) == ["suggested"]
    assert told(reader) == []


def test_suggestion_for_a_page_that_no_editor_watches_goes_to_the_trainers(watched, trainer, editor):
    Watch.objects.exclude(person__name="Rosa Reader").delete()
    suggestion(watched, make_user("Nora Newcomer"))
    assert told(trainer) == ["suggested"]
    assert told(editor) == []


def test_decision_is_told_to_the_one_who_suggested_and_not_as_an_edit_too(watched, editor, reader):
    accept_suggestion(by=editor, suggestion=suggestion(watched, reader), seen=1)
    decline_suggestion(by=editor, suggestion=suggestion(watched, reader, "Wear four.\n"), word="Too many.")
    assert told(reader) == ["accepted", "declined"]
    assert Notification.objects.get(person=reader, kind="declined").words == {"reason": "Too many."}


def test_accepted_suggestion_is_an_edit_to_all_others_who_watch(watched, editor, trainer, reader):
    watch(by=trainer, place=watched)
    accept_suggestion(by=editor, suggestion=suggestion(watched, reader), seen=1)
    assert told(trainer) == ["suggested", "edited"]


def test_role_and_memberships_are_told_to_the_person_and_to_each_of_a_team(space, admin, reader, outsider):
    give_role(by=admin, person=reader, role=Role.EDITOR)
    team = Team.objects.create(name="Cooks")
    team.members.add(reader, outsider)
    save_membership(Membership(space=space, team=team, level=Level.TRAINER), by=admin)
    assert told(reader) == ["role", "membership"]
    row = only_one(outsider)
    assert (row.space, row.words) == (space, {"role": "Trainer"})


def test_membership_that_was_taken_away_at_once_is_no_news(closed_space, admin, outsider):
    given = save_membership(Membership(space=closed_space, user=outsider, level=Level.READER), by=admin)
    remove_membership(given, by=admin)
    assert told(outsider) == []


def test_right_that_was_withdrawn_before_the_telling_is_respected(closed_space, admin, reader):
    page = make_page(closed_space, "Secret sauce", by=admin)
    watch(by=reader, place=page)
    watch(by=reader, place=closed_space)
    make_revision(page, "Salt.\n", by=admin)
    say(page, admin, "@Rosa Reader, look.")
    Membership.objects.filter(user=reader).delete()
    assert told(reader) == []


def test_people_who_left_are_told_nothing(watched, editor, reader):
    reader.is_active = False
    reader.save()
    make_revision(watched, "Wear two gloves.\n", by=editor)
    assert told(reader) == []


def test_edits_of_one_author_within_ten_minutes_are_one_notification_over_all_of_them(watched, editor, reader):
    for number in range(3):
        make_revision(watched, f"Wear {number} gloves.\n", by=editor)
        tell_news()
    row = only_one(reader)
    assert (row.old, row.new, row.more) == (1, 4, 2)


@pytest.mark.parametrize("change", ["later", "read", "mailed"])
def test_edit_after_that_is_another_one(watched, editor, reader, change):
    make_revision(watched, "One.\n", by=editor)
    row = only_one(reader)
    if change == "later":
        row.began_at -= datetime.timedelta(minutes=11)
    else:
        setattr(row, f"{change}_at", timezone.now())
    row.save()
    make_revision(watched, "Two.\n", by=editor)
    assert told(reader) == ["edited", "edited"]


def test_edits_of_two_authors_are_never_told_as_one(watched, editor, trainer, reader):
    for by, text in ((editor, "One.\n"), (trainer, "Two.\n"), (editor, "Three.\n")):
        make_revision(watched, text, by=by)
    tell_news()
    rows = Notification.objects.filter(person=reader).order_by("pk")
    assert [(row.actor, row.old, row.new) for row in rows] == [(editor, 1, 2), (trainer, 2, 3), (editor, 3, 4)]


def test_first_edits_of_a_new_page_are_part_of_its_news(space, editor, reader):
    watch(by=reader, place=space)
    made = make_page(space, "Ovens", by=editor)
    make_revision(made, "Hot.\n", by=editor)
    row = only_one(reader)
    assert (row.kind, row.old, row.new) == ("created", 0, 2)


def test_branch_that_is_trashed_is_one_notification_with_the_number_of_its_pages(watched, editor, reader):
    watch(by=reader, place=watched.space)
    for number in range(3):
        make_page(watched, f"Below {number}", by=editor)
    tell_news()
    Notification.objects.all().delete()
    trash_page(by=editor, page=fresh(watched))
    row = only_one(reader)
    assert (row.kind, row.page, row.more) == ("trashed", watched, 3)


def test_telling_an_event_costs_the_same_for_one_watcher_and_for_many(watched, editor):
    def cost(text):
        make_revision(watched, text, by=editor)
        Notification.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            tell_news()
        return len(captured)

    cost("The first, by which the editor comes to watch the page.\n")
    few = cost("One.\n")
    for number in range(9):
        watch(by=make_user(f"Person {number}"), place=watched)
    tell_news()
    assert cost("Two.\n") == few
