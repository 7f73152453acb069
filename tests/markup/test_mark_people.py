"""Names after "@": shown as they are, whatever Markdown or HTML they look like, and marked with who is meant."""

from html import escape

import pytest

from wiki.markup import render

NAMES = [
    "Anna <QA> & Co",
    'O\'Neil "Nel"',
    "Edith <b>",
    "A*b*c _d_ [e](f)",
    "R&D",
    "x &amp; y",
    "&lt;b&gt;",
    "a\\b",
    "`tick`",
    "{{x}}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</span><a href=javascript:alert(1)>x</a>",
]


def marked(name):
    return f'<span class="mention" data-person="7">@{escape(name, quote=False)}</span>'


def shown(text, name):
    return render(text.replace("NAME", name), mentions={name: 7}).html


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["Ask @NAME, now", "**@NAME**", "- @NAME\n\n> (@NAME)", "@NAME"])
def test_name_is_shown_as_it_is_and_marked(text, name):
    assert shown(text, name) == shown(text, "Rosa").replace(marked("Rosa"), marked(name))


@pytest.mark.parametrize("name", [name for name in NAMES if "`" not in name])
@pytest.mark.parametrize("text", ["`@NAME`", "```\n@NAME\n```"])
def test_name_in_code_is_code(text, name):
    rendered = render(text.replace("NAME", name), mentions={name: 7})
    assert "mention" not in rendered.html
    assert rendered.text == f"@{name}"


def test_longest_of_two_names_is_meant():
    html = render("@Anna <QA> & Co", mentions={"Anna": 1, "Anna <QA> & Co": 2}).html
    assert html == '<p><span class="mention" data-person="2">@Anna &lt;QA&gt; &amp; Co</span></p>'


def test_address_with_a_sign_in_it_stays_one():
    assert 'href="https://example.org/@R&amp;D"' in shown("https://example.org/@NAME", "R&D")


def test_abbreviation_with_a_sign_of_html_is_explained():
    assert '<abbr title="Research">R&amp;D</abbr>' in render("Our R&D.\n\n*[R&D]: Research\n").html
