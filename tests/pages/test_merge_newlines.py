"""Submitted text gets the line endings of the stored text back."""

import random
import re

import pytest

from wiki.pages.merging import merge, normalise_newlines


def submitted(text: str) -> str:
    """What a browser's text area sends for a text that it was given."""
    return re.sub(r"\r\n|\r|\n", "\r\n", text)


@pytest.mark.parametrize(
    "stored",
    [
        "a\nb\n",
        "a\r\nb\r\n",
        "a\r\nb\nc\r\n",
        "a\rb\n",
        "no newline",
        "a\r\nb",
        "",
        "\n",
        "\r\n\n\r",
        "x\n\n\ny\r\n\r\n",
    ],
)
def test_text_that_was_not_edited_stays_byte_for_byte(stored):
    assert normalise_newlines(submitted(stored), like=stored) == stored


def test_any_text_that_was_not_edited_stays_byte_for_byte():
    for seed in range(150):
        chance = random.Random(seed)
        stored = "".join(
            chance.choices(["a", "b", "", "é", "\n", "\r\n", "\r", "\x0c", "\u2028"], k=chance.randrange(30))
        )
        assert normalise_newlines(submitted(stored), like=stored) == stored, seed


def test_new_lines_get_the_commonest_ending():
    assert normalise_newlines("a\r\nnew\r\nb\r\n", like="a\r\nb\r\nc\n") == "a\r\nnew\r\nb\r\n"
    assert normalise_newlines("a\r\nnew\r\nb\r\n", like="a\nb\n") == "a\nnew\nb\n"


def test_unchanged_lines_of_a_mixed_text_keep_their_own_ending():
    assert normalise_newlines("x\r\na\r\nb\r\nc\r\n", like="a\r\nb\nc\n") == "x\na\r\nb\nc\n"


def test_the_newline_at_the_end_is_the_editors_choice():
    assert normalise_newlines("a\r\n", like="a") == "a\n"
    assert normalise_newlines("a", like="a\n") == "a"
    assert normalise_newlines("a\r\nb", like="a") == "a\nb"


def test_a_text_without_any_line_to_go_by_gets_plain_newlines():
    assert normalise_newlines("a\r\nb\r\n", like="") == "a\nb\n"


def test_a_form_feed_or_line_separator_is_no_line_ending():
    assert normalise_newlines("a\x0cb\u2028c\r\n", like="a\x0cb\u2028c\n") == "a\x0cb\u2028c\n"


def test_a_browsers_newlines_make_no_conflict():
    base = "one\n\ntwo\n\nthree\n"
    mine = normalise_newlines("ONE\r\n\r\ntwo\r\n\r\nthree\r\n", like=base)
    assert merge(base, mine, "one\n\ntwo\n\nTHREE\n").text == "ONE\n\ntwo\n\nTHREE\n"
