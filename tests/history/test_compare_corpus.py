"""Real revisions: counts as git's, every special case named, nothing lost."""

import json
from functools import cache
from pathlib import Path

from wiki.history.comparison import Character, Mark, SourceComparison, compare_sources

NAMED = {
    "front-matter-only": {Character.FRONT_MATTER},
    "heading-level": {Character.HEADING_LEVEL},
    "link-target-only": {Character.LINK_TARGETS},
    "moved-lines": {Character.MOVED},
    "newline-at-end-only": {Character.FINAL_NEWLINE},
    "reflow": {Character.REFLOW, Character.WHITESPACE},
    "typographic-only": {Character.TYPOGRAPHY},
    "whitespace-only": {Character.WHITESPACE},
}


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


@cache
def pairs(corpus: Path) -> list[tuple[dict, str, str]]:
    cases = json.loads(read(corpus / "diffs" / "index.json"))
    folders = [corpus / "diffs" / case["id"] for case in cases]
    return [(case, read(folder / "a.md"), read(folder / "b.md")) for case, folder in zip(cases, folders, strict=True)]


def marked_words(comparison: SourceComparison) -> list[str]:
    segments = [
        segment
        for row in comparison.rows
        for line in (getattr(row, "old", None), getattr(row, "new", None))
        if line
        for segment in line.segments
    ]
    return [segment.text for segment in segments if segment.mark is not Mark.EQUAL]


def test_every_pair_applies_byte_for_byte(corpus):
    for case, old, new in pairs(corpus):
        assert compare_sources(old, new).apply(old) == new, case["id"]


def test_lines_are_counted_as_by_git_or_fewer_than_by_myers(corpus):
    for case, old, new in pairs(corpus):
        comparison = compare_sources(old, new)
        counts = [comparison.lines_added, comparison.lines_removed]
        assert counts in case["numstat"].values() or sum(counts) <= sum(case["numstat"]["myers"]), case["id"]


def test_every_special_case_is_visible_and_named(corpus):
    for case, old, new in pairs(corpus):
        if case["category"] in NAMED:
            comparison = compare_sources(old, new)
            assert comparison.changes, case["id"]
            assert comparison.character in NAMED[case["category"]], case["id"]


def test_a_one_word_change_marks_that_word_and_not_the_rest_of_the_line(corpus):
    for case, old, new in pairs(corpus):
        if case["category"] == "one-word":
            marked = marked_words(compare_sources(old, new))
            assert marked, case["id"]
            assert not any(letter.isspace() for text in marked for letter in text), case["id"]


def test_a_change_in_a_very_long_line_marks_only_a_part_of_it(corpus):
    for case, old, new in pairs(corpus):
        if case["category"] == "very-long-line":
            marked = sum(map(len, marked_words(compare_sources(old, new))))
            assert marked < 200, case["id"]


def test_the_benchmark_texts_are_compared_word_by_word(corpus):
    old, new = (read(corpus / "diffs" / f"speedtest{number}.txt") for number in (1, 2))
    comparison = compare_sources(old, new)
    assert comparison.apply(old) == new
    assert not comparison.coarse
