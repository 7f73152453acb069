"""What a rendering gives: HTML, headings, references, plain text, words."""

import pytest

from wiki.markup import Heading, Reference, Target, github_anchor, render


def references(source):
    return render(source).references


def test_headings_have_githubs_anchors():
    shown = render("## What's new?\n\n### `Code` & *more*\n\n## What's new?\n")
    assert shown.headings == (
        Heading(2, "What's new?", "whats-new"),
        Heading(3, "Code & more", "code--more"),
        Heading(2, "What's new?", "whats-new-1"),
    )
    assert '<h2><a name="whats-new"></a>' in shown.html


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("Größe der Datei", "größe-der-datei"), ("a_b  c", "a_b--c"), ("1. Purpose", "1-purpose"), ("C++ (11)", "c-11")],
)
def test_anchors_are_made_as_github_makes_them(text, anchor):
    assert github_anchor(text) == anchor


def test_links_made_for_other_tools_still_find_the_heading(html):
    shown = html("## Hours you've earned & more\n\n## Notes\n\n## Notes\n")
    for name in (
        "hours-youve-earned--more",
        "hours-youve-earned-more",
        "hours-you-ve-earned-more",
        "notes-1",
        "notes_1",
    ):
        assert f'<a name="{name}"></a>' in shown


def test_a_heading_may_have_a_name_of_its_own():
    shown = render("## Side navigation {#side-nav}\n")
    assert shown.headings == (Heading(2, "Side navigation", "side-nav"),)


def test_references_are_as_written_without_anchor_and_query():
    assert references("[[Page]] [[Space/Page#sec|text]] [a](../b%20c.md?x=1#y) ![i](img/p%20q.png)") == (
        Reference("wiki", "Page", ""),
        Reference("wiki", "Space/Page", "sec"),
        Reference("relative", "../b c.md", "y"),
        Reference("image", "img/p q.png", ""),
    )


def test_raw_html_makes_references_too():
    assert references('<a href="a.md">a</a> <img src="b.png">') == (
        Reference("relative", "a.md", ""),
        Reference("image", "b.png", ""),
    )


def test_links_out_and_links_on_the_page_are_no_references():
    assert references("[a](https://a.example) <b@c.example> [d](#e) [f](tel:1)") == ()


def test_references_are_resolved_once_and_together():
    calls = []
    render("[a](a.md) [b](b.md) [a](a.md)\n\n![c](c.png)", resolve=lambda found: calls.append(found) or {})
    assert [[one.target for one in call] for call in calls] == [["a.md", "b.md", "c.png"]]


def test_a_link_leads_where_its_target_is_and_keeps_its_anchor(html):
    assert html("[a](b.md#c)") == '<p><a href="/to/b.md#c">a</a></p>'


def test_a_missing_page_is_marked_and_offers_to_make_it(html):
    assert '<a href="/to/Page" class="missing" data-missing="Page" rel="nofollow">Page</a>' in html(
        "[[Page]]", exists=False
    )


def test_an_image_is_shown_and_loads_late(html):
    assert '<img alt="Map" src="/to/map.png" loading="lazy">' in html("![Map](map.png)")


def test_a_missing_image_shows_its_words(html):
    assert '<span class="missing-image" title="map.png">Map</span>' in html("![Map](map.png)", exists=False)


def test_tasks_have_boxes_with_names(html):
    shown = html("- [x] Wear gloves\n- [ ] Open valve\n")
    assert '<li class="task task-done"><input type="checkbox" disabled aria-label="Done" checked> Wear' in shown
    assert '<li class="task"><input type="checkbox" disabled aria-label="To do"> Open' in shown


def test_tables_scroll_alone_and_by_keyboard(html):
    shown = html("| a |\n|---|\n| b |\n")
    assert shown.startswith('<div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table>')


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("| | B |\n|---|---|\n| 1 | 2 |\n", "<td></td> <th>B</th>"),
        ("| &nbsp; | B |\n|---|---|\n| 1 | 2 |\n", "<td>&nbsp;</td> <th>B</th>"),
        ("| `x` | **B** |\n|---|---|\n| 1 | 2 |\n", "<th><code>x</code></th> <th><strong>B</strong></th>"),
        ('<table><tr><th scope="col"></th><th scope="col">B</th></tr></table>\n', '<td></td><th scope="col">B</th>'),
        ("<table><tr><th><table><tr><th></th></tr></table></th></tr></table>\n", "<th><table><tbody><tr><td></td>"),
    ],
)
def test_head_without_a_word_is_a_plain_cell(html, source, head):
    assert "".join(head.split()) in "".join(html(source).split())


