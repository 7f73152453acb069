"""Comparing two rendered pages: marks in place, notes, moves, folds, and nothing lost or unsafe."""

import random

import pytest
from bleach._vendor import html5lib
from lxml import html

from wiki.history.comparison import Kind, compare_rendered

NS = "{http://www.w3.org/1999/xhtml}"


def compared(old: str, new: str) -> str:
    """The HTML on one line, without the space between blocks."""
    return compare_rendered(old, new).html.replace("\n", "")


def text_of(page: str, without: str) -> str:
    """The letters of one version of a comparison: the new one without "del", the old one without "ins"."""
    body = html.fragment_fromstring(page, create_parent="div")
    gone = [f"//{without}", "//*[contains(@class,'diff-note')]", "//details[@class='diff-fold']/summary"]
    if without == "ins":
        gone.append("//*[contains(@class,'diff-moved-to')]")
    for element in body.xpath("|".join(gone)):
        element.drop_tree() if element.getparent() is not None else None
    return "".join(body.text_content().split())


def letters(page: str) -> str:
    return "".join(html.fragment_fromstring(page, create_parent="div").text_content().split())


def test_a_changed_word_is_marked_inside_its_paragraph():
    assert compared("<p>Wait <b>ten</b> minutes.</p>", "<p>Wait <b>two</b> minutes.</p>") == (
        '<p class="diff-changed" data-change="1" id="change-1">Wait <b><del>ten</del><ins>two</ins></b> minutes.</p>'
    )


def test_pages_that_look_the_same_have_no_change():
    comparison = compare_rendered("<p>one\ntwo</p>", "<p>one two</p>")
    assert (comparison.changes, comparison.items) == (0, ())


def test_an_empty_page_compares_with_a_page():
    assert compared("", "<p>New</p>") == ('<p class="diff-added" data-change="1" id="change-1"><ins>New</ins></p>')
    assert compared("<p>Old</p>", "") == ('<p class="diff-removed" data-change="1" id="change-1"><del>Old</del></p>')
    assert compared("", "") == ""


def test_blocks_that_came_together_are_one_change():
    page = compare_rendered("<p>Stay here.</p>", "<p>Stay here.</p><h2 id='x'>More</h2><p>Text</p>")
    assert page.changes == 1
    assert page.html.count('data-change="1"') == 2
    assert page.html.count('id="change-1"') == 1


def test_a_list_item_is_added_in_its_place():
    assert compared("<ol><li>one</li><li>two</li></ol>", "<ol><li>one</li><li>new</li><li>two</li></ol>") == (
        '<ol><li>one</li><li class="diff-added" data-change="1" id="change-1"><ins>new</ins></li><li>two</li></ol>'
    )


def test_an_item_of_a_nested_list_is_compared_in_its_item():
    old = "<ul><li>Tools<ul><li>red hammer</li></ul></li></ul>"
    assert compared(old, old.replace("red", "blue")) == (
        '<ul><li>Tools<ul><li class="diff-changed" data-change="1" id="change-1">'
        "<del>red</del><ins>blue</ins> hammer</li></ul></li></ul>"
    )


def table(*rows: str) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    return f'<div class="table-scroll"><table><tbody>{body}</tbody></table></div>'


def test_a_table_row_is_added_and_a_cell_changed():
    page = compared(table("alpha|1", "beta|2"), table("alpha|1", "gamma|9", "beta|3"))
    assert '<tr class="diff-added" data-change="1" id="change-1"><td><ins>gamma</ins></td>' in page
    assert '<td class="diff-changed" data-change="2" id="change-2"><del>2</del><ins>3</ins></td>' in page
    assert page.count("<tr") == 3


def test_a_column_is_added_cell_by_cell():
    page = compared(table("alpha|one", "beta|two"), table("alpha|x|one", "beta|y|two"))
    assert page.count("<tr>") == 2
    assert page.count('<td class="diff-added"') == 2
    assert "<del>" not in page


def test_code_is_compared_with_its_white_space():
    page = compared("<pre><code>if a:\n  b()\n</code></pre>", "<pre><code>if a:\n    b()\n</code></pre>")
    assert "<del>" in page
    assert "if a:" in page
    assert letters(page) == "ifa:b()"


