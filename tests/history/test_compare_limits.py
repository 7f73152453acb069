"""Any two megabytes are compared within two seconds, and the answer says when that made it coarse."""

import random

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


def sources() -> dict[str, tuple[str, str]]:
    chance = random.Random(7)
    text = prose("w", "\n\n", chance)
    lines = text.split("\n")
    chance.shuffle(lines)
    return {
        "nothing in common": (prose("a", "\n\n", chance), prose("b", "\n\n", chance)),
        "the same words": (text, prose("w", "\n\n", chance)),
        "one line": (prose("a", " ", chance), prose("b", " ", chance)),
        "short lines": (prose("w", "\n", chance, length=2), prose("w", "\n", chance, length=2)),
        "one letter a line": ("a\n" * 500_000, "b\n" * 500_000),
        "two letters at random": tuple("\n".join(chance.choices("ab", k=500_000)) for _ in "xy"),
        "a word replaced everywhere": (text, text.replace("the", "thy")),
        "shuffled lines": (text, "\n".join(lines)),
        "only newlines": ("\n" * MEGABYTE, "\n" * (MEGABYTE // 2)),
        "rewrapped": (text, text.replace(" ", "\n")),
    }  # fmt: skip


SOURCES = sources()


@pytest.mark.slow
@pytest.mark.parametrize("case", SOURCES)
def test_two_megabytes_of_source_are_compared_in_time(case):
    old, new = SOURCES[case]
    assert compare_sources(old, new).apply(old) == new
    assert least_seconds(lambda: compare_sources(old, new), SECONDS) < SECONDS


def test_a_coarse_comparison_says_so_and_still_tells_everything():
    old, new = SOURCES["nothing in common"]
    comparison = compare_sources(old, new)
    assert comparison.coarse
    assert comparison.apply(old) == new
    assert len(comparison.rows) < 100


def test_a_small_comparison_is_not_coarse():
    assert not compare_sources("a b c\n" * 50, "a b d\n" * 50).coarse


def pages() -> dict[str, tuple[str, str]]:
    chance = random.Random(7)
    old = prose("a", "</p><p>", chance)
    new = prose("b", "</p><p>", chance)
    cells, others = (prose(letter, "</td><td>", chance, length=2).split("</td><td>") for letter in "ab")
    return {
        "nothing in common": (f"<p>{old}</p>", f"<p>{new}</p>"),
        "tables": (_table(cells), _table(others)),
        "a column added": (_table(cells), _table(cells).replace("</tr>", "<td>new</td></tr>")),
        "a word replaced everywhere": (f"<p>{old}</p>", f"<p>{old}</p>".replace("the", "thy")),
        "one paragraph": (f"<p>{old.replace('</p><p>', ' ')}</p>", f"<p>{new.replace('</p><p>', ' ')}</p>"),
        "a list": (f"<ul>{'<li>one</li>' * 70_000}</ul>", f"<ul>{'<li>two</li>' * 70_000}</ul>"),
    }


def _table(cells: list[str]) -> str:
    rows = ["".join(f"<td>{cell}</td>" for cell in cells[at : at + 6]) for at in range(0, len(cells), 6)]
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


PAGES = pages()


@pytest.mark.slow
@pytest.mark.parametrize("case", PAGES)
def test_two_megabytes_of_html_are_compared_in_time(case):
    old, new = PAGES[case]
    assert compare_rendered(old, new).changes
    assert least_seconds(lambda: compare_rendered(old, new), SECONDS) < SECONDS


def test_a_coarse_page_says_so():
    assert compare_rendered(*PAGES["nothing in common"]).coarse
    assert not compare_rendered("<p>a b c</p>", "<p>a b d</p>").coarse
