"""Any two megabytes are compared within two seconds, and the answer says when that made it coarse."""

import random
from collections.abc import Callable

import pytest

from tests.stopwatch import least_seconds
from wiki.history.comparison import compare_rendered, compare_sources

MEGABYTE = 1_000_000
SECONDS = 2.0


def prose(words: str, separator: str, chance: random.Random, size: int = MEGABYTE, length: int = 15) -> str:
    """About a megabyte of lines, or of one line, of made-up words."""
    vocabulary = [f"{words}{number}" for number in range(4000)] + "the of and to in".split() * 300
    lines = []
    written = 0
    while written < size:
        lines.append(" ".join(chance.choices(vocabulary, k=length)))
        written += len(lines[-1]) + len(separator)
    return separator.join(lines)


def shuffled(text: str, chance: random.Random) -> str:
    return "\n".join(chance.sample(lines := text.split("\n"), len(lines)))


# Made when they are compared: that takes seconds, and every process reads this file.
SOURCES: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "nothing in common": lambda chance: (prose("a", "\n\n", chance), prose("b", "\n\n", chance)),
    "the same words": lambda chance: (prose("w", "\n\n", chance), prose("w", "\n\n", chance)),
    "one line": lambda chance: (prose("a", " ", chance), prose("b", " ", chance)),
    "short lines": lambda chance: (prose("w", "\n", chance, length=2), prose("w", "\n", chance, length=2)),
    "one letter a line": lambda _: ("a\n" * 500_000, "b\n" * 500_000),
    "two letters at random": lambda chance: tuple("\n".join(chance.choices("ab", k=500_000)) for _ in "xy"),
    "a word replaced everywhere": lambda chance: (text := prose("w", "\n\n", chance), text.replace("the", "thy")),
    "shuffled lines": lambda chance: (text := prose("w", "\n\n", chance), shuffled(text, chance)),
    "only newlines": lambda _: ("\n" * MEGABYTE, "\n" * (MEGABYTE // 2)),
    "rewrapped": lambda chance: (text := prose("w", "\n\n", chance), text.replace(" ", "\n")),
}


def sources(case: str) -> tuple[str, str]:
    return SOURCES[case](random.Random(7))


@pytest.mark.slow
@pytest.mark.parametrize("case", SOURCES)
def test_two_megabytes_of_source_are_compared_in_time(case):
    old, new = sources(case)
    assert compare_sources(old, new).apply(old) == new
    assert least_seconds(lambda: compare_sources(old, new), SECONDS) < SECONDS


def test_a_coarse_comparison_says_so_and_still_tells_everything():
    old, new = sources("nothing in common")
    comparison = compare_sources(old, new)
    assert comparison.coarse
    assert comparison.apply(old) == new
    assert len(comparison.rows) < 100


def test_a_small_comparison_is_not_coarse():
    assert not compare_sources("a b c\n" * 50, "a b d\n" * 50).coarse


def _table(cells: list[str]) -> str:
    rows = ["".join(f"<td>{cell}</td>" for cell in cells[at : at + 6]) for at in range(0, len(cells), 6)]
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def _cells(letter: str, chance: random.Random) -> list[str]:
    return prose(letter, "</td><td>", chance, length=2).split("</td><td>")


def _paragraphs(letter: str, chance: random.Random, separator: str = "</p><p>") -> str:
    return f"<p>{prose(letter, separator, chance)}</p>"


PAGES: dict[str, Callable[[random.Random], tuple[str, str]]] = {
    "nothing in common": lambda chance: (_paragraphs("a", chance), _paragraphs("b", chance)),
    "tables": lambda chance: (_table(_cells("a", chance)), _table(_cells("b", chance))),
    "a column added": lambda chance: (
        table := _table(_cells("a", chance)),
        table.replace("</tr>", "<td>new</td></tr>"),
    ),
    "a word replaced everywhere": lambda chance: (old := _paragraphs("a", chance), old.replace("the", "thy")),
    "one paragraph": lambda chance: (_paragraphs("a", chance, " "), _paragraphs("b", chance, " ")),
    "a list": lambda _: (f"<ul>{'<li>one</li>' * 70_000}</ul>", f"<ul>{'<li>two</li>' * 70_000}</ul>"),
}


def pages(case: str) -> tuple[str, str]:
    return PAGES[case](random.Random(7))


@pytest.mark.slow
@pytest.mark.parametrize("case", PAGES)
def test_two_megabytes_of_html_are_compared_in_time(case):
    old, new = pages(case)
    assert compare_rendered(old, new).changes
    assert least_seconds(lambda: compare_rendered(old, new), SECONDS) < SECONDS


def test_a_coarse_page_says_so():
    assert compare_rendered(*pages("nothing in common")).coarse
    assert not compare_rendered("<p>a b c</p>", "<p>a b d</p>").coarse