def test_a_replaced_image_is_shown_beside_the_old_one():
    page = compared('<p><img src="/a.png" alt="A"></p>', '<p><img src="/b.png" alt="A"></p>')
    assert '<del><img src="/a.png" alt="A"></del>' in page
    assert '<ins><img src="/b.png" alt="A"></ins>' in page


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("<p>see <a href='/x'>it</a></p>", "<p>see <a href='/y'>it</a></p>", "link changed, was /x"),
        ("<p>see <a href='/x'>it</a></p>", "<p>see it</p>", "no longer a link to /x"),
        ("<p>see it</p>", "<p>see <a href='/x'>it</a></p>", "now a link"),
        ("<p>see <a class='missing' data-missing='/x'>it</a></p>",
         "<p>see <a class='missing' data-missing='/y'>it</a></p>", "link changed, was /x"),
        ("<p>see <span class='missing-image' title='/x'>it</span></p>",
         "<p>see <span class='missing-image' title='/y'>it</span></p>", "link changed, was /x"),
        ("<p>do it now</p>", "<p>do <strong>it</strong> now</p>", "now bold"),
        ("<p>do <em>it</em> now</p>", "<p>do it now</p>", "no longer italic"),
        ("<h2>Title</h2>", "<h3>Title</h3>", "heading level 3, was heading level 2"),
        ("<p>x <img src='/a' width='3'></p>", "<p>x <img src='/a' width='4'></p>",
         "size changed, was 3 × automatic"),
        ("<p>x <img src='/a' alt='b'></p>", "<p>x <img src='/a' alt='c'></p>", "description changed, was “b”"),
        ("<ul><li data-task='open'>do</li></ul>", "<ul><li data-task='done'>do</li></ul>", "marked as done"),
        ("<div class='callout callout-note'><p>Mind it</p></div>",
         "<div class='callout callout-danger'><p>Mind it</p></div>", "kind of callout: danger, was note"),
    ],
)  # fmt: skip
def test_what_marks_cannot_show_is_told_in_a_note(old, new, note):
    comparison = compare_rendered(old, new)
    assert f'<span class="diff-note">{note}</span>' in comparison.html
    assert comparison.changes == 1
    assert comparison.html.count('id="change-1"') == 1


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>", "numbered list, was bulleted list"),
        ("<ol><li>a</li></ol>", '<ol start="3"><li>a</li></ol>', "numbering starts at 3, was 1"),
    ],
)
def test_what_changed_about_a_list_is_its_title(old, new, title):
    assert f'title="{title}"' in compare_rendered(old, new).html


def test_a_moved_paragraph_leads_to_its_other_place():
    moved = "<p>Collect solvents in the red drum.</p>"
    rest = "<p>First wash the vessel.</p><p>Then dry it with a cloth.</p>"
    comparison = compare_rendered(moved + rest, rest + moved)
    assert [(item.kind, item.peer) for item in comparison.items] == [(Kind.MOVED_FROM, 2), (Kind.MOVED_TO, 1)]
    assert 'href="#change-2"' in comparison.html
    assert 'href="#change-1"' in comparison.html
    assert comparison.html.count("diff-moved-to") == 1


def test_a_moved_section_is_one_move():
    moved = "<h2>Waste</h2><p>Collect solvents in the red drum.</p><p>Label the drum at once.</p>"
    moved = moved.replace("Waste", "Waste and where it goes")
    rest = "".join(paragraphs(4))
    comparison = compare_rendered(moved + rest, rest + moved)
    assert [item.kind for item in comparison.items] == [Kind.MOVED_FROM, Kind.MOVED_TO]


def test_a_heading_that_went_is_no_heading_to_those_who_hear_the_outline():
    page = compared("<h2>Oil</h2><h4>Draining the fryer</h4><p>Hot.</p>", "<h2>Oil</h2><p>Hot.</p>")
    assert '<h4 class="diff-removed" data-change="1" id="change-1" role="presentation"><del>Draining' in page
    assert 'role="presentation"' not in compared("<p>Hot.</p>", "<h2>Oil</h2><p>Hot.</p>")


def test_anchors_of_the_new_page_stay_and_occur_once():
    old = '<h2 id="purpose">Purpose</h2><p>Old text here.</p><h2 id="end">End</h2>'
    new = '<h2 id="purpose">New purpose</h2><p>Other words.</p>'
    page = html.fragment_fromstring(compare_rendered(old, new).html, create_parent="div")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert "purpose" in ids
    assert "end" not in ids


def test_an_element_around_edited_words_keeps_its_anchor_once():
    old = '<p>text<sup id="fnref:1"><a href="#fn:1">1</a></sup> and more</p>'
    new = '<p>text<sup id="fnref:1">note <b>1</b> here</sup> and more</p>'
    assert compare_rendered(old, new).html.count('id="fnref:1"') == 1


def paragraphs(count: int) -> list[str]:
    return [f"<p>Paragraph {number} of the manual.</p>" for number in range(count)]


def test_unchanged_stretches_are_folded_around_a_change():
    blocks = paragraphs(20)
    new = [*blocks[:10], "<p>Something new.</p>", *blocks[10:]]
    page = html.fragment_fromstring(compare_rendered("".join(blocks), "".join(new)).html, create_parent="div")
    assert [child.tag for child in page] == ["details", "p", "p", "p", "details"]
    assert page[0].find("summary").text == "Show 9 unchanged blocks"
    assert len(page[0].findall("p")) == 9


