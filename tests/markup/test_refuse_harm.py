"""What pages may not do: run, imitate the wiki, call other servers. Judged on the parsed HTML."""

import html as html_module
import json

import pytest

from tests.markup.harm import harm_in
from wiki.markup import MarkupRefused, Target, render


@pytest.fixture(scope="module")
def payloads(corpus):
    lines = (corpus / "xss-payloads" / "xss-payload-list.txt").read_text(encoding="utf-8").splitlines()
    return sorted({line for line in lines if line.strip()})


@pytest.fixture(scope="module")
def naughty(corpus):
    return [text for text in json.loads((corpus / "naughty-strings" / "blns.json").read_text()) if text]


def rendered(source):
    try:
        return render(source).html
    except MarkupRefused:
        return ""


def test_the_judge_sees_harm():
    harmful = ("<p onclick=x()>", "<script>x()</script>", "<p id=x>", "<a href='java\tscript:x()'>y</a>", "<input>")
    assert all(harm_in(html) for html in harmful)
    assert harm_in('<a href="/x:y" class="external">y</a>') == []


@pytest.mark.slow
def test_no_payload_of_the_list_leaves_anything_that_runs(payloads):
    assert len(payloads) > 6000
    assert {payload: harm for payload in payloads if (harm := harm_in(rendered(payload)))} == {}


@pytest.mark.parametrize(
    "frame", ["{}", "[x]({})", "![x]({})", "<a href='{}'>x</a>", "[x]: {}\n\n[x]", "| {} |\n|---|\n"]
)
def test_no_payload_runs_in_the_places_where_markdown_takes_addresses(payloads, frame):
    tried = payloads[::25]
    assert [payload for payload in tried if harm_in(rendered(frame.replace("{}", payload)))] == []


def test_naughty_strings_do_no_harm(naughty):
    assert [text for text in naughty if harm_in(rendered(text))] == []


def test_naughty_strings_lose_no_letter_as_code(naughty):
    for text in naughty:
        if "\n" not in text and "\r" not in text and text.isprintable():
            shown = render(f"````text\n{text}\n````\n").html
            assert html_module.unescape(shown.partition('text">')[2]) == f"{text}\n</code></pre>"


def test_forbidden_elements_are_shown_and_not_run(html):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html("Hello <script>alert(1)</script>")
    assert html("<script>\nalert(1)\n</script>").startswith('<pre class="template-tag" tabindex="0">&lt;script&gt;')


def test_controls_are_taken_off_and_their_words_kept(html):
    assert html('<form action="/steal"><button name="x">Sign in</button></form>') == "Sign in"


def test_ids_become_names_that_no_script_can_find(html):
    shown = html('<div id="search">x</div>\n\n## Search {#token}\n')
    assert " id=" not in shown
    assert '<a name="search"></a>' in shown
    assert '<a name="token"></a>' in shown


def test_classes_of_the_wiki_are_not_for_pages(html):
    assert html('<div class="button danger">x</div>') == "<div>x</div>"
    assert html('<div class="callout callout-note">x</div>') == '<div class="callout callout-note">x</div>'


def test_styles_are_dropped(html):
    assert html('<p style="position:fixed">x</p>') == "<p>x</p>"


@pytest.mark.parametrize(
    "address", ["javascript:x()", "data:text/html,x", "vbscript:x", "JaVaScRiPt:x", "&#106;avascript:x"]
)
def test_addresses_that_run_are_no_links(html, address):
    assert "href" not in html(f'<a href="{address}">x</a>')
    assert "href" not in html(f"[x]({address})")


def test_players_become_links_to_what_they_played(html):
    shown = html('<iframe src="https://video.example/1" title="The film" onload="x()"></iframe>')
    assert shown.startswith('<a class="embed external" href="https://video.example/1"')
    assert ">The film</a>" in shown


def test_pictures_of_other_servers_are_links_because_a_page_may_not_call_them(html):
    shown = html("![Chart](https://other.example/a.png)")
    assert "<img" not in shown
    assert '<a href="https://other.example/a.png"' in shown
    assert ">Chart</a>" in shown


def test_links_away_give_nothing_away(html):
    assert 'class="external" rel="noopener noreferrer nofollow"' in html("[x](https://other.example)")


@pytest.mark.parametrize("source", ["a\x00b", "a\x02klzzwxh:0001\x03b", "\x02wzxhzdk:0\x03", "a\ud800b"])
def test_control_characters_are_shown_and_mean_nothing(html, source):
    shown = html(source + " <b>x</b>")
    assert "<b>x</b>" in shown
    assert not any(character in shown for character in "\x00\x02\x03\ud800")


def test_a_resolver_cannot_be_made_to_write_html(html):
    shown = render(
        "[[x]]", resolve=lambda found: {one: Target('/"><script>', exists=True, title='"><script>') for one in found}
    ).html
    assert harm_in(shown) == []
