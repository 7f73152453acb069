"""Timelines and source views as HTML: every text of a stranger is escaped."""

from datetime import UTC, datetime
from types import SimpleNamespace

from wiki.history.comparison import compare_sources
from wiki.history.source_html import inline_view, split_view
from wiki.history.timeline import Entry
from wiki.history.timeline_html import timeline_rows

HOSTILE = '<script>alert("1")</script>'


def entry(number: int | None, **fields: object) -> Entry:
    author = SimpleNamespace(get_full_name=lambda: HOSTILE)
    return Entry(
        "edited", datetime(2026, 1, 1, tzinfo=UTC), author, fields.pop("sentence", ""), number=number, **fields
    )


def test_nothing_that_somebody_wrote_becomes_an_element_of_the_timeline() -> None:
    html = timeline_rows([entry(1, sentence=HOSTILE, reason=f"{HOSTILE}\n{HOSTILE}", compare_url=f'/"{HOSTILE}')])
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5


def test_newest_two_revisions_are_picked_for_comparing() -> None:
    html = timeline_rows([entry(None), entry(9), entry(8), entry(7)])
    assert 'name="b" value="9" checked' in html
    assert 'name="a" value="8" checked' in html
    assert html.count("checked") == 2


def test_what_made_no_revision_can_not_be_picked() -> None:
    assert "<input" not in timeline_rows([entry(None, sentence="Moved to the trash")])


def test_nothing_of_the_compared_texts_becomes_an_element() -> None:
    comparison = compare_sources(f"old {HOSTILE}\n", f"new {HOSTILE}\n")
    for view in (split_view, inline_view):
        assert "<script" not in view(comparison)


def test_every_change_has_the_anchor_that_the_keys_jump_to() -> None:
    old = "".join(f"line {number}\n" for number in range(60))
    new = old.replace("line 5\n", "five\n").replace("line 50\n", "")
    comparison = compare_sources(old, new)
    for view in (split_view, inline_view):
        html = view(comparison)
        assert [f'id="change-{number}"' in html for number in (1, 2, 3)] == [True, True, False]


def test_folded_lines_can_be_opened_without_a_script() -> None:
    old = "".join(f"line {number}\n" for number in range(60))
    html = split_view(compare_sources(old, old.replace("line 50\n", "")))
    assert '<details class="diff-fold"><summary>Show 47 lines</summary>' in html
    assert "line 20" in html
