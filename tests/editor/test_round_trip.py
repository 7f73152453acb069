"""Every page of the handbooks, opened, written back and edited in a browser."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDITS = 4  # words changed on each page, one at a time
MOST_ISLANDS = {"18f-handbook": 0.03, "vatpac-sops": 0.04, "openshift-runbooks": 0.02}


@pytest.fixture(scope="module")
def trips(handbook, ask):
    """A function that gives each page of a handbook what happened to it."""
    known = {}

    def of(name):
        if name not in known:
            pages = handbook(name).items()
            known[name] = {path: ask("roundTrip", text, EDITS, number) for number, (path, text) in enumerate(pages, 1)}
        return known[name]

    return of


books = pytest.mark.parametrize("book", MOST_ISLANDS)


@books
def test_a_page_that_is_opened_and_saved_keeps_every_byte(trips, book):
    assert [path for path, trip in trips(book).items() if not trip["same"]] == []


@books
def test_a_changed_word_changes_its_line_and_nothing_else(trips, book):
    wrong = {path: trip["wrong"] for path, trip in trips(book).items() if trip["wrong"]}
    made = sum(trip["edits"] for trip in trips(book).values())
    assert made > 500
    assert sum(map(len, wrong.values())) <= made * 0.005, wrong


@books
def test_few_blocks_are_shown_as_source(trips, book):
    blocks = sum(trip["blocks"] for trip in trips(book).values())
    islands = sum(trip["islands"] for trip in trips(book).values())
    assert islands / blocks < MOST_ISLANDS[book]


@books
def test_a_page_opens_at_once(trips, book):
    assert max(trip["opened"] for trip in trips(book).values()) < 500  # ms; a usual page takes 3
