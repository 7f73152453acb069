"""The beginning and the end that two pages share are not compared, and nothing can be told from that."""

import random

import pytest

from wiki.history.comparison import compare_rendered
from wiki.history.comparison.rendered import ends, same_ends
from wiki.history.comparison.rendered.items import parse

BLOCKS = (  # N: a number of its own, so that no block is like another
    "<p>One N</p>",
    "<p>Two <b>bold</b> N</p>",
    '<h2 id="two-N">Two N</h2>',
    "<ul>\n<li>a</li>\n<li>b N</li>\n</ul>",
    "<p>on N</p><p>one line N</p>",
    "beside N",
    "<a href='x'>inline N</a>",
    '<p title="over\ntwo lines">Three N</p>',
    "<pre>  a\n\n b N\n</pre>",
    '<figure><img src="N"></figure>',
    "<blockquote>\n<p>One N</p>\n</blockquote>",
)


def found(old, new):
    return tuple(same_ends(old, new, parse(old), parse(new)))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("<p>a</p>\n<p>b</p>\n<p>c</p>", "<p>a</p>\n<p>x</p>\n<p>c</p>", (0, 1)),
        ("<p>a</p>\n<p>b</p>\n<p>c</p>", "<p>a</p>\n<p>b</p>\n<p>x</p>", (1, 0)),
        ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>", (1, 0)),
        ("<p>b</p>\n<p>c</p>", "<p>a</p>\n<p>b</p>\n<p>c</p>", (0, 2)),
        ("<p>a</p>\n<p>a</p>", "<p>a</p>\n<p>a</p>\n<p>a</p>", (1, 1)),
        ("<p>a</p><p>b</p>\n<p>c</p>", "<p>a</p><p>x</p>\n<p>c</p>", (0, 1)),
        ('<p title="a\nb">c</p>', '<p title="x\nb">c</p>', (0, 0)),
        ("<p>a</p>\n<i>b</i> c\n<p>d</p>", "<p>a</p>\n<i>b</i> x\n<p>d</p>", (0, 1)),
        ("", "<p>a</p>", (0, 0)),
    ],
)
def test_ends_are_whole_blocks_of_the_same_lines(old, new, same):
    assert found(old, new) == same


def test_lines_that_the_parser_can_not_count_are_compared():
    old = "<p>a</p>\n" * 70_000
    assert found(old, old + "<p>b</p>") == (0, 0)


def some_blocks(chance, most):
    return [block.replace("N", str(chance.random())) for block in chance.choices(BLOCKS, k=chance.randrange(most))]


def edited(blocks, chance):
    at = chance.randrange(len(blocks) + 1)
    return [*blocks[:at], *some_blocks(chance, 3), *blocks[at + chance.randrange(3) :]]


def test_skipping_them_changes_no_comparison(monkeypatch):
    chance = random.Random(5)
    skipped = 0
    for _ in range(500):
        blocks = some_blocks(chance, 12)
        old, new = "\n".join(blocks), "\n".join(edited(blocks, chance))
        skipped += sum(found(old, new)) > 0
        with_ends = compare_rendered(old, new)
        with monkeypatch.context() as patch:
            patch.setattr(ends, "_MOST_LINES", -1)
            assert compare_rendered(old, new) == with_ends, (old, new)
    assert skipped > 100