def test_the_heading_above_a_change_is_not_folded():
    blocks = [*paragraphs(6), "<h2>Rinsing</h2>", *paragraphs(12)[6:]]
    page = compare_rendered("".join(blocks), "".join([*blocks, "<p>New</p>"]))
    body = html.fragment_fromstring(page.html, create_parent="div")
    assert [child.tag for child in body] == ["details", "h2", "details", "p", "p"]


@pytest.mark.parametrize(
    "picture", ["<p><img src='a.png' alt='A'></p>", "<figure><img src='a.png'><figcaption>A</figcaption></figure>"]
)
def test_an_unchanged_picture_is_folded_although_it_stands_beside_a_change(picture):
    page = compared(f"<p>one</p>{picture}<p>two</p>{picture}", f"<p>one</p>{picture}<p>three</p>{picture}")
    assert page.count('<details class="diff-fold">') == 2
    assert page.startswith("<p>one</p><details") is False
    assert "<details" not in compared(picture, picture)


def test_a_little_picture_in_a_line_is_shown_with_the_line():
    assert "<details" not in compared(
        "<p>Press <img src='a.png'></p><p>a</p>", "<p>Press <img src='a.png'></p><p>b</p>"
    )


def test_a_folded_callout_with_a_change_is_open():
    old = '<details class="callout"><summary>More</summary><p>Wait ten minutes.</p></details>'
    assert '<details class="callout" open="open">' in compare_rendered(old, old.replace("ten", "two")).html


def test_text_that_looks_like_html_stays_text():
    page = compared("<p>a &lt;script&gt; b</p>", "<p>a &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; c</p>")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "&amp;amp;" in page


def test_an_attribute_cannot_break_out_of_its_quotes():
    page = compared("<p>x</p>", '<p>x <a href="/&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">y</a></p>')
    assert not html.fragment_fromstring(page, create_parent="div").xpath("//img")


VOCABULARY = "valve pump the a open close drain wash tank lid gasket &lt;b&gt; é 漢字".split()


def random_page(chance: random.Random, depth: int = 0) -> str:
    return "".join(random_block(chance, depth) for _ in range(chance.randrange(1, 5)))


def random_block(chance: random.Random, depth: int) -> str:
    kind = chance.choice(["p", "p", "h2", "ul", "table", "div", "pre", "li-text"] if depth < 2 else ["p", "h3"])
    if kind in ("ul", "li-text"):
        inside = (random_inline(chance) + (random_page(chance, depth + 1) if kind == "ul" else "") for _ in "ab")
        return "<ul>" + "".join(f"<li>{item}</li>" for item in inside) + "</ul>"
    if kind == "table":
        rows = ["".join(f"<td>{random_inline(chance)}</td>" for _ in "ab") for _ in range(chance.randrange(1, 4))]
        return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
    if kind == "div":
        return f'<div class="callout callout-note">{random_page(chance, depth + 1)}</div>'
    anchor = f' id="h{chance.randrange(9)}{depth}"' if kind.startswith("h") else ""
    return f"<{kind}{anchor}>{random_inline(chance)}</{kind}>"


def random_inline(chance: random.Random) -> str:
    words = chance.choices(VOCABULARY, k=chance.randrange(1, 7))
    kinds = ["{}", "{}", "{}", "<b>{}</b>", "<em>{}</em>", '<a href="/{}">{}</a>', "<code>{}</code>"]
    return " ".join(chance.choice(kinds).format(word, word) for word in words)


def mutated(page: str, chance: random.Random) -> str:
    for _ in range(3):
        word = chance.choice(VOCABULARY)
        page = page.replace(f"{word} ", chance.choice(VOCABULARY) + " ", chance.randrange(2))
    return page


def test_both_pages_can_be_read_from_any_comparison():
    for seed in range(150):
        chance = random.Random(seed)
        old = random_page(chance)
        new = mutated(old, chance) if seed % 3 else random_page(chance)
        comparison = compare_rendered(old, new)
        assert text_of(comparison.html, without="del") == letters(new), seed
        assert text_of(comparison.html, without="ins") == letters(old), seed
        numbers = [item.number for item in comparison.items]
        assert numbers == list(range(1, comparison.changes + 1)), seed
        assert all(comparison.html.count(f'id="change-{number}"') == 1 for number in numbers), seed


def test_the_html_is_well_formed():
    for seed in range(60):
        chance = random.Random(seed)
        old = random_page(chance)
        page = compare_rendered(old, mutated(old, chance) if seed % 2 else random_page(chance)).html
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parseFragment(page)
        assert [name for _, name, _ in parser.errors] == [], seed
