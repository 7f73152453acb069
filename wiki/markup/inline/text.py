"""Text on its way to the inline patterns, and how much of it they may get."""

from __future__ import annotations

import re

from markdown.util import AtomicString, code_escape

from ..limits import MAX_INLINE_MARKS, MAX_INLINE_TOTAL, MAX_INLINE_WORK
from ..liquid import resolve_tags

_MARKS = re.compile(r"[\[\]<&{]|([\\`*_~^=+:@!])\1*|  +\n|www\.")


class InlineText:
    """Decides which texts the inline patterns read; one per page, because the work of a page is bounded."""

    def __init__(self) -> None:
        self._total = 0
        self._work = 0

    def prepare(self, text: str) -> str:
        """Text as the patterns take it; plain text, and text too costly for them, they leave alone."""
        text = resolve_tags(text)
        marks = sum(1 for _ in _MARKS.finditer(text))
        if not marks:
            return AtomicString(text)
        # Each mark may cost a copy of the text: that is how the package replaces what it found.
        self._total += marks
        self._work += marks * len(text)
        if marks > MAX_INLINE_MARKS or self._total > MAX_INLINE_TOTAL or self._work > MAX_INLINE_WORK:
            return AtomicString(code_escape(text))
        return text
