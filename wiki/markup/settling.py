"""Blocks that say the same on whichever page they stand are written once, and kept as they are written.

The steps on a page's tokens, and their serializer, take longer than all else in a save. Most blocks hold nothing that
the page as a whole decides: no heading, no name, no code to colour, no link within the wiki.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from .clean import written
from .document import resolve_nothing
from .language import site_language
from .tokens.anchors import HEADINGS
from .tokens.decorations import DECORATIONS
from .tokens.links import Links, reference_of
from .tokens.text import PlainText
from .tokens.token import Token, settled, tag_name

_DECIDED_BY_PAGE = HEADINGS | {"pre"}  # code is coloured up to a limit for the page, and check questions are code
_DEEPER = {"StartTag": 1, "EndTag": -1}
_NAMES = ((None, "id"), (None, "name"))


def with_settled(tokens: Sequence[Token]) -> list[Token]:
    """The clean tokens of a section, with each run of settled blocks as one token."""
    if any(name in token["data"] for token in tokens if tag_name(token) for name in _NAMES):
        return list(tokens)  # a name may find its place as late as in the next block
    made: list[Token] = []
    for is_settled, run in groupby(_blocks(tokens), _is_settled):
        found = list(chain.from_iterable(run))
        made += _settled(found) if is_settled else found
    return made


def _blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens of each outermost element, or text between them."""
    depth = start = 0
    for end, token in enumerate(tokens, 1):
        depth += _DEEPER.get(token["type"], 0)
        if not depth:
            yield tokens[start:end]
            start = end


def _is_settled(block: Sequence[Token]) -> bool:
    return not any(tag_name(token) in _DECIDED_BY_PAGE or reference_of(token) for token in block)


def _settled(run: list[Token]) -> list[Token]:
    """The run as one token; text at its end is left by itself, because a page does not end its last line."""
    end = next((index for index in range(len(run), 0, -1) if tag_name(run[index - 1])), 0)
    if not end:
        return run
    plain = PlainText()
    with site_language():
        html = written(run[:end], Links(resolve_nothing), plain, *DECORATIONS)
    return [settled(html, "".join(plain.pieces)), *run[end:]]
