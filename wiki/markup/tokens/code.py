"""Code blocks: coloured by pygments' token classes, reachable by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from ..limits import MAX_HIGHLIGHTED_LENGTH, MAX_HIGHLIGHTED_TOTAL
from .token import Token, attribute, element, end, plain_text, set_attribute, start, tag_name, text

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LANGUAGE = re.compile(r"(?:^| )language-([^\s]+)")

_LANGUAGES = frozenset(
    "apache awk bash bat batch c c# c++ conf console cpp cs csharp css diff docker dockerfile go graphql groovy hcl"
    " html http ini java javascript jinja js json jsonc jsx kotlin less lua make makefile markdown md nginx pascal perl"
    " php plpgsql postgresql powershell promql properties ps1 python py r rb ruby rust scss sed sh shell shell-session"
    " sql svg swift systemd terraform tf toml ts tsx typescript vb.net vbnet vim xml yaml yml zsh".split()
)
"""Languages that are coloured. Each costs memory in every worker once used, hence a list and not all 500."""


class Code:
    """Colours code blocks, within what one page may cost."""

    def __init__(self) -> None:
        self._coloured = 0

    def __call__(self, tokens: Iterator[Token]) -> Iterator[Token]:
        for token in tokens:
            if token["type"] != "StartTag" or token["name"] != "pre":
                yield token
                continue
            set_attribute(token, "tabindex", "0")
            block = element(tokens, token)
            language = self._language(block)
            yield from self._colour(block, language) if language else block

    def _language(self, block: list[Token]) -> str:
        if len(block) < 5 or tag_name(block[1]) != "code":
            return ""
        found = _LANGUAGE.search(attribute(block[1], "class"))
        name = found[1].lower() if found else ""
        return name if name in _LANGUAGES else ""

    def _colour(self, block: list[Token], language: str) -> Iterator[Token]:
        source = plain_text(block)
        pieces = None
        if len(source) <= MAX_HIGHLIGHTED_LENGTH and self._coloured + len(source) <= MAX_HIGHLIGHTED_TOTAL:
            self._coloured += len(source)
            pieces = _pieces(source, language)
        if pieces is None:
            yield from block
            return
        set_attribute(block[0], "class", "highlight")
        yield from block[:2]
        for kind, piece in pieces:
            if kind:
                yield start("span", class_=kind)
            yield text(piece)
            if kind:
                yield end("span")
        yield from (end("code"), end("pre"))


@lru_cache(maxsize=32)
def _pieces(source: str, language: str) -> list[tuple[str, str]] | None:
    """The code cut into (token class, text), or None if a lexer would change the text.

    Kept, because a page is rendered again and again while it is written, and most of its code stays.
    """
    from pygments import lex
    from pygments.token import STANDARD_TYPES, Whitespace

    classes = STANDARD_TYPES | {Whitespace: ""}
    lexed = lex(source, _lexer(language))
    pieces = [
        (kind, "".join(value for _, value in group))
        for kind, group in groupby(lexed, lambda pair: _class(pair[0], classes))
    ]
    return pieces if "".join(piece for _, piece in pieces) == source else None


def _class(kind: object, names: dict[object, str]) -> str:
    while kind not in names:
        kind = kind.parent  # type: ignore[attr-defined]
    return names[kind]


@lru_cache(maxsize=16)
def _lexer(language: str) -> Lexer:
    # Imported here: most workers never see most languages.
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False, ensurenl=False)
