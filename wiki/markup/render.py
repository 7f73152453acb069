"""Markdown in, safe HTML and what is known of it out."""

from collections.abc import Iterable, Mapping

from .clean import tokens_of, written
from .converting import find_no_snippet, include_nothing, to_html
from .document import FindSnippet, Include, Rendered, Resolve, resolve_nothing
from .inline.names import names_with_marks
from .language import site_language
from .sections import tokens_by_section
from .tokens.anchors import Anchors
from .tokens.code import Code
from .tokens.decorations import DECORATIONS, Abbreviations, Mentions
from .tokens.links import Links
from .tokens.questions import Questions
from .tokens.text import PlainText, count_words
from .tokens.token import Token


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
    with site_language():
        tokens, abbreviations = _clean_tokens(source, include, find_snippet, mentions)
        questions, anchors, links, text = Questions(), Anchors(), Links(resolve), PlainText()
        steps = (questions, anchors, links, text, Code(), Abbreviations(abbreviations), Mentions(mentions or {}))
        html = written(tokens, *steps, *DECORATIONS)
    plain = text.text()
    found = (tuple(anchors.headings), plain, links.references, count_words(plain), tuple(questions.questions))
    return Rendered(html, *found)


def _clean_tokens(
    source: str, include: Include, find_snippet: FindSnippet, mentions: Mapping[str, int] | None
) -> tuple[Iterable[Token], dict[str, str]]:
    """The clean tokens of a page, and the meanings of its abbreviations."""
    tokens = None if mentions else tokens_by_section(source)  # sections are kept as they are without names
    if tokens is not None:
        return tokens, {}
    html, abbreviations = to_html(source, include, find_snippet, names_with_marks(mentions or ()))
    return tokens_of(html), abbreviations
