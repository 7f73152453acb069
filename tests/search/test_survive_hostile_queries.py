"""Whatever is typed, there is an answer."""

import json

import pytest

from tests.conftest import make_page
from tests.search.conftest import searched
from wiki.search.scope import scope_of
from wiki.search.suggestions import suggest

SYNTAX = r"""
" "" " " * ** a*b* ^a title:a {title|plain}:a NEAR(a a| NOT|a OR ( ((a a) a:* a|&|b a|!b a|<->|b 'a' \ a\ \' $$ -- ;
a|AND a|NEAR|b % _ %%s %s - -|- -a|-b -" a|- *-* wiki_search|MATCH rank rowid:1 ');DROP|TABLE|wiki_page;--
"""
HUGE = ["a", "a ", '"', "(", "-", "機", "é", "\u0301", "🔥", "a-", "*", " -a"]
HOSTILE = {
    "syntax": [text.replace("|", " ") for text in SYNTAX.split()],
    "huge": [text * 10_000 for text in HUGE],
    "odd": ["\0", "a\0b", "\ufffd", "\ud7ff", "\u202e", "a | b", ""],
}
VALUES = ["\0", "'", "-1", "999999999999999999999", "9999-12-31", "0001-01-01", "x" * 5000, "%"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_query_is_answered(page, reader_client, kind):
    answers = {
        (address, typed[:20]): reader_client.get(address, {"q": typed}).status_code
        for address in ("/search/", "/search/suggest/")
        for typed in HOSTILE[kind]
    }
    assert {asked: status for asked, status in answers.items() if status != 200} == {}


def test_hostile_filter_is_answered(page, reader_client):
    fields = ("space", "tag", "author", "since", "until", "page", "exact")
    answers = {
        (field, value[:20]): reader_client.get("/search/", {"q": "gloves", field: value}).status_code
        for field in fields
        for value in VALUES
    }
    assert {asked: status for asked, status in answers.items() if status != 200} == {}


@pytest.mark.slow
def test_naughty_strings_are_searched_for(page, reader, corpus):
    scope = scope_of(reader)
    for text in json.loads((corpus / "naughty-strings" / "blns.json").read_text()):
        searched(reader, text)
        suggest(text, scope)


def test_naughty_title_is_found_by_itself(space, reader, corpus):
    strings = json.loads((corpus / "naughty-strings" / "blns.json").read_text())
    for text in strings[::25]:
        title = "".join(text.split())[:200].replace("\0", "")
        if not title:
            continue
        page = make_page(space, title, "x\n")
        found = searched(reader, f'"{title}"')
        if not found.asked.is_empty:
            assert page.pk in {hit.page.pk for hit in found.hits} or found.total > len(found.hits), title


def test_what_was_typed_comes_back_escaped(page, reader_client):
    answer = reader_client.get("/search/", {"q": '<script>alert(1)</script>" onfocus="x'}).content.decode()
    assert "<script>alert" not in answer
    assert 'onfocus="x' not in answer


def test_only_reading_requests_are_answered(page, reader_client):
    assert reader_client.post("/search/").status_code == 405
    assert reader_client.post("/search/suggest/").status_code == 405
    assert reader_client.get("/search/wanted/").status_code == 405
