"""Changes that readers suggest, and what editors make of them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from tests.conftest import make_page, make_revision, make_user
from tests.discussion.talking import fresh, suggest
from wiki.audit.models import AuditEvent
from wiki.discussion.actions import (
    accept_changed,
    accept_suggestion,
    decline_suggestion,
    suggest_change,
    withdraw_suggestion,
)
from wiki.discussion.errors import DiscussionError, TooMany
from wiki.discussion.limits import MOST_SUGGESTIONS
from wiki.discussion.models import Outcome, Suggestion
from wiki.pages.actions import trash_page
from wiki.pages.drafts import draft_for, keep_draft
from wiki.pages.errors import EditConflict, PageError

STEPS = "Switch it off.\n\nLet it cool to 40 °C.\n\nDrain the oil.\n"


@pytest.fixture
def page(space):
    return make_page(space, text=STEPS)


def events(action):
    return AuditEvent.objects.filter(action=action)


def warmer(text=STEPS):
    return text.replace("40", "50")


def test_reader_suggests_and_the_page_stays(page, reader):
    made = suggest(page, warmer(), by=reader, reason="The manual says 50")
    assert fresh(page).text == STEPS
    assert (made.base_number, made.author, made.reason) == (1, reader, "The manual says 50")
    event = events("suggestion.sent").get()
    assert (event.subject_id, event.after["suggestion"], event.reason) == (str(page.pk), made.pk, "The manual says 50")


def test_people_who_may_not_read_suggest_nothing(page, outsider):
    for nobody in (outsider, AnonymousUser()):
        with pytest.raises(PermissionDenied):
            suggest(page, warmer(), by=nobody)


def test_no_change_no_reason_or_what_cannot_be_kept_is_refused(page, reader):
    with pytest.raises(DiscussionError, match="not changed anything"):
        suggest(page, STEPS.replace("\n", "\r\n"), by=reader)
    with pytest.raises(DiscussionError):
        suggest(page, warmer(), by=reader, reason=" ")
    with pytest.raises(PageError):
        suggest(page, "a\0b", by=reader)
    with pytest.raises(PageError):
        suggest(page, warmer(), by=reader, title=" ")
    with pytest.raises(PageError, match="2 million"):
        suggest(page, "x" * 2_000_001, by=reader)
    assert not Suggestion.objects.exists()


def test_same_request_twice_makes_one_suggestion(page, reader):
    said = {"page": page, "base_number": 1, "title": page.title, "text": warmer(), "tags": [], "reason": "Hot"}
    assert suggest_change(by=reader, key="k", **said) == suggest_change(by=reader, key="k", **said)


def test_too_many_suggestions_in_a_short_time_are_refused(page, reader):
    for number in range(MOST_SUGGESTIONS):
        suggest(page, f"{STEPS}\n{number}\n", by=reader)
    with pytest.raises(TooMany):
        suggest(page, warmer(), by=reader)


def test_suggestion_takes_the_draft_with_it(page, reader):
    keep_draft(by=reader, page=page, parent=None, title=page.title, text=warmer(), base_number=1)
    suggest(page, warmer(), by=reader)
    assert draft_for(reader, page=page) is None


def test_accepted_suggestion_is_its_authors_revision(page, reader, editor):
    made = suggest(page, warmer(), by=reader, reason="The manual says 50")
    outcome = accept_suggestion(by=editor, suggestion=made, seen=1)
    now = fresh(page)
    assert (now.text, now.latest.author, outcome.number) == (warmer(), reader, 2)
    assert now.latest.reason == "The manual says 50 (suggested by Rosa Reader, accepted by Edith Editor)"
    assert events("page.edited").get().actor_name == "Edith Editor"
    event = events("suggestion.accepted").get()
    assert event.after == {"suggestion": made.pk, "author": reader.pk, "revision": 2, "changed": False}


def test_accepting_joins_what_was_saved_since(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    make_revision(page, STEPS.replace("off", "off and unplug it"))
    accept_suggestion(by=editor, suggestion=made, seen=2)
    now = fresh(page)
    assert now.text == warmer(STEPS.replace("off", "off and unplug it"))
    assert (now.latest.kind, now.latest.author) == ("merged", reader)


def test_conflict_is_shown_and_nothing_is_accepted(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    make_revision(page, STEPS.replace("40", "45"))
    with pytest.raises(EditConflict):
        accept_suggestion(by=editor, suggestion=made, seen=2)
    assert not Outcome.objects.exists()


def test_page_that_changed_unseen_is_shown_again_first(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    make_revision(page, STEPS + "\nSign.\n")
    with pytest.raises(DiscussionError, match="changed a moment ago"):
        accept_suggestion(by=editor, suggestion=made, seen=1)
    assert fresh(page).latest.number == 2


def test_what_is_decided_is_not_decided_again(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    withdraw_suggestion(by=reader, suggestion=made)
    for act in (
        lambda: accept_suggestion(by=editor, suggestion=made, seen=1),
        lambda: decline_suggestion(by=editor, suggestion=made, word="No"),
        lambda: withdraw_suggestion(by=reader, suggestion=made),
    ):
        with pytest.raises(DiscussionError, match="Rosa Reader withdrew"):
            act()
    assert fresh(page).latest.number == 1


def test_changed_suggestion_is_the_editors_revision_and_says_whose_it_was(page, reader, editor):
    made = suggest(page, warmer(), by=reader, reason="The manual says 50")
    text = STEPS.replace("40 °C", "50 °C (122 °F)")
    outcome = accept_changed(by=editor, suggestion=made, base_number=1, title=page.title, text=text, tags=[])
    now = fresh(page)
    assert (now.text, now.latest.author, outcome.kind) == (text, editor, "changed")
    assert now.latest.reason == "The manual says 50 (suggested by Rosa Reader, changed by Edith Editor)"


def test_changed_suggestion_that_changes_nothing_is_refused(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    with pytest.raises(DiscussionError, match="stay as it is"):
        accept_changed(by=editor, suggestion=made, base_number=1, title=page.title, text=STEPS, tags=[])


def test_editor_declines_with_a_word(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    with pytest.raises(DiscussionError):
        decline_suggestion(by=editor, suggestion=made, word="  ")
    outcome = decline_suggestion(by=editor, suggestion=made, word="It was measured.")
    assert (outcome.kind, outcome.word, outcome.by) == ("declined", "It was measured.", editor)
    event = events("suggestion.declined").get()
    assert (event.after["author"], event.reason) == (reader.pk, "It was measured.")


def test_readers_decide_nothing_and_nobody_withdraws_for_others(page, reader, admin):
    made = suggest(page, warmer(), by=reader)
    other = make_user("Nora Newcomer")
    for act in (
        lambda: accept_suggestion(by=other, suggestion=made, seen=1),
        lambda: accept_changed(by=other, suggestion=made, base_number=1, title="T", text="x", tags=[]),
        lambda: decline_suggestion(by=other, suggestion=made, word="No"),
        lambda: withdraw_suggestion(by=other, suggestion=made),
        lambda: withdraw_suggestion(by=admin, suggestion=made),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_outsider_decides_nothing(page, reader, outsider):
    made = suggest(page, warmer(), by=reader)
    for act in (
        lambda: accept_suggestion(by=outsider, suggestion=made, seen=1),
        lambda: decline_suggestion(by=outsider, suggestion=made, word="No"),
        lambda: withdraw_suggestion(by=outsider, suggestion=made),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_newer_suggestion_takes_the_place_of_ones_own(page, reader):
    first = suggest(page, warmer(), by=reader)
    second = suggest(page, warmer() + "\nSign.\n", by=reader, replaces=first)
    assert first.outcome.kind == "withdrawn"
    assert first.replaced_by == second
    other = make_user("Nora Newcomer")
    with pytest.raises(PermissionDenied):
        suggest(page, "Mine.\n", by=other, replaces=second)


def test_trashed_page_takes_no_suggestion(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    trash_page(by=editor, page=page)
    with pytest.raises(PageError, match="in the trash"):
        accept_suggestion(by=editor, suggestion=made, seen=1)
    with pytest.raises(DiscussionError, match="to the trash"):
        suggest(page, STEPS + "x", by=reader)


def test_accepting_what_the_page_says_already_makes_no_revision(page, reader, editor):
    made = suggest(page, warmer(), by=reader)
    make_revision(page, warmer())
    assert accept_suggestion(by=editor, suggestion=made, seen=2).number == 2
    assert fresh(page).latest.number == 2
