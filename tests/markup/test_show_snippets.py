import pytest

from wiki.markup import MarkupRefused, Snippet, Target, render
from wiki.markup.limits import MAX_INCLUDE_DEPTH

TEXTS = {
    "words": "Call **112**.\n",
    "two": "First.\r\n\r\nSecond.\n",
    "list": "- one\n- two\n",
    "loop": "Round and\n\n{{snippet: loop}}\n",
    "nested": "Dial {{snippet: words}}\n",
    "picture": "![map](map.png) and [a page](x.md)\n",
    **{f"deep-{n}": f"{{{{snippet: deep-{n + 1}}}}}\n" for n in range(10)},
    "long": "word " * 100_000,
    "hostile": 'Hi <script>x</script> <b onclick=y>b</b> \x02wzxhzdk:0\x03 </div></div><p id="main">\n',
}


def find(name):
    return Snippet(TEXTS[name]) if name in TEXTS else Snippet(refusal=f"No “{name}”.")


def shown(source):
    return render(source, find_snippet=find).html


def test_a_snippet_alone_shows_its_blocks():
    assert shown("{{snippet: list}}") == (
        '<div class="snippet" data-snippet="list"><ul><li>one</li>\n<li>two</li>\n</ul>\n</div>'
    )


def test_a_snippet_in_running_text_shows_its_words():
    assert shown("Now {{snippet: words}} Go.") == (
        '<p>Now <span class="snippet" data-snippet="words">Call <strong>112</strong>.</span> Go.</p>'
    )


def test_two_paragraphs_in_running_text_stand_on_two_lines():
    assert "First.<br>Second." in shown("Say: {{snippet: two}}")


def test_a_table_shows_a_snippets_words_in_a_cell():
    assert "<td><span" in shown("| Whom |\n|--|\n| {{snippet: words}} |")


def test_a_snippet_inside_a_list_stays_in_its_item():
    assert shown("1. {{snippet: words}}\n2. Next.").count("<li>") == 2


@pytest.mark.parametrize(
    "source",
    ["`{{snippet: words}}`", "    {{snippet: words}}", "```\n{{snippet: words}}\n```", "\\{{snippet: words}} x"],
)
def test_code_and_escapes_are_shown_as_written(source):
    assert "112" not in shown(source)


@pytest.mark.parametrize(
    "tag",
    ["{{ snippet: words }}", "{{snippet:words}}", "{{snippet: words }}", "{{snippet}}", "{{Snippet: words}}",
     "{% snippet words %}", "{{snippet: words|upper}}", "{{ page.title }}"],
)  # fmt: skip
def test_other_tools_tags_are_no_snippets(tag):
    assert "112" not in shown(tag)
    assert "template-tag" in shown(tag)


def test_a_name_that_nothing_has_is_told():
    assert shown("{{snippet: nothing}}") == '<p class="missing-include">No “nothing”.</p>'
    assert '<span class="missing-include">No “nothing”.</span>' in shown("Say {{snippet: nothing}}.")


def test_blocks_do_not_fit_into_running_text():
    assert "line of its own" in shown("Say {{snippet: list}}.")
    assert "line of its own" in shown("Say {{snippet: nested}}.")


def test_a_snippet_that_shows_itself_stops():
    html = shown("{{snippet: loop}}")
    assert html.count("Round and") == 1
    assert "would show itself" in html


def test_snippets_inside_one_another_end():
    html = shown("{{snippet: deep-0}}")
    assert html.count('class="snippet"') == MAX_INCLUDE_DEPTH
    assert "go no deeper" in html


def test_a_page_of_many_long_snippets_is_refused():
    with pytest.raises(MarkupRefused):
        shown("{{snippet: long}}\n\n" * 10)


def test_what_a_snippet_points_at_is_resolved_where_the_snippet_is():
    asked = []

    def resolve(references):
        asked.extend((reference.kind, reference.target, reference.within) for reference in references)
        return {reference: Target(f"/{reference.within or 'own'}/", exists=True) for reference in references}

    html = render("{{snippet: picture}}\n\n![map](map.png)", resolve=resolve, find_snippet=find).html
    assert asked == [("image", "map.png", "picture"), ("relative", "x.md", "picture"), ("image", "map.png", "")]
    assert html.index('src="/picture/"') < html.index('src="/own/"')


def test_a_snippets_words_are_found_and_counted():
    rendered = render("{{snippet: words}}\n\nNow {{snippet: words}}", find_snippet=find)
    assert rendered.text == "Call 112.\nNow Call 112."
    assert rendered.words == 5


def test_a_hostile_snippet_is_cleaned_like_any_text():
    html = shown("{{snippet: hostile}}")
    assert "<script" not in html
    assert "<b>b</b>" in html
    assert 'id="main"' not in html
