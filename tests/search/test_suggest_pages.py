"""Suggestions while somebody types."""

import pytest

from tests.conftest import make_page, make_revision, make_space
from wiki.search.scope import scope_of
from wiki.search.suggestions import MOST, suggest


def suggested(user, typed):
    return [line.title for line in suggest(typed, scope_of(user))]


def test_titles_that_begin_so_come_first_then_titles_then_texts(space, reader):
    make_page(space, "How to clean", "Text.\n")
    make_page(space, "Cleaning", "Text.\n")
    make_page(space, "Other", "It must be clean.\n")
    assert suggested(reader, "clea") == ["Cleaning", "How to clean", "Other"]


def test_one_letter_looks_at_the_beginnings_of_titles_alone(space, reader):
    make_page(space, "Zinc", "Text.\n")
    make_page(space, "Other", "A zebra.\n")
    assert suggested(reader, "z") == ["Zinc"]


def test_last_of_several_words_may_go_on(space, reader):
    make_page(space, "Other", "Wash the pressure valve.\n")
    assert suggested(reader, "pressure va") == ["Other"]
    assert suggested(reader, "va pressure") == []


def test_old_title_leads_to_the_page_and_says_so(page, reader):
    make_revision(page, page.text, title="Scrubbing")
    line = suggest("cleaning rea", scope_of(reader))[0]
    assert (line.title, line.url) == ("Scrubbing", page.url())
    assert "cleaning reactor r-4" in line.snippet


@pytest.mark.parametrize("looked_at", [(1, 3), (1, 5)])
def test_titles_behind_very_many_that_may_not_be_read_are_found(space, reader, monkeypatch, looked_at):
    monkeypatch.setattr("wiki.search.matching.FIRST_TITLES", looked_at)
    hidden = make_space("Hidden", visibility="members")
    for number in range(4):
        make_page(hidden, f"Gasket {number}")
    make_page(space, "Gaskets of ours")
    assert suggested(reader, "gask") == ["Gaskets of ours"]


def test_there_are_at_most_eight(space, reader):
    for number in range(12):
        make_page(space, f"Gasket {number}", "Gasket.\n")
    assert len(suggested(reader, "gask")) == MOST


def test_signs_of_the_query_languages_are_no_wildcards(space, reader):
    make_page(space, "Zinc", "Text.\n")
    for typed in ("%", "_inc", "z_", "*", '"', "z%"):
        assert suggested(reader, typed) in ([], ["Zinc"])
    assert suggested(reader, "%") == suggested(reader, "_inc") == []


def test_answer_is_plain_json(space, reader_client):
    make_page(space, "<b>Zinc</b>", "Text with <i>html</i> & zinc.\n")
    answer = reader_client.get("/search/suggest/", {"q": "zinc"})
    assert answer.headers["Content-Type"] == "application/json"
    assert "private" in answer.headers["Cache-Control"]
    line = answer.json()["results"][0]
    assert set(line) == {"title", "url", "space", "snippet"}
    assert (line["title"], line["space"]) == ("<b>Zinc</b>", "Handbook")


def test_nothing_typed_suggests_nothing(page, reader_client):
    assert reader_client.get("/search/suggest/").json() == {"results": []}
    assert reader_client.get("/search/suggest/", {"q": "  \0 "}).json() == {"results": []}
