"""Names of people after "@" that hold what Markdown or HTML would read, as `@Anna <QA> & Co`: taken as written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor

if TYPE_CHECKING:
    from markdown import Markdown

_MARK = re.compile(r"[^\w\s.,'’-]|_")


def names_with_marks(names: Iterable[str]) -> list[str]:
    """Those of the names that would not come through as they are, the longest first."""
    return sorted(filter(_MARK.search, names), key=len, reverse=True)


class Names(InlineProcessor):
    """Comes before all other marks; who is meant is marked in the clean text, by `tokens.decorations.Mentions`."""

    def __init__(self, md: Markdown, names: Iterable[str]) -> None:
        # Neither escaped nor within an address.
        super().__init__(rf"(?<![\w/\\])@(?:{'|'.join(map(re.escape, names))})(?!\w)", md)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:
        return self.md.htmlStash.store(html.escape(m[0])), m.start(), m.end()
