"""Markdown in, safe HTML and what is known of it out."""

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from html import escape

import markdown
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from .blocks import BlockParser
from .clean import clean
from .document import FindSnippet, Include, Reference, Rendered, Resolve, Snippet, Target
from .extension import Dialects
from .limits import Budget
from .tokens.anchors import Anchors
from .tokens.code import Code
from .tokens.decorations import Abbreviations, Mentions, empty_heads_as_cells, label_items, scroll_tables
from .tokens.links import Links
from .tokens.questions import Questions
from .tokens.text import PlainText, count_words

_NEWLINES = re.compile(r"\r\n?")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0: 0xFFFD}
"""Control characters come out as their Unicode pictures: visible, harmless, none lost."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def resolve_nothing(references: Sequence[Reference]) -> Mapping[Reference, Target]:
    """A resolver for texts outside any space: every link inside the wiki is missing."""
    return {}


def include_nothing(path: str) -> str | None:
    """An include for texts outside any space: every file is missing."""
    return None


def find_no_snippet(name: str) -> Snippet:
    """For texts outside any space: there is no snippet."""
    return Snippet(refusal=_("There is no snippet “%(name)s”.") % {"name": name})


def render(
    source: str,
    *,
    resolve: Resolve = resolve_nothing,
    include: Include = include_nothing,
    find_snippet: FindSnippet = find_no_snippet,
    mentions: Mapping[str, int] | None = None,
) -> Rendered:
    """The page of a Markdown source (without front matter). The same source gives the same HTML.

    `resolve` is called once, with all references of the page; `include` for each `--8<-- "path"`, `find_snippet` for
    each `{{snippet: name}}`. Where "@" and one of
    the names in `mentions` stand, `<span class="mention" data-person="number">` says who that is.
    Raises MarkupRefused when the source is too long, too deep or too costly; its text says what to change.
    """
    with _site_language():
        html, abbreviations = to_html(source, include, find_snippet)
        questions, anchors, links, text = Questions(), Anchors(), Links(resolve), PlainText()
        steps = (questions, anchors, links, text, Code(), Abbreviations(abbreviations), Mentions(mentions or {}))
        cleaned = clean(html, *steps, scroll_tables, empty_heads_as_cells, label_items)
    plain = text.text()
    found = (tuple(anchors.headings), plain, links.references, count_words(plain), tuple(questions.questions))
    return Rendered(cleaned, *found)


def to_html(
    source: str, include: Include = include_nothing, find_snippet: FindSnippet = find_no_snippet
) -> tuple[str, dict[str, str]]:
    """The page's HTML before cleaning, not safe to show, and the meanings of its abbreviations."""

    def include_readable(path: str) -> str | None:
        text = include(path)
        return None if text is None else _readable(text)

    def find_readable(name: str) -> Snippet:
        found = find_snippet(name)
        return Snippet(_readable(found.text), found.refusal)

    reader = BlockParser(Budget(), include_readable, find_readable)
    md = markdown.Markdown(extensions=[Dialects(reader)], output_format="html")
    html = md.convert(_readable(source))
    if not html.strip() and reader.abbreviations:
        return _glossary(reader.abbreviations), {}
    return html, reader.abbreviations


def _readable(source: str) -> str:
    """The text in lines, without characters that mean something to the machinery."""
    return _SURROGATES.sub("\ufffd", _NEWLINES.sub("\n", source).translate(_CONTROLS))


def _glossary(abbreviations: Mapping[str, str]) -> str:
    """The text of a page that holds nothing but abbreviations for other pages to include: a list of them."""
    rows = (f"<dt>{escape(short)}</dt><dd>{escape(long)}</dd>" for short, long in abbreviations.items())
    return f"<dl>{''.join(rows)}</dl>"


def _site_language() -> AbstractContextManager[None]:
    """Rendered pages are kept for all readers, so their few fixed words speak the site's language."""
    return translation.override(settings.LANGUAGE_CODE)
