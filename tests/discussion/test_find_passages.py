"""Passages that comments are about, found again in edited texts."""

import random

import pytest

from wiki.discussion.anchoring import locate
from wiki.discussion.passages import Anchor, Place, ReadText, without_spaces
from wiki.markup import render

STEPS = (
    "Purpose Keep the fryer clean so that nobody gets ill. Steps Switch the fryer off. Let the oil cool to 40 °C. "
    "Drain the oil. Records Sign the log. Hang the log back on its hook."
)


def anchor_in(text, words, occurrence=0):
    at = -1
    for _count in range(occurrence + 1):
        at = text.index(words, at + 1)
    return ReadText(text).anchor(Place(at, at + len(words)))


def found(anchor, text):
    place = locate(anchor, text)
    return place and text[place.start : place.end]


def test_unchanged_passage_is_found():
    assert found(anchor_in(STEPS, "Drain the oil."), STEPS) == "Drain the oil."


def test_passage_is_found_after_text_was_put_before_it():
    later = STEPS.replace("Purpose", "Purpose This page was checked by the kitchen in March.")
    assert found(anchor_in(STEPS, "Drain the oil."), later) == "Drain the oil."


def test_passage_with_a_changed_word_is_found_in_its_new_words():
    later = STEPS.replace("40 °C", "50 °C")
    assert found(anchor_in(STEPS, "Let the oil cool to 40 °C."), later) == "Let the oil cool to 50 °C."


def test_passage_with_words_put_in_is_found_whole():
    later = STEPS.replace("Let the oil cool", "Let all of the old oil cool down")
    assert found(anchor_in(STEPS, "Let the oil cool to 40 °C."), later) == "Let all of the old oil cool down to 40 °C."


def test_moved_passage_is_found_at_its_new_place():
    sentence = " Keep the fryer clean so that nobody gets ill."
    later = STEPS.replace(sentence, "") + sentence
    place = locate(anchor_in(STEPS, sentence.strip()), later)
    assert later[place.start :] == sentence.strip()


def test_of_two_alike_the_one_with_the_same_surroundings_is_taken():
    second = anchor_in(STEPS, "the log", occurrence=1)
    later = "The log is blue. Sign the log twice. " + STEPS
    place = locate(second, later)
    assert later[place.start - 5 : place.end + 5] == "Hang the log back"


@pytest.mark.parametrize("words", ["Drain the oil.", "Let the oil cool to 40 °C.", "oil"])
def test_passage_that_was_taken_out_is_gone(words):
    anchor = anchor_in(STEPS, words)
    later = "Opening hours The canteen is open from seven to three. Ask at the counter for the soup of the day."
    assert locate(anchor, later) is None


def test_short_word_is_not_taken_for_another_occurrence():
    anchor = anchor_in(STEPS, "oil", occurrence=1)  # of "Drain the oil"
    assert locate(anchor, STEPS.replace("Drain the oil. ", "")) is None


def test_nothing_is_found_in_an_empty_page():
    assert locate(Anchor("Drain the oil."), "") is None


def test_text_of_a_page_parts_blocks_and_keeps_words_together():
    html = "<p>Wear <b>g</b>loves.</p><ul><li>One<br>two</li><li>three</li></ul><table><tr><td>a</td><td>b</td></tr>"
    assert ReadText.of(f"{html}</table>").text == "Wear gloves. One two three a b"


def test_places_are_counted_without_spaces():
    text = ReadText("Wear gloves.  Always.".replace("  ", " "))
    place = text.place(4, 11)
    assert text.words(place) == "gloves."
    assert (text.count_at(place.start), text.count_at(place.end)) == (4, 11)
    assert text.place(4, 99) is None
    assert text.place(4, 4) is None


def test_passages_of_the_handbooks_survive_small_edits(corpus):
    """Passages with one of their eight words changed, and a twentieth of all words before them."""
    lucky, all_found = random.Random(7), []
    for path in sorted((corpus / "diffs").glob("0*/a.md"))[:25]:
        text = ReadText.of(render(path.read_text()).html).text
        words = text.split(" ")
        if len(words) < 60:
            continue
        for _count in range(10):
            start = lucky.randrange(20, len(words) - 30)
            quote = " ".join(words[start : start + 8])
            edited = [word if lucky.random() > 0.05 else "(edited)" for word in words[:start]]
            inside = [*words[start : start + 3], "NEW", *words[start + 4 : start + 8]]
            later = " ".join([*edited, *inside, *words[start + 8 :]])
            kept = anchor_in(text, quote, text[: len(" ".join(words[:start])) + 1].count(quote))
            all_found.append(found(kept, later) == " ".join(inside))
    assert len(all_found) > 100
    assert sum(all_found) / len(all_found) > 0.95


def test_spaces_of_every_kind_are_left_out():
    assert without_spaces("40\u00a0°C \n\u2003ok") == "40°Cok"
