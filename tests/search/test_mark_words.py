"""Snippets and marks: safe, short, and of the right words."""

import pytest

from wiki.search.marks import SNIPPET, excerpt, marked, snippet
from wiki.search.query import parse


@pytest.mark.parametrize(
    ("text", "typed", "html"),
    [
        ("The red valve.", "valve", "The red <mark>valve</mark>."),
        ("The Réd válve", "red VALVE", "The <mark>Réd</mark> <mark>válve</mark>"),
        ("red valve, red", '"red valve"', "<mark>red valve</mark>, red"),
        ("the red-hot valve", "red-hot", "the <mark>red-hot</mark> valve"),
        ("valves and valve", "valve", "valves and <mark>valve</mark>"),
        ("valves and valve", "valv*", "<mark>valves</mark> and <mark>valve</mark>"),
        ("この機密性の", "機密", "この<mark>機密</mark>性の"),
        ("<b>bold</b> & co", "bold", "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; co"),
        ("a b a", "a b", "<mark>a</mark> <mark>b</mark> <mark>a</mark>"),
        ("snake_case", "case", "snake_<mark>case</mark>"),
        ("", "x", ""),
    ],
)
def test_found_words_are_marked_and_all_else_escaped(text, typed, html):
    assert marked(text, parse(typed)) == html


def test_excerpt_shows_the_part_with_most_of_the_words():
    text = "valve " + "filler " * 200 + "the red valve of the pump " + "filler " * 200
    cut = excerpt(text, parse("red valve pump"))
    assert "red valve of the pump" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) <= SNIPPET + 4


def test_excerpt_shows_two_parts_when_the_words_are_far_apart():
    text = "filler " * 50 + "a valve " + "filler " * 300 + "the pump " + "filler " * 50
    cut = excerpt(text, parse("pump valve"))
    assert "a valve" in cut
    assert "the pump" in cut
    assert cut.index("valve") < cut.index("pump")
    assert "… …" not in cut
    assert len(cut) <= SNIPPET + 10


def test_excerpt_without_a_match_is_the_beginning():
    assert excerpt("Beginning. " + "x " * 500, parse("nothing")).startswith("Beginning.")


def test_short_text_is_shown_whole_on_one_line():
    assert excerpt("One\n\ntwo   three\n", parse("two")) == "One two three"


def test_accents_that_were_not_typed_do_not_hide_the_place():
    text = "filler " * 100 + "das Überdruckventil " + "filler " * 100
    assert "<mark>Überdruckventil</mark>" in snippet(text, parse("uberdruckventil"))


def test_words_are_not_cut_at_the_edges():
    text = (
        " ".join(f"word{number}" for number in range(200))
        + " target "
        + " ".join(f"word{number}" for number in range(200))
    )
    pieces = excerpt(text, parse("target")).strip("… ").split()
    assert set(pieces) <= set(text.split())


def test_huge_text_costs_no_more_than_its_beginning():
    text = ("a " * 100_000 + "target ") * 20
    assert len(snippet(text, parse("target a"))) < 2000


def test_hostile_text_stays_text(corpus):
    payloads = (corpus / "xss-payloads" / "xss-payload-list.txt").read_text().splitlines()
    for payload in payloads[::10]:
        html = snippet(payload, parse(payload))
        bare = html.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare
        assert '"' not in bare
