"""Comparing adds only its own marks to cleaned HTML, whatever people wrote."""

import itertools
import re
from pathlib import Path

from lxml import html

from wiki.history.comparison import compare_rendered, compare_sources
from wiki.markup import render

MARKS = {"ins", "del", "span", "a", "details", "summary"}
ATTRIBUTES = {"class", "id", "data-change", "title", "href", "open", "role"}


def payloads(folder: Path, limit: int) -> list[str]:
    """Up to `limit` payloads, spread over all files."""
    lines = [
        line
        for path in sorted(folder.rglob("*.txt"))
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n")
        if line.strip()
    ]
    return lines[:: max(1, len(lines) // limit)]


def parts(page: str) -> set[tuple[str, str, str]]:
    """Every element and attribute of a page, with the attribute's value."""
    body = html.fragment_fromstring(page, create_parent="div")
    found = {(element.tag, "", "") for element in body.iter()}
    return found | {(e.tag, name, value) for e in body.iter() for name, value in e.attrib.items()}


def test_no_element_or_attribute_is_there_that_was_not_in_a_page(corpus):
    lines = payloads(corpus / "xss-payloads", 120)
    assert len(lines) > 100
    for old_line, new_line in itertools.pairwise(lines):
        old, new = (render(f"Step one.\n\n{line}\n\nStep two.").html for line in (old_line, new_line))
        allowed = parts(old) | parts(new)
        for tag, name, value in parts(compare_rendered(old, new).html) - allowed:
            assert name in ATTRIBUTES or (not name and tag in MARKS), (old_line, new_line, tag, name, value)
            assert name != "href" or re.fullmatch(r"#change-\d+", value), (old_line, new_line)
            assert name != "role" or value == "presentation", (old_line, new_line)


def test_naughty_strings_lose_no_character_in_a_source_comparison(corpus):
    lines = payloads(corpus / "naughty-strings", 500)
    for old, new in itertools.pairwise(lines):
        comparison = compare_sources(old, new)
        assert comparison.apply(old) == new
