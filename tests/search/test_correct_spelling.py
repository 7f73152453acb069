"""Misspelt words: searched for as they were meant, and said so."""

import random
from string import ascii_lowercase

import pytest
from django.core.cache import cache
from django.db import OperationalError

from tests.conftest import make_page, make_revision
from tests.search.conftest import searched
from tests.stopwatch import least_seconds
from wiki.search import known_words
from wiki.search.models import KnownWords
from wiki.search.near_words import near_words
from wiki.search.tasks import gather_words


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
    assert not searched(reader, "hygrometr").is_corrected
    cache.delete("search:known-words")  # the pause is over
    assert searched(reader, "hygrometr").query.typed == "hygrometer"
    make_revision(page, "No more of it.\n")  # the words that were gathered still have it
    found = searched(reader, "hygrometr")
    assert (found.is_corrected, found.near) == (False, ())


def test_words_of_a_large_wiki_are_gathered_by_the_worker_alone(pump, reader, monkeypatch):
    monkeypatch.setattr(known_words, "AT_ONCE", 1)
    assert not searched(reader, "valev").is_corrected
    assert not KnownWords.objects.exists()
    gather_words.call()
    assert searched(reader, "valev").query.typed == "valve"


def test_search_goes_on_while_the_database_can_not_write(pump, reader, monkeypatch, caplog):
    def busy():
        raise OperationalError("database is locked")

    monkeypatch.setattr(known_words, "gather", busy)
    assert searched(reader, "valev").total == 0
    assert "database is locked" in caplog.text


def test_gathered_words_are_those_that_one_misspells_and_not_too_many(space, reader, monkeypatch):
    make_page(space, "Codes", f"ab abc x12345 {'y' * 60} alpha gamma\n")
    make_page(space, "More", "alpha gamma delta alpha\n")
    monkeypatch.setattr(known_words, "MOST_KEPT", 2)
    known_words.gather()
    assert dict(KnownWords.objects.values_list("letters", "words"))[5] == "alpha\ngamma"
    assert KnownWords.objects.get(letters=5).pages == "2 2"
    words = "\n".join(KnownWords.objects.values_list("words", flat=True)).split()
    assert "abc" in words
    assert not {"ab", "x12345", "y" * 60} & set(words)


def test_words_that_are_gone_leave_no_list(page):
    make_revision(page, f"{'y' * 30}\n")
    known_words.gather()
    make_revision(page, "Short.\n")
    known_words.gather()
    assert not KnownWords.objects.filter(letters=30).exists()


def test_near_words_of_a_large_vocabulary_are_found_quickly(db):
    chance = random.Random(5)
    for letters in range(6, 11):
        words = sorted({"".join(chance.choices(ascii_lowercase, k=letters)) for _n in range(known_words.MOST_KEPT)})
        KnownWords.objects.create(letters=letters, words="\n".join(words), pages=" ".join("1" for _word in words))
    KnownWords.objects.create(letters=11, words="evaporation", pages="3")
    cache.set("search:known-words", True)  # and they stay as they are
    assert least_seconds(lambda: near_words("evaporaton"), 0.06) < 0.06
    assert [near.word for near in near_words("evaporaton")] == ["evaporation"]
