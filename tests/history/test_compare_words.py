"""Which words are marked inside a line."""

import pytest

from wiki.history.comparison.model import Mark, Segment
from wiki.history.comparison.words import Words, compare_words, tokenize
from wiki.pages.alignment import Effort


def marks(old: str, new: str) -> tuple[list[str], list[str]]:
    """The marked pieces of both texts."""
    words = compare_words(Words(old), Words(new), Effort())
    return (
        [segment.text for segment in words.old if segment.mark is not Mark.EQUAL],
        [segment.text for segment in words.new if segment.mark is not Mark.EQUAL],
    )


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("wait 10 minutes", "wait 15 minutes", ["10"], ["15"]),
        ("dose 1,250.50 mg now", "dose 1,250.75 mg now", ["1,250.50"], ["1,250.75"]),
        ("don't open the lid", "do open the lid", ["don't"], ["do"]),
        ("für die Prüfung zählen", "für die Prüfungen zählen", ["Prüfung"], ["Prüfungen"]),
        ("打开阀门并等待", "打开水门并等待", ["阀"], ["水"]),
        ("दवा की मात्रा देखें", "दवा की शीशी देखें", ["मात्रा"], ["शीशी"]),
        ("cafe\u0301 is open now", "cafes is open now", ["cafe\u0301"], ["cafes"]),
        (
            "call the team \U0001f469\u200d\U0001f680 now",
            "call the team \U0001f469\u200d\U0001f52c now",
            ["\U0001f469\u200d\U0001f680"],
            ["\U0001f469\u200d\U0001f52c"],
        ),
        ("see [the list](/old/path) first", "see [the list](/new/path) first", ["old"], ["new"]),
        ("turn it off", "turn it quickly off", [], ["quickly "]),
        ("mix A and B well", "mix A well", ["and B "], []),
    ],
)
def test_marks_fall_on_whole_words_and_on_nothing_else(old, new, removed, added):
    assert marks(old, new) == (removed, added)


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("two  spaces", "two spaces", ["  "], [" "]),
        ("trailing", "trailing  ", [], ["  "]),
        ("\tindented", "    indented", ["\t"], ["    "]),
        ("no\u00a0break", "no break", ["\u00a0"], [" "]),
    ],
)
def test_changed_white_space_is_marked(old, new, removed, added):
    assert marks(old, new) == (removed, added)


def test_marked_white_space_is_shown_by_signs():
    assert Segment(" \t\u00a0", Mark.ADDED).shown == "·→⍽"
    assert Segment("a b", Mark.ADDED).shown == "a b"
    assert Segment("  ", Mark.EQUAL).shown == "  "


def test_a_word_between_two_rewritten_phrases_is_not_kept_by_chance():
    old = "Report accidents to headquarters or the switchboard immediately; remember your badge number."
    new = "Contact supervisors whenever the thermometer exceeds ninety; remember your badge number."
    removed, added = marks(old, new)
    assert (len(removed), len(added)) == (1, 1)


def test_brackets_stay_with_what_they_enclose():
    assert marks("f(a) g(c)", "f(a) (b) g(c)")[1] == ["(b) "]


@pytest.mark.parametrize(
    "text", ["", " ", "a b", "é漢 字!?", "\U0001f469\u200d\U0001f680x", "a\u2028b\x0c", "___", "x_y", "\ud800"]
)
def test_tokens_joined_are_the_text(text):
    assert "".join(tokenize(text)) == text
