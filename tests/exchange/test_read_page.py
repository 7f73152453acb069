import pytest

from wiki.exchange.reading.front_matter import aliases_of, order_of, tags_of, title_of
from wiki.exchange.reading.navigation import navigation_order
from wiki.exchange.reading.page_text import first_heading, name_as_title, read_page
from wiki.exchange.reading.stream import BlobError
from wiki.pages.front_matter import read_front_matter, split_front_matter


@pytest.mark.parametrize(
    ("text", "front_matter"),
    [
        ("---\ntitle: A\n---\nBody", "---\ntitle: A\n---\n"),
        ("---\r\ntitle: A\r\n---\r\nBody\r\n", "---\r\ntitle: A\r\n---\r\n"),
        ("\ufeff---\ntitle: A\n---\nBody", "\ufeff---\ntitle: A\n---\n"),
        ("---\n  title: A\n---", "---\n  title: A\n---"),
        ("---\ntitle: A\n...\nBody", "---\ntitle: A\n...\n"),
        ("---  \n---\nBody", "---  \n---\n"),
        ("---\n# comment\ntitle: A\n---\n", "---\n# comment\ntitle: A\n---\n"),
        ("+++\ntitle = 'A'\n+++\nBody", "+++\ntitle = 'A'\n+++\n"),
        ("---\ntitle: [broken\n---\nBody", "---\ntitle: [broken\n---\n"),
        ("---\ntitle: never closed\n", ""),
        ("---\nA text between two rules.\n---\nBody", ""),
        ("----\ntitle: A\n----\n", ""),
        ("Body\n---\ntitle: A\n---\n", ""),
        ("---\ntitle: A\nx---\n", ""),
        ("", ""),
    ],
)
def test_front_matter_is_cut_off_without_loss(text, front_matter):
    found, body = split_front_matter(text)
    assert found == front_matter
    assert found + body == text


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ("title: Leave types", "Leave types"),
        ("title: 2024", "2024"),
        ("title: 2024-01-31", "2024-01-31"),
        ("title: 'It''s'", "It's"),
        ("title: Travel: how to", "Travel: how to"),
        ("title: [a, list]", ""),
        ("other: x", ""),
        ("- a list", ""),
        ("a: &a [x]\ntitle: *unknown", "*unknown"),
    ],
)
def test_title_of_front_matter_is_text_whatever_yaml_takes_it_for(block, title):
    assert title_of(read_front_matter(f"---\n{block}\n---\n")) == title


def test_front_matter_cannot_run_code():
    assert read_front_matter("---\ntitle: !!python/object/apply:os.system [ls]\n---\n") == {
        "title": "!!python/object/apply:os.system [ls]"
    }


def test_toml_front_matter_is_read():
    assert read_front_matter("+++\ntitle = 'A'\ntags = ['b']\n+++\n") == {"title": "A", "tags": ["b"]}


@pytest.mark.parametrize(
    ("block", "tags"),
    [
        ({"tags": ["a", 1, None, {}]}, ["a", "1"]),
        ({"tags": "a, b"}, ["a", " b"]),
        ({"tags": {"a": 1}}, []),
        ({}, []),
    ],
)
def test_tags_are_a_list_or_a_line(block, tags):
    assert tags_of(block) == tags


def test_addresses_on_the_old_site_are_read_as_site_generators_write_them():
    block = {"permalink": "/a/b/", "redirect_from": ["/c/", 3, "https://x.invalid/d"], "aliases": "e f"}
    assert aliases_of(block) == ["a/b", "c"]


@pytest.mark.parametrize(
    ("block", "order"),
    [
        ({"nav_order": 3}, 3.0),
        ({"eleventyNavigation": {"order": 2}, "weight": 9}, 2.0),
        ({"weight": "heavy"}, None),
        ({"order": True}, None),
        ({"order": float("nan")}, None),
    ],
)
def test_order_is_read_as_site_generators_write_it(block, order):
    assert order_of(block) == order


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# Leave types\ntext", "Leave types"),
        ("text\n\n## **Bold** `code` [link](x.md) ##\n", "Bold code link"),
        ("Title\n=====\n", "Title"),
        ("```sh\n# a comment\n```\n# Real", "Real"),
        ("<!--\n# hidden\n-->\n# Real", "Real"),
        ("# snake_case and _emphasis_ \\# {: .red }", "snake_case and emphasis #"),
        ("#hashtag\n\n#### Deep", ""),
        ("# Windows\r\n", "Windows"),
        ("# Handbook [![Build](https://x.invalid/b.svg)](https://x.invalid/b)\n", "Handbook"),
    ],
)
def test_first_heading_gives_its_words(body, heading):
    assert first_heading(body) == heading


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("pages/travel-guide_faq.md", "Travel guide faq"),
        ("pages/tools/index.md", "Tools"),
        ("README.md", "README"),
        ("docs/Terminal Areas/", "Terminal Areas"),
        ("KPL.MARKDOWN", "KPL"),
        ("___.md", "___"),
    ],
)
def test_name_becomes_a_title(path, title):
    assert name_as_title(path) == title


def test_page_prefers_front_matter_then_heading_then_name():
    assert read_page(b"---\ntitle: One\n---\n# Two", "three.md").title == "One"
    assert read_page(b"---\nx: 1\n---\n# Two", "three.md").title == "Two"
    assert read_page(b"text", "three.md").title == "Three"


def test_long_title_is_shortened():
    title = read_page(b"# " + b"word " * 100, "a.md").title
    assert len(title) <= 250
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("content", "why"), [(b"caf\xe9", r"UTF-8 \(byte 3\)"), ("# A".encode("utf-16-le"), "zero bytes")]
)
def test_file_that_is_not_text_is_told(content, why):
    with pytest.raises(BlobError, match=why):
        read_page(content, "a.md")


def test_mkdocs_navigation_gives_the_order():
    text = """
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
nav:
  - Home: index.md
  - Tools:
    - tools/b.md
    - A: tools/a.md
  - Elsewhere: https://example.invalid/
"""
    order = navigation_order(text, path="mkdocs.yml")
    assert [order[name] for name in ("docs/index.md", "docs/tools/b.md", "docs/tools/a.md", "docs/tools/")] == [
        0,
        1,
        2,
        1,
    ]


@pytest.mark.parametrize("text", ["", "nav: 3", "nav: [", "docs_dir: [x]\nnav: []", "- a"])
def test_odd_navigation_gives_no_order(text):
    assert navigation_order(text, path="mkdocs.yml") == {}


@pytest.mark.parametrize("title", ["Overview", "Index", "home"])
def test_folders_page_with_a_title_that_says_nothing_is_named_after_its_folder(title):
    content = f"---\ntitle: {title}\n---\nText.\n".encode()
    assert read_page(content, "docs/night-shift/index.md").title == "Night shift"
    assert read_page(content, "docs/night-shift/other.md").title == title
    assert read_page(content, "index.md").title == title
