"""What a passage's marks say to the person who chooses between two changes of it."""

import re
from html import unescape

import pytest

from wiki.pages.word_marks import marked_words


def test_changed_words_stand_beside_those_that_they_replace():
    assert marked_words("Wait ten minutes.\n", "Wait two minutes.\n") == "Wait<del> ten</del> <ins>two</ins> minutes.\n"


def test_words_that_went_are_struck_and_words_that_came_underlined():
    assert marked_words("Stop the stirrer first.", "Stop the stirrer.") == "Stop the stirrer<del> first</del>."
    assert marked_words("Stop the stirrer.", "Stop the hot stirrer.") == "Stop the <ins>hot</ins> stirrer."


def test_passages_with_little_in_common_have_no_marks():
    assert marked_words("Wait ten minutes.", "Call the shift lead & go") == "Call the shift lead &amp; go"


def test_nothing_of_a_passage_becomes_an_element():
    page = marked_words("Press <b>stop</b> now, please", "Press <script>stop</script> now, please")
    assert set(re.findall(r"<[^>]*>", page)) == {"<del>", "</del>", "<ins>", "</ins>"}


@pytest.mark.parametrize("now", ["  a b\n\nc d e  \n", "", "a\n", "\n\n a b c d e", "a  b\tc\nd e"])
def test_the_passage_can_be_read_whole_from_its_marks(now):
    kept = re.sub(r"<del>.*?</del>|</?ins>", "", marked_words("a b c d e\n", now), flags=re.DOTALL)
    assert unescape(kept) == now
