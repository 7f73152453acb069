"""From what was typed to what is looked for."""

import json

import pytest

from wiki.search.query import MOST_TERMS, MOST_WORDS, Term, parse


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("clean reactor", [Term(("clean",)), Term(("reactor",))]),
        ('"clean the reactor" now', [Term(("clean", "the", "reactor")), Term(("now",))]),
        ("„wasch die Hände“", [Term(("wasch", "die", "hande"))]),
        ('"never closed', [Term(("never", "closed"))]),
        ("R-4", [Term(("r", "4"))]),
        ("clean*", [Term(("clean",), is_prefix=True)]),
        ("sign-i*", [Term(("sign", "i"), is_prefix=True)]),
        ("clean clean", [Term(("clean",))]),
        ("clean OR (reactor AND NOT x):", [Term((word,)) for word in ("clean", "or", "reactor", "and", "not", "x")]),
        ("機密", [Term(("機", "密"))]),
        ("", []),
        ('"" * ^ : - -- "', []),
        ("nul\0byte", [Term(("nul",)), Term(("byte",))]),
    ],
)
def test_terms_of_a_query(typed, terms):
    assert list(parse(typed).terms) == terms


def test_a_word_with_a_minus_is_left_out():
    query = parse('clean -reactor -"in the morning" well-known')
    assert query.without == (Term(("reactor",)), Term(("in", "the", "morning")))
    assert query.terms == (Term(("clean",)), Term(("well", "known")))


def test_a_lone_option_is_looked_for():
    assert parse("-rf").terms == (Term(("rf",)),)


def test_symbols_alone_are_looked_for_as_they_are():
    assert parse("✅ →").signs == ("✅", "→")
    assert parse("✅ done").signs == ()


@pytest.mark.parametrize(
    ("typed", "is_open"), [("clean", True), ("clean rea", True), ("clean*", False), ('"clean"', False), ("", False)]
)
def test_the_last_word_is_open_unless_it_was_closed(typed, is_open):
    assert parse(typed).is_open is is_open


def test_a_long_question_is_cut_and_says_so():
    query = parse("word " * 2000)
    assert query.is_cut
    assert len(query.terms) == 1
    assert len(parse(" ".join(f"word{number}" for number in range(100))).terms) == MOST_TERMS
    assert sum(len(term.words) for term in parse('"' + "a " * 490 + '"').terms) <= MOST_WORDS


def test_a_corrected_query_reads_as_it_is_searched():
    assert (
        parse('claen "the raector" -x').with_words({"claen": "clean", "raector": "reactor"}).typed
        == 'clean "the reactor" -x'
    )


def test_no_string_is_an_error(corpus):
    for text in json.loads((corpus / "naughty-strings" / "blns.json").read_text()):
        query = parse(text)
        assert all(word.isprintable() and '"' not in word and "'" not in word for word in query.words)
