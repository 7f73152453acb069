"""Anchors: pages get names to jump to, and no ids.

An id in a page's text could stand in for one of the wiki's own (a label's field, a script's element). So each
becomes `<a name="…">`, which browsers jump to as well and which no script or label can find by id.
"""

import re
from collections.abc import Iterator

from ..anchors import github_anchor, other_anchors
from ..document import Heading
from .token import Token, attribute, drop_attribute, element, end, plain_text, start

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NO_TEXT_INSIDE = frozenset(
    ("table", "thead", "tbody", "tfoot", "tr", "colgroup", "ul", "ol", "dl", "details", "ruby", "a")
)
_NAME = re.compile(r"[^\s\x00-\x1f]{1,200}")
_LONGEST = 180
"""Characters of a heading's name, with room for a number after it."""


class Anchors:
    """Names what the page links to, and lists its headings. Each name is given once, to the first that asks."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._names: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._waiting: list[str] = []

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        for token in tokens:
            kind = token["type"]
            if kind == "StartTag" and token["name"] in HEADINGS:
                yield from self._heading(element(tokens, token))
                continue
            if kind == "StartTag" or kind == "EmptyTag":
                self._take_names(token)
                # Inside these there is no room for a name, so it goes before them.
                if self._waiting and (kind == "EmptyTag" or token["name"] == "a"):
                    yield from self._place()
            yield token
            if self._waiting and kind == "StartTag" and token["name"] not in _NO_TEXT_INSIDE:
                yield from self._place()
        yield from self._place()

    def _heading(self, tokens: list[Token]) -> Iterator[Token]:
        opening, *content = tokens
        text = " ".join(plain_text(content).split())
        slug = github_anchor(text)
        given = attribute(opening, "id")
        drop_attribute(opening, "id")
        anchor = given if self._claim(given) else self._claim_numbered(slug)
        if text:
            self.headings.append(Heading(int(opening["name"][1]), text, anchor))
        self._waiting.append(anchor)
        self._waiting.extend(name for name in other_anchors(text, anchor) if self._claim(name))
        for token in content:
            if token["type"] == "StartTag":
                self._take_names(token)
        yield opening
        yield from self._place()
        yield from content

    def _take_names(self, token: Token) -> None:
        """Turn the token's id, or a link's name, into a name that waits for its place."""
        if not token["data"]:
            return
        for source in ("id", "name"):
            name = attribute(token, source)
            drop_attribute(token, source)
            if name and self._claim(name):
                self._waiting.append(name)

    def _claim(self, name: str) -> bool:
        if name in self._names or not _NAME.fullmatch(name):
            return False
        self._names.add(name)
        return True

    def _claim_numbered(self, name: str) -> str:
        numbered = name = name[:_LONGEST] or "section"
        while not self._claim(numbered):
            number = self._numbers.get(name, 0) + 1
            self._numbers[name] = number
            numbered = f"{name}-{number}"
        return numbered

    def _place(self) -> Iterator[Token]:
        while self._waiting:
            yield start("a", name=self._waiting.pop(0))
            yield end("a")
