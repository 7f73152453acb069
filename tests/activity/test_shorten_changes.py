"""A change, shortened for a list and for mail."""

import re

import pytest
from lxml import html as lxml_html

from wiki.activity.excerpts.shortening import MOST, shortened_beginning, shortened_change
from wiki.activity.mail.excerpt_html import for_mail
from wiki.activity.mail.excerpt_text import as_text
from wiki.history.comparison import compare_rendered
from wiki.markup import render

STEPS = "## Steps\n\n" + "".join(f"{number}. Do step {number} now.\n" for number in range(1, 30))
TABLE = "| Part | Oil |\n|---|---|\n" + "".join(f"| part {number} | {number} ml |\n" for number in range(40))
PAGE = "https://wiki.example.org/handbook/oven/"


def change(old: str, new: str) -> str:
    return shortened_change(compare_rendered(render(old).html, render(new).html).html)[0]


def text_of(excerpt: str) -> str:
    pieces = lxml_html.fragment_fromstring(excerpt, create_parent="div").itertext()
    return " ".join(" ".join(pieces).split())


def test_what_did_not_change_is_left_out_but_the_heading_above():
    old = "# Oven\n\nHot.\n\n## Cleaning\n\nWear gloves.\n\nTake care.\n\n## Records\n\nSign.\n"
    shown = change(old, old.replace("Wear gloves", "Wear two gloves"))
    assert text_of(shown) == "Cleaning Wear two gloves."
    assert "<ins>two </ins>" in shown or "<ins>two</ins>" in shown


def test_changed_step_keeps_its_number_and_the_others_go():
    shown = change(STEPS, STEPS.replace("step 12", "step twelve"))
    assert '<ol start="12">' in shown
    assert "step 11" not in shown
    assert "step 13" not in shown


def test_numbers_go_on_after_a_step_that_is_gone():
    shown = change(STEPS, STEPS.replace("5. Do step 5 now.\n", "").replace("step 20 ", "step twenty "))
    assert re.search(r'value="19"[^>]*>Do step <del>20</del><ins>twenty</ins>', shown)


def test_steps_far_apart_each_start_with_their_own_number():
    shown = change(
        STEPS, STEPS.replace("step 4 ", "step four ").replace("step 5 ", "step five ").replace("step 20 ", "x ")
    )
    assert re.findall(r'<ol start="(\d+)">', shown) == ["4", "20"]
    assert as_text(shown, PAGE).count("4. Do") == as_text(shown, PAGE).count("20. Do") == 1


def test_changed_row_of_a_table_stands_under_the_tables_head():
    shown = change(TABLE, TABLE.replace("| 7 ml", "| 8 ml"))
    assert text_of(shown).startswith("Part Oil part 7 ")
    assert "part 6" not in shown


def test_nested_item_stands_under_the_item_that_it_belongs_to():
    old = "- Outer\n    - One\n    - Two\n- Other\n"
    assert text_of(change(old, old.replace("Two", "Three"))) == "Outer Two Three"


def test_long_paragraph_and_long_code_are_shown_around_the_change():
    for frame in ("{}\n", "```\n{}\n```\n"):
        words = " ".join(f"word{number}" for number in range(400))
        shown = change(frame.format(words), frame.format(words.replace("word200 ", "changed ")))
        assert "changed" in shown
        assert "word150" not in shown
        assert "word250" not in shown


def test_whole_new_chapter_is_cut_off_and_says_so():
    compared = compare_rendered("<p>Before.</p>", "<p>Before.</p>" + render(STEPS * 3).html)
    shown, is_whole = shortened_change(compared.html)
    assert not is_whole
    assert len(text_of(shown)) <= 2 * MOST
    assert "…" in shown


def test_short_change_is_whole():
    compared = compare_rendered(render("One.\n").html, render("Two.\n").html)
    assert shortened_change(compared.html)[1] is True


def test_pages_that_look_the_same_have_nothing_to_show():
    assert change("One.\n", "One.\n") == ""


def test_beginning_of_a_page_is_its_first_blocks():
    assert text_of(shortened_beginning(render("# Oven\n\nHot.\n").html)[0]) == "Oven Hot."
    assert shortened_beginning("")[0] == ""


@pytest.mark.parametrize("old", ["", "Before.\n"])
def test_excerpt_brings_no_anchor_no_heading_and_no_link_to_one(old):
    new = "# Oven {#oven}\n\nSee [above](#oven) and [there](https://example.org/x).[^1]\n\n[^1]: A note.\n"
    shown = change(old, new) if old else shortened_beginning(render(new).html)[0]
    assert " id=" not in shown
    assert 'href="#' not in shown
    assert not re.search(r"<h\d", shown)
    assert 'href="https://example.org/x"' in shown


