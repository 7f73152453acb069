"""What a page may cost. Every limit is named here and refused in words a writer can act on."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_SOURCE_LENGTH: Final = 2_000_000
"""Characters of source, includes counted. The longest page of the handbooks we measured has 64,000."""

MAX_NESTING: Final = 64
"""Quotes, lists, callouts and tabs inside one another."""

MAX_BLOCKS: Final = 30_000
"""Paragraphs, items, headings and table cells of one page; the cleaner takes about 30 µs for each."""

MAX_INLINE_MARKS: Final = 4_000
"""Brackets, stars, backticks in one paragraph. Beyond it the paragraph is shown as typed."""

MAX_INLINE_TOTAL: Final = 40_000
"""The same, over the whole page."""

MAX_INLINE_WORK: Final = 300_000_000
"""Characters that reading a page's inline marks may copy. Beyond it text is shown as typed."""

MAX_HTML_NESTING: Final = 150
"""Raw HTML elements inside one another; the HTML standard's parser looks through all of them at each tag."""

MAX_OPEN_FORMATTING: Final = 40
"""Raw <b>, <i>, <font> left open: the HTML standard repeats each of them in every later paragraph."""

MAX_HTML_MARKS: Final = 60_000
"""Tags and entities of a page before cleaning; the cleaner takes about 30 µs for each."""

MAX_TAG_LENGTH: Final = 4_000
"""Characters of one raw tag; a longer one is text. The parser compares each attribute with all before it."""

MAX_INCLUDE_DEPTH: Final = 4
MAX_ABBREVIATIONS: Final = 2_000
MAX_HIGHLIGHTED_LENGTH: Final = 10_000
"""Characters of one code block that are coloured; a longer one is shown plain."""

MAX_HIGHLIGHTED_TOTAL: Final = 150_000
"""Characters of code coloured on one page."""


class MarkupRefused(ValueError):
    """The source cannot be rendered at a bearable cost. Its message says what to change; translatable."""

    def __init__(self, message: Promise | str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Budget:
    """Counts what one rendering has used and refuses the page that wants more."""

    def __init__(self) -> None:
        self.length = 0
        self.blocks = 0

    def read(self, source: str) -> None:
        """Count a source text, included texts as well."""
        self.length += len(source)
        if self.length > MAX_SOURCE_LENGTH:
            raise MarkupRefused(_("This page is longer than 2 million characters. Split it into several pages."))

    def add_blocks(self, count: int = 1) -> None:
        """Count blocks: paragraphs, items, table cells."""
        self.blocks += count
        if self.blocks > MAX_BLOCKS:
            raise MarkupRefused(
                _("This page has more than 30,000 paragraphs, list items and table cells. Split it into several pages.")
            )

    def nest(self, depth: int) -> None:
        """Check how deep the block being opened lies."""
        if depth > MAX_NESTING:
            raise MarkupRefused(
                _("Quotes and lists are nested more than 64 deep. Take out some levels, then save again.")
            )
