"""Pages made to exhaust a renderer: each is rendered or refused in words, and soon."""

import json
from contextlib import suppress

import pytest

from tests.stopwatch import least_seconds
from wiki.markup import MarkupRefused, render
from wiki.markup.limits import MAX_BLOCKS, MAX_SOURCE_LENGTH

LONGEST = 5  # seconds


def special(kind, count):
    match kind:
        case "NESTED-LIST":
            return "".join("  " * level + "* a\n" for level in range(count))
        case "BACKTICKS":
            return "".join("e" + "`" * length for length in range(1, count + 1))
        case "TABLE-COLUMNS":
            return f"|{'a|' * count}\n|{'-|' * count}\n|{'b|' * count}\n"
        case "HEADINGS":
            return "".join(f"## Heading {number}\ntext {number}\n" for number in range(count))
    return kind * count


HOSTILE = {
    "nested quotes": "> " * 10_000 + "a",
    "5 MB line": "word " * 1_000_000,
    "2 MB line": "word " * 399_999,
    "table of 20,000 x 20": "|" + "h|" * 20 + "\n|" + "-|" * 20 + "\n" + ("|" + "a b|" * 20 + "\n") * 20_000,
    "table of 1,400 x 20": "|" + "h|" * 20 + "\n|" + "-|" * 20 + "\n" + ("|" + "*a*|" * 20 + "\n") * 1_400,
    "reference links": "[r]: /u\n\n" + "[r] [r]\n\n" * 14_000,
    "links": ("[a](b) " * 400 + "\n\n") * 600,
    "emphasis": ("*a* " * 900 + "\n\n") * 500,
    "footnotes": "".join(f"a[^{n}] " for n in range(5000)) + "\n\n" + "".join(f"[^{n}]: note\n" for n in range(5000)),
    "headings of one name": "# a\n\n" * 14_000,
    "ampersands": "&" * 500_000,
    "less-than signs": "<" * 500_000,
    "tag openings": "<a " * 200_000,
    "comments": "<!--" * 100_000,
    "attributes": "<a " + "b=c " * 200_000 + ">",
    "attributes of a block": "<div " + "b=c " * 200_000 + ">\n</div>",
    "quotes in tags": '<a b" x=">" ' + "c " * 200_000 + ">",
    "open formatting": "".join(f"<b title={n}>" for n in range(2000)) + "x\n\n" * 2000,
    "open elements": "<div>\n" * 10_000,
    "a number as entity": "&#" + "1" * 500_000 + ";",
    "a number as entity in HTML": "<div>\n&#" + "1" * 500_000 + ";\n</div>",
    "template tags": "{% " * 200_000,
    "template tags with names": ('{% page "' * 100 + "\n\n") * 2000,
    "wiki links": "[[" * 100_000,
    "closing parentheses": "http://a.b/" + ")" * 200_000,
    "mail addresses": "a@b." * 100_000,
    "fences": "```\n" * 28_000,
    "definitions": "a\n: b\n\n" * 9_000,
    "abbreviations": "".join(f"*[A{n}]: x\n" for n in range(5000)) + "A1 A2 " * 20_000,
    "tabs": "\t" * 500_000,
    "blank lines": "\n" * 1_900_000,
    "coloured code": ("```html\n" + "<a " * 6000 + "\n```\n") * 10,
    "coloured strings": ("```js\n" + "/`${" * 4000 + "\n```\n") * 10,
}


def seconds(source):
    def rendered_or_refused():
        with suppress(MarkupRefused):
            render(source)

    return least_seconds(rendered_or_refused, LONGEST)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_rendered_or_refused_soon(name):
    assert seconds(HOSTILE[name]) < LONGEST


@pytest.mark.slow
def test_every_page_of_the_pathological_corpus_is_rendered_or_refused_soon(corpus):
    inputs = json.loads((corpus / "markdown-pathological" / "inputs.json").read_text())["inputs"]
    slow = {}
    for entry in inputs:
        source = "".join(special(text, count) for text, count in entry["parts"])
        if (took := seconds(source)) > LONGEST:
            slow[entry["name"]] = took
    assert len(inputs) == 20
    assert slow == {}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a" * (MAX_SOURCE_LENGTH + 1), "2 million characters"),
        ("> " * 100 + "a", "64 deep"),
        ("- a\n" * MAX_BLOCKS, "30,000"),
        ("<div>" * 200, "Close its tags"),
        ("&" * 70_000, "60,000"),
    ],
)
def test_a_refusal_names_the_limit_and_what_to_do(source, words):
    with pytest.raises(MarkupRefused, match=words):
        render(source)


def test_a_paragraph_of_too_many_marks_is_shown_as_typed():
    source = "*a* [b](c) `d` " * 2000
    assert render(source).text == source.strip()


def test_included_text_counts():
    with pytest.raises(MarkupRefused):
        render('--8<-- "a"\n\n' * 3, include=lambda path: "a" * 700_000)
