"""Sections that are rendered each on its own make the page that they make together."""

import pytest

from wiki.markup import Snippet, Target, render, sections

ALONE = (
    "Before.\n\n# One\n\n- a\n- b\n## Two\nText\n### Three\n",
    "# Only\n",
    "",
    "\n\n",
    "## A\n\n<div>x</div> tail\n\n## B\n\n<p>y</p> end\n\n",
    "## Code\n\n```sh\nls\n```\n## More\n\n    # no heading\n\n## End\n",
    "<!-- said -->\n\n# A\n\n<!-- said again -->\n",
    "# Same\n\n# Same\n\n[here](#same-1)\n",
    "Term\n: meaning\n# A\n\n!!! note\n    text\n# B\n",
    "| a |\n|---|\n| b |\n# C\n",
    "> quote\n# D\n> lazy\n# E\n",
    "# A\n\n<p>x</p> y",
    "# A\n\n- one\n\n<Insert what you did>\n",
    "# A\n\n<b>x",
    "# A\n\n```sh\n# list\nls\n```\n\n# B\n",
    "# A\n\n| a |  |\n|---|---|\n| [x](https://e.org) | ![w](https://e.org/x.png) |\n\n- [x] done\n- [ ] open\n",
    '# A\n\nOne & *two* < three.\n\n[in](x.md)\n\nFour <q title="&quot;&lt;">five</q>.\n\n![in](x.png)\n\nSix.\n',
    '# A\n\n<p id="x">y</p>\n\nWords.\n\n<ul id="u"></ul>\n\nMore.\n\n<hr id="h">\n\n[on](#x) [by](tel:112)\n',
    "# A\n\n> ## In it\n\nWords.\n\n    code\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n",
    "# Q\n\n```question\nHow hot?\n= 50..60\n```\n\n# R\n",
)
TOGETHER = {
    "link defined elsewhere": "# A\n\n[b]\n\n# B\n\n[b]: /x\n",
    "footnote": "# A\n\nx[^1]\n\n# B\n\n[^1]: y\n",
    "abbreviation": "# A\n\nAn SOP.\n\n# B\n\n*[SOP]: Standard operating procedure\n",
    "open fence": "# A\n\n```\n# B\n",
    "open comment": "# A\n\n<!-- x\n# B\n-->\n\n# C\n",
    "open element": "# A\n\n<div>\n\n# B\n\n</div>\n",
    "open container": "<div markdown>\n# A\n</div>\n# B\n",
    "open alert": '{% alert "T" %}\n# A\n{% endalert %}\n',
    "included file": '# A\n\n--8<-- "x"\n',
    "snippet": "# A\n\n{{snippet: numbers}}\n",
    "snippet in a line": "# A\n\nCall {{snippet: numbers}} now.\n",
    "bold left open": "# A\n\n<b>x\n\n# B\n\ny\n",
}


@pytest.fixture
def together(monkeypatch):
    """Renders a source as one piece."""

    def rendered(source, **options):
        with monkeypatch.context() as patch:
            patch.setattr("wiki.markup.sections._LONGEST_PAGE", -1)
            return render(source, **options)

    return rendered


def resolve(found):
    return {one: Target(f"/to/{one.target}", True) for one in found}


@pytest.mark.parametrize("source", ALONE)
def test_sections_alone_make_the_same_page(source, together):
    assert sections.tokens_by_section(source) is not None
    assert render(source, resolve=resolve) == together(source, resolve=resolve)


@pytest.mark.parametrize("source", TOGETHER.values(), ids=TOGETHER)
def test_sections_that_need_one_another_are_read_together(source, together):
    assert sections.tokens_by_section(source) is None
    texts = {"include": lambda path: "Included.", "find_snippet": lambda name: Snippet("Call 112.")}
    assert render(source, **texts) == together(source, **texts)


def test_long_and_costly_pages_are_read_together():
    assert sections.tokens_by_section("# A\n\nWords.\n" * 20_000) is None
    assert sections.tokens_by_section("# A\n\n*b*\n" * 5_000) is None


def test_kept_section_is_as_it_was_when_it_is_changed_on_its_way():
    source = "# A\n\n[out](https://example.org) ![](x.png)\n"
    assert render(source) == render(source)


def test_only_what_the_page_decides_is_left_to_be_written():
    source = "# A\n\nOne.\n\n| b |\n|---|\n| c |\n\n[d](e.md)\n\nTwo.\n\n- three\n"
    kinds = [token["type"] for token in sections.tokens_by_section(source)]
    assert kinds.count("Settled") == 2
    assert kinds.count("StartTag") == 3  # the heading, the paragraph of the link, the link


@pytest.mark.slow
@pytest.mark.parametrize("name", ["openshift-runbooks", "18f-handbook"])
def test_pages_of_a_handbook_are_the_same_by_section(name, handbook, together):
    pages = handbook(name).values()
    assert [text for text in pages if render(text, resolve=resolve) != together(text, resolve=resolve)] == []
    assert sum(sections.tokens_by_section(text) is not None for text in pages) > 0.8 * len(pages)