def test_code_is_coloured_by_classes_and_unchanged(html):
    shown = html('```python\ndef f():\n\treturn "<&>"\n```\n')
    assert '<pre tabindex="0" class="highlight"><code class="language-python">' in shown
    assert '<span class="k">def</span>' in shown
    assert "style=" not in shown
    assert render('```python\ndef f():\n\treturn "<&>"\n```\n').text == 'def f():\nreturn "<&>"'


def test_code_of_an_unknown_language_stays_plain(html):
    assert html("```quux\na\n```\n") == '<pre tabindex="0"><code class="language-quux">a\n</code></pre>'


def test_footnotes_are_numbered_by_first_mention_and_lead_back(html):
    shown = html("b[^b] a[^a]\n\n[^a]: First\n[^b]: Second\n")
    assert shown.index("Second") < shown.index("First")
    assert '<sup class="footnote-ref"><a name="fnref:1"></a><a href="#fn:1">1</a></sup>' in shown
    assert '<a class="footnote-backref" href="#fnref:1" aria-label="Back to the text">↩</a>' in shown


def test_a_note_that_nobody_mentions_is_not_lost():
    assert "Alone" in render("text\n\n[^x]: Alone\n").text


def test_plain_text_has_one_block_a_line():
    shown = render("# Title\n\nSome **bold**\ntext.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert shown.text.split("\n") == ["Title", "Some bold", "text.", "one", "two", "a b", "1 2"]


def test_words_are_counted():
    assert render("It's a three-ring binder.").words == 4


def test_the_same_source_gives_the_same_page():
    source = "# A\n\n[[B]] ![c](d.png) *e*[^1]\n\n*[E]: f\n\n[^1]: E\n\n```python\nx = 1\n```\n"
    assert render(source) == render(source)


@pytest.mark.parametrize("source", ["", "\n", "   \n\t\n"])
def test_an_empty_page_is_empty(source):
    assert (render(source).html, render(source).text, render(source).words) == ("", "", 0)


@pytest.mark.parametrize(
    "text", ["a < b && c > d", "2 * 3 * 4", "snake_case_name", "C:\\new\\folder", "50% [of] {this}", "a ~ b", "x == y"]
)
def test_plain_text_means_what_it_says(text):
    assert render(text).text == text


def test_struck_and_bare_links_as_on_github(html):
    assert "<del>old</del>" in html("~~old~~")
    assert 'href="https://a.example/b_c"' in html("See https://a.example/b_c.")
    assert 'href="mailto:a@b.example"' in html("Write to a@b.example!")


def test_html_that_handbooks_use_stays(html):
    source = "<table><tr><td colspan=2>a<br>b</td></tr></table>\n\n<kbd>x</kbd> H<sub>2</sub>O\n"
    shown = html(source)
    assert '<td colspan="2">a<br>b</td>' in shown
    assert "<kbd>x</kbd> H<sub>2</sub>O" in shown


def test_line_endings_make_no_difference():
    assert render("# a\r\n\r\n- b\r- c\r\n").html == render("# a\n\n- b\n- c\n").html


def test_sections_are_kept_and_come_out_the_same():
    source = "# One\n\n[a](b.md) <b>x</b>\n\n## Two\n\n- [ ] task\n"
    first = render(source)
    assert render(source) == first
    assert render(source + "\n## Three\n").html.startswith(first.html)


def test_tag_left_open_reaches_over_headings():
    html = render('<div class="callout">\n\n## In the box\n\nText\n').html
    assert html.index("callout") < html.index("In the box") < html.index("Text") < html.index("</div>")


def test_link_that_says_a_former_title_shows_the_present_one():
    def resolve(found):
        return {one: Target("/new/", exists=True, title="Fish & Chips", renamed="Fish & Chips") for one in found}

    source = "[[Cod & Fries]], [[Cod & Fries#salt]], [[Cod & Fries|the *dish*]] and [x](cod)\n"
    html = render(source, resolve=resolve).html
    link = '<a href="/new/{}" title="Fish &amp; Chips">{}</a>'
    named = [link.format("", "Fish &amp; Chips"), link.format("#salt", "Fish &amp; Chips")]
    others = [link.format("", "the <em>dish</em>"), link.format("", "x")]
    assert html.strip() == f"<p>{named[0]}, {named[1]}, {others[0]} and {others[1]}</p>"
