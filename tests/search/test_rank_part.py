"""Where very many pages match, the likely ones are ranked: the newest, and those with the words in their title."""

import pytest

from tests.conftest import make_page, make_space
from wiki.search.matching import match
from wiki.search.query import parse
from wiki.search.scope import scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(space, monkeypatch):
    """Nine pages about gloves, of which three are ranked beside those that have it in their title."""
    monkeypatch.setattr("wiki.search.matching.MOST_RANKED", 3)
    first = make_page(space, "Gloves and goggles", text="What we wear.\n")
    rest = [make_page(space, f"Step {number}", text="Wear gloves.\n") for number in range(7)]
    worn = make_page(space, "Worn gloves", text="Throw them away, with the goggles.\n")
    return [first, *rest, worn]


def found(words, user, **options):
    return match(parse(words), scope_of(user), start=0, count=20, **options)


def test_newest_and_titled_pages_are_ranked(many, reader):
    matches = found("gloves", reader)
    first, *_rest, before, last, worn = many
    assert set(matches.keys) == {first.pk, before.pk, last.pk, worn.pk}
    assert matches.is_part
    assert set(matches.keys[:2]) == {first.pk, worn.pk}


def test_few_pages_are_ranked_whole(many, reader):
    matches = found("goggles", reader)
    assert set(matches.keys) == {many[0].pk, many[-1].pk}
    assert (matches.total, matches.is_part) == (2, False)


@pytest.mark.parametrize("words", ["gloves -goggles", "gloves -away"])
def test_what_is_left_out_stays_out(many, reader, words):
    assert many[-1].pk not in found(words, reader).keys


def test_phrase_and_beginning_are_sought_in_titles_too(many, reader):
    assert many[-1].pk in found('"worn gloves"', reader).keys
    assert many[0].pk in match(parse("glov").with_prefix(), scope_of(reader), start=0, count=20).keys


def test_pages_that_may_not_be_read_take_no_place(many, reader, editor):
    hidden = make_space("Hidden", visibility="members", members={editor: 2})
    secret = [make_page(hidden, f"Gloves {number}", text="Gloves.\n") for number in range(4)]
    matches = found("gloves", reader)
    assert not {page.pk for page in secret} & set(matches.keys)
    assert len(matches.keys) == 4


def test_screen_says_that_there_are_more(many, reader_client):
    assert "More than 4 pages with “gloves”" in reader_client.get("/search/?q=gloves").text
    assert "2 pages with “goggles”" in reader_client.get("/search/?q=goggles").text
