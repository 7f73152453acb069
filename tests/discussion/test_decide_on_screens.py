"""Suggestions as readers send them and editors meet them."""

import pytest

from tests.conftest import client_of, make_page, make_revision, make_user
from tests.discussion.talking import fresh, suggest
from wiki.discussion.actions import withdraw_suggestion
from wiki.discussion.models import Outcome, Suggestion

STEPS = "Switch it off.\n\nLet it cool to 40 °C.\n\nDrain the oil.\n"
WARMER = STEPS.replace("40", "50")


@pytest.fixture
def page(space):
    return make_page(space, text=STEPS)


def text_of(client, address):
    return client.get(address, follow=True).content.decode()


def test_reader_is_offered_to_suggest_where_an_editor_edits(page, reader_client, editor_client):
    assert page.url("suggest/") in text_of(reader_client, page.url())
    assert page.url("suggest/") not in text_of(editor_client, page.url())
    assert STEPS.splitlines()[0] in text_of(reader_client, page.url("suggest/"))


def test_sent_suggestion_waits_in_sight_of_both(page, reader_client, editor_client):
    said = {"title": page.title, "text": WARMER, "base_number": 1, "reason": "The manual says 50", "key": "k"}
    answered = reader_client.post(page.url("suggest/"), said)
    made = Suggestion.objects.get()
    assert answered.url == page.url(f"suggestions/{made.pk}/")
    assert "1 suggested change waits" in text_of(editor_client, page.url())
    assert "You suggested a change" in text_of(reader_client, page.url())
    assert "The manual says 50" in text_of(reader_client, "/changes/suggested/")


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"text": STEPS}, {"title": ""}, {"base_number": 9}])
def test_suggestion_that_is_refused_keeps_what_was_written(page, reader_client, wrong):
    said = {"title": page.title, "text": WARMER, "base_number": 1, "reason": "Why not"} | wrong
    answered = reader_client.post(page.url("suggest/"), said)
    assert answered.status_code == 422
    assert said["text"].splitlines()[2] in answered.content.decode()
    assert not Suggestion.objects.exists()


def test_editor_sees_the_change_and_accepts_it(page, reader, editor_client):
    made = suggest(page, WARMER, by=reader)
    screen = text_of(editor_client, page.url(f"suggestions/{made.pk}/"))
    assert "<del" in screen
    assert ">50<" in screen
    answered = editor_client.post(page.url(f"suggestions/{made.pk}/acceptance/"), {"seen": 1})
    assert answered.url == page.url()
    assert fresh(page).text == WARMER
    assert "waits for a decision" not in text_of(editor_client, page.url())


def test_views_of_the_source_are_there_too(page, reader, editor_client):
    made = suggest(page, WARMER, by=reader)
    for view in ("split", "inline"):
        assert "50" in text_of(editor_client, page.url(f"suggestions/{made.pk}/?view={view}"))


def test_overtaken_suggestion_shows_what_the_page_would_become(page, reader, editor_client):
    made = suggest(page, WARMER, by=reader)
    make_revision(page, STEPS.replace("off.", "off and wait."))
    screen = text_of(editor_client, page.url(f"suggestions/{made.pk}/"))
    assert "What would change on the page now" in screen
    assert "off and wait." in screen
    against_base = text_of(editor_client, page.url(f"suggestions/{made.pk}/?against=base"))
    assert "off and wait." not in against_base.partition("<main")[2]


def test_what_was_withdrawn_meanwhile_is_not_accepted(page, reader, editor_client):
    made = suggest(page, WARMER, by=reader)
    withdraw_suggestion(by=reader, suggestion=made)
    answered = editor_client.post(page.url(f"suggestions/{made.pk}/acceptance/"), {"seen": 1}, follow=True)
    assert "Rosa Reader withdrew this suggestion meanwhile." in answered.content.decode()
    assert fresh(page).latest.number == 1


def test_page_that_changed_meanwhile_is_looked_at_again(page, reader, editor_client):
    made = suggest(page, WARMER, by=reader)
    make_revision(page, STEPS + "\nSign.\n")
    answered = editor_client.post(page.url(f"suggestions/{made.pk}/acceptance/"), {"seen": 1}, follow=True)
    assert "was changed a moment ago" in answered.content.decode()
    assert fresh(page).latest.number == 2


def test_editor_changes_it_first(page, reader, editor, editor_client):
    made = suggest(page, WARMER, by=reader)
    address = page.url(f"suggestions/{made.pk}/change/")
    assert "50 °C" in text_of(editor_client, address)
    editor_client.post(address, {"title": page.title, "text": WARMER + "\nSign.\n", "base_number": 1})
    assert fresh(page).latest.author == editor
    assert Outcome.objects.get().kind == "changed"


def test_conflict_is_shown_and_joined_by_hand(page, reader, editor_client):
    made = suggest(page, WARMER, by=reader)
    make_revision(page, STEPS.replace("40", "45"))
    screen = text_of(editor_client, page.url(f"suggestions/{made.pk}/"))
    assert "1 passage was changed both by the suggestion and on the page since" in screen
    assert "Join the two" in screen
    address = page.url(f"suggestions/{made.pk}/change/")
    asked = editor_client.get(address)
    context = asked.context
    assert f'action="{address}"' in asked.content.decode()
    index = next(part["index"] for part in context["parts"] if part["kind"] == "conflict")
    said = {"resolve": "1", "base_number": 2, "merge_token": context["merge_token"], "title": page.title}
    editor_client.post(address, said | {f"choice-{index}": "mine"})
    assert fresh(page).text == WARMER
    assert Outcome.objects.get().number == 3


def test_declined_suggestion_tells_its_author_why(page, reader, reader_client, editor_client):
    made = suggest(page, WARMER, by=reader)
    address = page.url(f"suggestions/{made.pk}/refusal/")
    assert editor_client.post(address, {"word": ""}).status_code == 422
    editor_client.post(address, {"word": "It was measured."})
    assert "It was measured." in text_of(reader_client, page.url(f"suggestions/{made.pk}/"))
    assert "It was measured." in text_of(reader_client, "/changes/suggested/")


def test_suggestions_of_others_are_for_editors_only(page, reader):
    made = suggest(page, WARMER, by=reader, reason="Secret reason")
    other = client_of(make_user("Nora Newcomer"))
    assert other.get(page.url(f"suggestions/{made.pk}/")).status_code == 403
    assert "Secret reason" not in text_of(other, page.url("suggestions/"))


def test_author_changes_or_withdraws_it_by_forms(page, reader, reader_client):
    made = suggest(page, WARMER, by=reader)
    assert "50 °C" in text_of(reader_client, page.url(f"suggest/?again={made.pk}"))
    said = {"title": page.title, "text": WARMER + "\nSign.\n", "base_number": 1, "reason": "Both", "instead": made.pk}
    reader_client.post(page.url("suggest/"), said)
    newer = Suggestion.objects.latest("pk")
    assert newer.replaces == made
    reader_client.post(page.url(f"suggestions/{newer.pk}/withdrawal/"))
    assert Outcome.objects.filter(kind="withdrawn").count() == 2


def test_preview_is_what_readers_would_see(page, reader_client):
    assert "<em>x</em>" in reader_client.post(page.url("suggest/preview/"), {"text": "*x*"}).content.decode()