def test_mail_has_own_elements_only_and_full_addresses():
    html = (
        '<p class="x" onclick="no()">Go <a href="/p/3/" class="y">here</a> or <a href="sub/">below</a>'
        ' <a href="javascript:alert(1)">not</a><script>alert(1)</script><img src="/f.png" alt="The valve"></p>'
        '<div class="callout"><p class="excerpt-heading">Care</p></div>'
    )
    shown = for_mail(html, PAGE)
    assert 'href="https://wiki.example.org/p/3/"' in shown
    assert 'href="https://wiki.example.org/handbook/oven/sub/"' in shown
    assert "[The valve]" in shown
    for harm in ("script>", "onclick", "javascript:", "<img", "class="):
        assert harm not in shown


def test_mail_marks_what_came_and_went_with_styles_of_its_own():
    shown = for_mail("<p>Cool to <del>40</del><ins>50</ins>.</p>", "https://wiki.example.org/")
    assert re.search(r'<del style="[^"]*line-through[^"]*">40</del><ins style="[^"]*underline[^"]*">50</ins>', shown)


def test_text_mail_marks_them_with_signs():
    excerpt = (
        '<p>Cool to <del>40</del><ins>50</ins>.</p><ol><li value="7"><p>Drain.</p></li></ol><ul><li>Wipe</li></ul>'
    )
    assert as_text(excerpt, PAGE) == "Cool to [-40-]{+50+}.\n7. Drain.\n- Wipe"
    assert as_text("<table><tr><td>a</td><td>b</td></tr></table>", PAGE) == "a | b"


NOTED = '<p>That <b><span class="diff-format">nobody</span><span class="diff-note">now bold</span></b> gets ill.</p>'


def test_note_on_words_is_no_part_of_them():
    assert as_text(NOTED, PAGE) == "That nobody (now bold) gets ill."
    shown = for_mail(NOTED, "https://wiki.example.org/")
    assert re.search(r'<span>nobody</span><span style="[^"]*font-weight:normal[^"]*"> \(now bold\)</span>', shown)


def test_row_of_a_table_is_one_line_of_a_text_mail():
    row = "<tr><td>Blade</td>\n<td><del>Brush</del><ins>Soft\nbrush</ins></td></tr>"
    assert as_text(f"<table>{row}</table>", PAGE) == "Blade | [-Brush-]{+Soft brush+}"
    assert as_text("<pre>one\n  two</pre>", PAGE) == "one\ntwo"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("See [the form](https://a.example/x).", "See the form (https://a.example/x)."),
        ("See [a](https://a.example/x) or [b](https://a.example/x).", "See a (https://a.example/x) or b."),
        ("At https://a.example/x or www.b.example.", "At https://a.example/x or www.b.example."),
        ("Ask <boss@a.example> or [her](mailto:her@a.example).", "Ask boss@a.example or her (mailto:her@a.example)."),
        ("Take the [form](https://a.example/form/).", "Take the form (https://a.example/form/)."),
        ("[![Plan](plan.png)](https://a.example/x)", "Plan (https://a.example/x)"),
    ],
)
def test_text_mail_tells_once_where_a_link_leads(written, read):
    assert as_text(shortened_beginning(render(written).html)[0], PAGE) == read


def test_text_mail_tells_addresses_within_the_wiki_whole_and_none_that_harms():
    excerpt = '<p><a href="/p/3/">Oven</a>, <a href="sub/">below</a>, <a href="javascript:alert(1)">not</a></p>'
    below = "https://wiki.example.org/handbook/oven/sub/"
    assert as_text(excerpt, PAGE) == f"Oven (https://wiki.example.org/p/3/), below ({below}), not"


def test_text_mail_tells_both_addresses_of_a_changed_link():
    shown = change("See [the form](https://a.example/x).\n", "See [the form](https://b.example/y).\n")
    assert as_text(shown, PAGE) == "See the form (https://b.example/y) (link changed, was https://a.example/x)."


def test_address_stands_behind_the_whole_link_where_a_part_of_it_is_new():
    page = "[thick gloves](https://a.example/7) while you clean.\n"
    shown = change("Wear gloves while you clean.\n", f"Wear {page}")
    assert as_text(shown, PAGE).startswith("Wear {+thick +}gloves (https://a.example/7) (now a link)")
    beside = '<p><a href="https://a.example/7">one</a> <a href="https://a.example/8">two</a></p>'
    assert as_text(beside, PAGE) == "one (https://a.example/7) two (https://a.example/8)"
