"""Snippets in running text: their words take the tag's place before any mark is read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..blocks.snippets import SNIPPET
from ..document import Snippet
from ..liquid import outside_code

if TYPE_CHECKING:
    from markdown import Markdown

# Neither escaped nor a link's address.
_IN_TEXT = re.compile(rf"(?<!\\)(?<!\]\(){SNIPPET.pattern}")


class SnippetWords:
    """Puts the words of snippets, marked as such, into a text; or why there are none."""

    def __init__(self, md: Markdown, words_of: Callable[[str], Snippet]) -> None:
        self._md = md
        self._words_of = words_of

    def put_into(self, text: str) -> str:
        """The text with every snippet that is named outside its code."""
        return outside_code(text, self._replace) if "{{snippet: " in text else text

    def _replace(self, text: str) -> str:
        return _IN_TEXT.sub(self._shown, text)

    def _shown(self, found: re.Match[str]) -> str:
        name = found[1]
        snippet, store = self._words_of(name), self._md.htmlStash.store
        if snippet.refusal:
            return store(f'<span class="missing-include">{html.escape(snippet.refusal)}</span>')
        return store(f'<span class="snippet" data-snippet="{name}">') + snippet.text + store("</span>")
