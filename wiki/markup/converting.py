"""Markdown to HTML that is still to be cleaned."""

import re
import threading
from collections.abc import Mapping, Sequence
from html import escape

import markdown
from django.utils.translation import gettext as _

from .blocks import BlockParser, SectionParser
from .document import FindSnippet, Include, Snippet
from .extension import Dialects
from .limits import Budget

_NEWLINES = re.compile(r"\r\n?")
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0: 0xFFFD}
"""Control characters come out as their Unicode pictures: visible, harmless, none lost."""
_READABLE = _PICTURES | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_UNREADABLE = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff]")  # to be asked for first is a tenth of translating


def include_nothing(path: str) -> str | None:
    """An include for texts outside any space: every file is missing."""
    return None


def find_no_snippet(name: str) -> Snippet:
    """For texts outside any space: there is no snippet."""
    return Snippet(refusal=_("There is no snippet “%(name)s”.") % {"name": name})


def readable(source: str) -> str:
    """The text in lines, without characters that mean something to the machinery."""
    text = _NEWLINES.sub("\n", source)
    return text.translate(_READABLE) if _UNREADABLE.search(text) else text


class _Converter(threading.local):
    """The `markdown` package's machine, one for each thread: it holds state, and to build it takes as long as to read
    a short page."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._dialects = Dialects(names)
        self._machine = markdown.Markdown(extensions=[self._dialects], output_format="html")

    def convert(self, source: str, reader: BlockParser) -> str:
        try:
            self._dialects.read_with(reader)
            return self._machine.convert(source)
        finally:
            self._machine.reset()


_converter = _Converter()


def to_html(
    source: str,
    include: Include = include_nothing,
    find_snippet: FindSnippet = find_no_snippet,
    names: Sequence[str] = (),
) -> tuple[str, dict[str, str]]:
    """The page's HTML before cleaning, not safe to show, and the meanings of its abbreviations. What stands after "@"
    and is one of `names` comes through as it is written."""

    def include_readable(path: str) -> str | None:
        text = include(path)
        return None if text is None else readable(text)

    def find_readable(name: str) -> Snippet:
        found = find_snippet(name)
        return Snippet(readable(found.text), found.refusal)

    reader = BlockParser(Budget(), include_readable, find_readable)
    converter = _Converter(names) if names else _converter
    html = converter.convert(readable(source), reader)
    if not html.strip() and reader.abbreviations:
        return _glossary(reader.abbreviations), {}
    return html, reader.abbreviations


def section_to_html(section: str, *, is_last: bool) -> str:
    """As `to_html`, of a readable part of a page that ends before a heading or with the page; NotAlone if it is not the
    same alone."""
    return _converter.convert(section, SectionParser(Budget(), is_last=is_last))


def _glossary(abbreviations: Mapping[str, str]) -> str:
    """The text of a page that holds nothing but abbreviations for other pages to include: a list of them."""
    rows = (f"<dt>{escape(short)}</dt><dd>{escape(long)}</dd>" for short, long in abbreviations.items())
    return f"<dl>{''.join(rows)}</dl>"
