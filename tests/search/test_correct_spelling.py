"""Misspelt words: searched for as they were meant, and said so."""

import pytest

from tests.conftest import make_page, make_revision
from tests.search.conftest import searched
from wiki.search.near_words import vocabulary


@pytest.fixture
def pump(space):
    return make_page(space, "The pump", "Maintenance of the pressure valve is the responsibility of the shift.\n")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("valev", "valve"),
        ("presure", "pressure"),
        ("maintainance", "maintenance"),
        ("responsability", "responsibility"),
        ("presure valev", "pressure valve"),
        ('"presure valve"', '"pressure valve"'),
        ("Pumo", "pump"),
    ],
)
def test_slip_of_the_finger_finds_what_was_meant(pump, reader, typed, meant):
    found = searched(reader, typed)
    assert found.is_corrected
    assert (found.query.typed, [hit.page.title for hit in found.hits]) == (meant, ["The pump"])


def test_word_that_is_there_is_left_as_it_is(space, pump, reader):
    make_page(space, "Other", "A valse.\n")
    assert searched(reader, "valse").query.typed == "valse"


def test_words_can_be_searched_as_they_were_typed(pump, reader):
    assert searched(reader, "presure", as_typed=True).total == 0


def test_word_that_is_far_from_all_others_is_not_corrected(pump, reader):
    found = searched(reader, "xylophone")
    assert (found.is_corrected, found.total, found.near) == (False, 0, ())


@pytest.mark.parametrize("typed", ["valve5", "201", "the2", "pxm"])
def test_numbers_and_short_words_are_not_corrected(pump, reader, typed):
    assert not searched(reader, typed).is_corrected


def test_doubtful_correction_is_offered_and_not_made(space, reader):
    make_page(space, "One", "Resolving conflicts.\n")
    found = searched(reader, "removing")
    assert (found.is_corrected, found.total, found.near) == (False, 0, ("resolving",))


def test_nearest_word_wins_then_the_one_on_more_pages(space, reader):
    make_page(space, "One", "A flange.\n")
    make_page(space, "Two", "A flance and a flance.\n")
    make_page(space, "Three", "Flange again.\n")
    found = searched(reader, "flanxe")
    assert (found.query.typed, found.near) == ("flange", ("flance",))


def test_pages_with_some_of_the_words_are_offered(space, pump, reader):
    found = searched(reader, "pressure xylophone")
    assert found.query.any_of
    assert [hit.page.title for hit in found.hits] == ["The pump"]
    assert found.is_missed


def test_new_word_is_known_soon_and_never_shown_when_it_is_gone(page, reader):
    searched(reader, "nothingatall")
    make_revision(page, "A hygrometer.\n")
    vocabulary.forget()
    assert searched(reader, "hygrometr").query.typed == "hygrometer"
    make_revision(page, "No more of it.\n")  # the vocabulary in the process still has the word
    found = searched(reader, "hygrometr")
    assert (found.is_corrected, found.near) == (False, ())
