"""MkDocs Material's dialect, small and on a whole handbook."""

import re

import pytest
from lxml import html as lxml_html

from wiki.markup import Target, render

MARKERS = {
    "callout": re.compile(r"^\s*(?:!!!|\?\?\?\+?)(?:\s|$)", re.MULTILINE),
    "tab": re.compile(r"^\s*===", re.MULTILINE),
    "include": re.compile(r"-8<-"),
    "attribute list": re.compile(r"\{:? *(?:[.#][\w-]+|\w+ *=)[^}\n]*\}"),
    "abbreviation": re.compile(r"\*\[[^\]]+\]:"),
    "icon": re.compile(r":(?:material|fontawesome|octicons)-[a-z-]+:"),
    "link": re.compile(r"\]\("),
    "heading": re.compile(r"^#{1,6} ", re.MULTILINE),
    "bold": re.compile(r"\*\*[^*\n]+\*\*"),
    "markdown in HTML": re.compile(r"<\w+[^>]*\smarkdown\b"),
}


def visible_text(html):
    """What readers see, but for code, which shows what it shows."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for code in root.xpath(".//pre | .//code"):
        tail = code.tail
        code.clear()
        code.tail = tail
    return root.text_content()


@pytest.mark.slow
def test_no_marker_is_left_in_a_real_handbook(handbook):
    pages = handbook("vatpac-sops")

    def resolve(references):
        return {reference: Target("/there/", exists=True) for reference in references}

    left = []
    for path, source in pages.items():
        text = visible_text(render(source, resolve=resolve, include=pages.get).html)
        left += [(path, name, found[0]) for name, marker in MARKERS.items() if (found := marker.search(text))]
    # One page has a link inside the `title` of a raw <p>; nothing renders Markdown there.
    assert [entry for entry in left if entry[:2] != ("docs/terminal/sydney.md", "link")] == []
    assert len(pages) >= 212


@pytest.mark.parametrize("dialect", ['!!! warning "Hot"\n    Wear gloves.\n', "> [!WARNING] Hot\n> Wear gloves.\n"])
def test_callouts_of_both_dialects_have_one_shape(html, dialect):
    assert html(dialect) == (
        '<div class="callout callout-warning" role="note"><p class="callout-title">Hot</p>\n<p>Wear gloves.</p>\n</div>'
    )


def test_a_callout_without_a_title_shows_its_word(html):
    assert '<p class="callout-title">Phraseology</p>' in html("!!! phraseology\n    Cleared to land.\n")


def test_an_empty_title_leaves_the_line_out(html):
    assert "callout-title" not in html('!!! note ""\n    Text.\n')


def test_a_folded_callout_needs_no_script(html):
    assert html('??? tip "More"\n    Text.\n').startswith('<details class="callout callout-tip"><summary')
    assert " open" in html('???+ tip "More"\n    Text.\n').partition(">")[0]


def test_words_after_exclamation_marks_stay_text(html):
    assert html("!!! Please read this first\n") == "<p>!!! Please read this first</p>"


def test_tabs_are_panels_with_their_titles(html):
    shown = html('=== "Windows"\n    Click.\n\n=== "Linux"\n    Type.\n')
    assert shown.count('<div class="tabs">') == 1
    assert '<div aria-label="Linux" class="tab" role="group"><p class="tab-title">Linux</p>\n<p>Type.</p>' in shown


def test_attribute_lists_size_an_image(html):
    assert 'width="300"' in html('![Map](map.png){ width="300" }')


def test_braces_that_are_no_attribute_list_stay_text(html):
    assert html("`up` {job} and **x**{job}\n") == "<p><code>up</code> {job} and <strong>x</strong>{job}</p>"


def test_a_figure_holds_an_image_and_a_caption_with_marks(html):
    shown = html("<figure markdown>\n![Map](map.png)\n  <figcaption>The `R4`</figcaption>\n</figure>\n")
    assert "<figcaption>The <code>R4</code></figcaption>" in shown
    assert "<img" in shown


def test_abbreviations_are_explained_but_not_in_code(html):
    shown = html("SOP `SOP`\n\n*[SOP]: Standard operating procedure\n")
    assert shown.count('<abbr title="Standard operating procedure">SOP</abbr>') == 1
    assert "<code>SOP</code>" in shown


def test_an_included_file_stands_in_its_place(html):
    files = {"a.md": "## Included\n\n*[R4]: Reactor four\n"}
    shown = html('R4\n\n--8<-- "a.md"\n', include=files.get)
    assert "Included</h2>" in shown
    assert '<abbr title="Reactor four">' in shown


def test_an_include_that_includes_itself_ends(html):
    assert "a.md" in html('--8<-- "a.md"\n', include=lambda path: 'text\n\n--8<-- "a.md"\n')


def test_a_missing_include_is_told(html):
    assert html('--8<-- "gone.md"\n').startswith('<p class="missing-include">')


def test_definition_lists_have_terms_and_meanings(html):
    shown = html("R4\n: Reactor four\n: The old one\n\nR5\n: Reactor five\n")
    assert shown.count("<dl>") == 1
    assert (shown.count("<dt>"), shown.count("<dd>")) == (2, 3)


def test_icons_show_a_sign_and_say_its_name(html):
    assert '<span class="sign" title="information outline">ⓘ</span>' in html(":material-information-outline: Text")


def test_a_link_to_a_file_with_spaces_is_a_link(html):
    assert '<a href="/to/AYPY TCU 14.md"' in html("[14](AYPY TCU 14.md)")


def test_keys_are_shown_as_keys(html):
    shown = html("Press ++ctrl+alt+del++, not C++ or i++x.")
    assert "<kbd>Ctrl</kbd>" in shown
    assert "<kbd>Del</kbd>" in shown or "<kbd>Delete</kbd>" in shown
    assert shown.endswith("not C++ or i++x.</p>")


def test_marked_and_inserted_words(html):
    assert html("==new== and ^^added^^ but a==b and 2^^3") == (
        "<p><mark>new</mark> and <ins>added</ins> but a==b and 2^^3</p>"
    )


def test_page_of_nothing_but_abbreviations_lists_them():
    rendered = render("*[BRL]: Bearing <Range> Line\n*[SY]: Sydney\n")
    assert rendered.html == ("<dl><dt>BRL</dt><dd>Bearing &lt;Range&gt; Line</dd><dt>SY</dt><dd>Sydney</dd></dl>")
    assert "Bearing <Range> Line" in rendered.text
