"""The blocks of two real handbooks against GitHub's own renderer."""

import re

import pytest
from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from lxml import html as lxml_html

from wiki.markup import render

BLOCKS = frozenset("h1 h2 h3 h4 h5 h6 p ul ol li table tr pre blockquote img".split())
TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def blocks_of(html):
    """The block elements in order; loose items differ from tight ones by their `p`. A callout is a quote."""
    found = []
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iter(lxml_html.etree.Element):
        classes = (element.get("class") or "").split()
        if "callout" in classes:
            found.append("blockquote")
        elif "missing-image" in classes or "external-image" in classes:
            found.append("img")
        elif element.tag in BLOCKS and "callout-title" not in classes:
            found.append(element.tag)
    return found


def differing_pages(pages):
    return [
        path
        for path, source in pages.items()
        if (text := TEMPLATE_TAG.sub("tag", source)) is not None
        and blocks_of(render(text).html) != blocks_of(markdown_to_html_with_extensions(text, OPTIONS, EXTENSIONS))
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "count"), [("18f-handbook", 251), ("openshift-runbooks", 274)])
def test_at_least_99_of_100_pages_have_the_blocks_that_github_shows(handbook, name, count):
    pages = handbook(name)
    assert len(pages) >= count - 1  # one of 18f's is a symbolic link
    assert len(differing_pages(pages)) <= len(pages) / 100


@pytest.mark.parametrize(
    "source",
    [
        "Wear:\n- gloves\n- glasses\n",
        "1. one\n   - two\n     - three\n2. four\n",
        "- a\n  - b\n    - c\n",
        "1. Run\n   ```sh\n   make\n   ```\n2. Stop\n",
        "> quoted\ngoes on\n\nnot quoted\n",
        "- a\n\n  b\n- c\n",
        "- [x] done\n- [ ] open\n",
        "text\n| a | b |\n|---|:-:|\n| 1 | 2 |\nrow without pipes\n",
        "1) one\n2) two\n\n1. another list\n",
        "Title\n===\n\ntext\n***\n",
        "    code\n\ntext\n",
        "a[^1]\n\n[^1]: note\n\n    more\n",
    ],
)
def test_small_habits_give_the_blocks_that_github_shows(source):
    assert blocks_of(render(source).html) == blocks_of(markdown_to_html_with_extensions(source, OPTIONS, EXTENSIONS))
