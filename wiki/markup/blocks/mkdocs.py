"""Blocks of MkDocs Material: callouts, tabs, included files, abbreviations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..callouts import KINDS
from ..limits import MAX_ABBREVIATIONS
from .tree import CODE_INDENT, Block, Container, Leaf, Next

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

_CALLOUT = re.compile(r"(!!!|\?\?\?\+?)[ \t]*([A-Za-z][\w-]*)?[ \t]*(.*)$")
_QUOTED = re.compile(r'(.*?)[ \t]*"(.*)"[ \t]*$')
_TAB = re.compile(r'===[!+]{0,2}[ \t]+"(.*)"[ \t]*$')
_SNIPPET = re.compile(r"""-+8<-+[ \t]+["']([^"']+)["'][ \t]*$""")
_ABBREVIATION = re.compile(r"\*\[([^\]\\]+)\][ \t]?:[ \t]*(\S.*)$")
_PLACES = frozenset(("inline", "end", "left", "right"))


class _Indented(Container):
    """Holds what is indented by four columns more than its marker."""

    def __init__(self, indent: int) -> None:
        super().__init__()
        self._indent = indent

    def goes_on(self, line: Line) -> Next:
        if line.indent < CODE_INDENT and not line.blank:
            return Next.ENDS
        line.advance(min(line.indent, CODE_INDENT + self._indent))
        return Next.GOES_ON


class Callout(_Indented):
    """`!!! kind "Title"`; `???` folds it. A title of None means the kind's own word."""

    def __init__(self, indent: int, kind: str, title: str | None, fold: str, places: list[str]) -> None:
        super().__init__(indent)
        self.kind = kind
        self.title = title
        self.folded = fold.startswith("?")
        self.open = fold.endswith("+")
        self.places = places


class Tab(_Indented):
    """`=== "Title"`: neighbours form one group."""

    def __init__(self, indent: int, title: str) -> None:
        super().__init__(indent)
        self.title = title


class MissingInclude(Leaf):
    """An included file that is not there."""


def start_callout(parser: BlockParser, line: Line, depth: int) -> bool:
    """`!!! note`, `??? tip "Title"`; words that no callout knows stay text."""
    found = _CALLOUT.match(line.text, line.start)
    if not found or not (found[2] or found[3]):
        return False
    kind, rest = found[2] or "note", found[3].strip()
    quoted = _QUOTED.match(rest)
    words = (quoted[1] if quoted else rest).split()
    places = [word for word in words if word in _PLACES]
    title = quoted[2] if quoted else " ".join(word for word in words if word not in _PLACES) or None
    if title and not quoted and kind.lower() not in KINDS:
        return False
    parser.push(Callout(line.indent, kind, title, found[1], places), depth)
    line.consumed = True
    return True


def start_tab(parser: BlockParser, line: Line, depth: int) -> bool:
    """`=== "Title"`."""
    found = _TAB.match(line.text, line.start)
    if not found:
        return False
    parser.push(Tab(line.indent, found[1]), depth)
    line.consumed = True
    return True


def start_snippet(parser: BlockParser, line: Line, depth: int) -> bool:
    """`--8<-- "file"`: the file's blocks stand here, or a note that it is missing."""
    found = _SNIPPET.match(line.text, line.start)
    if not found:
        return False
    path = found[1].strip()
    blocks: list[Block] | None = parser.included(path)
    marker = MissingInclude(path)
    parser.push(marker, depth)
    parser.close(len(parser.path) - 1, last=parser.number)
    if blocks is not None:
        parser.path[-1].children[-1:] = blocks
    line.consumed = True
    return True


def start_abbreviation(parser: BlockParser, line: Line, depth: int) -> bool:
    """`*[SOP]: Standard operating procedure`; of two meanings the later one counts."""
    found = _ABBREVIATION.match(line.text, line.start)
    if not found or len(parser.abbreviations) >= MAX_ABBREVIATIONS:
        return False
    parser.abbreviations[found[1].strip()] = found[2].strip()
    parser.close(depth)
    if parser.path[-1].takes_lines:
        parser.close(depth - 1)
    line.consumed = True
    return True
