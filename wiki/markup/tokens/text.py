"""The text of a page as search reads it."""

import re
from collections.abc import Iterator

from .token import Token, attribute, plain, tag_name

_INLINE = frozenset(
    "a abbr acronym b big bdi bdo cite code del dfn em i input ins kbd mark q rp rt ruby s samp small span strike"
    " strong sub sup time tt u var wbr".split()
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class PlainText:
    """Collects what a reader sees; elements that begin a line on the screen begin one here."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        hidden = False
        for token in tokens:
            name = tag_name(token)
            if name == "a":
                hidden = token["type"] == "StartTag" and attribute(token, "class") == "footnote-backref"
            elif not hidden and name not in _INLINE:
                self.pieces.append(_separator(token, name) if name else plain(token))
            yield token

    def text(self) -> str:
        """The text, one block a line, without empty lines."""
        lines = (" ".join(line.split()) for line in "".join(self.pieces).splitlines())
        return "\n".join(line for line in lines if line)


def _separator(token: Token, name: str) -> str:
    if name == "img":
        return f" {attribute(token, 'alt')} "
    return " " if name in ("td", "th") else "\n"


def count_words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))
