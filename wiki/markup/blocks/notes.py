"""Footnotes (GitHub) and definition lists (Markdown Extra)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .tree import CODE_INDENT, Block, Container, Next, Paragraph

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_DEFINITION = re.compile(r":[ \t]+\S")


class Footnote(Container):
    """A note's text; it leaves the flow and stands at the end of the page."""

    lazy = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def goes_on(self, line: Line) -> Next:
        if line.indent < CODE_INDENT and not line.blank:
            return Next.ENDS
        line.advance(CODE_INDENT)
        return Next.GOES_ON

    def finish(self, parser: BlockParser, parent: Block) -> None:
        parent.children.pop()
        parser.footnotes.setdefault(self.name.casefold(), self)


class DefinitionList(Container):
    """Terms, each with its definitions: `children` are Term and Definition blocks."""

    lazy = True

    def goes_on(self, line: Line) -> Next:
        return Next.GOES_ON

    def accepts(self, block: Block) -> bool:
        return isinstance(block, Term | Definition)


class Term(Block):
    """What is being defined."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Definition(Container):
    """One meaning of the terms before it."""

    lazy = True

    def __init__(self, offset: int) -> None:
        super().__init__()
        self._offset = offset

    def goes_on(self, line: Line) -> Next:
        if line.indent < self._offset and not line.blank:
            return Next.ENDS
        line.advance(self._offset)
        return Next.GOES_ON


def start_footnote(parser: BlockParser, line: Line, depth: int) -> bool:
    """`[^name]: text`."""
    found = _FOOTNOTE.match(line.text, line.start)
    if not found:
        return False
    parser.push(Footnote(found[1]), depth)
    line.skip(len(found[0]))
    line.advance(line.indent)
    return True


def start_definition(parser: BlockParser, line: Line, depth: int) -> bool:
    """`: text` under a paragraph, whose lines are the terms, or after another definition."""
    if not _DEFINITION.match(line.text, line.start) or not _open_definition_list(parser, depth):
        return False
    depth = len(parser.path)
    indent = line.indent
    line.skip(1)
    offset = indent + 1 + min(line.indent, CODE_INDENT - 1)
    line.advance(line.indent)
    parser.push(Definition(min(offset, CODE_INDENT)), depth)
    return True


def _open_definition_list(parser: BlockParser, depth: int) -> bool:
    """Make the list that the definition goes into the innermost open block."""
    tip = parser.path[depth - 1]
    if isinstance(tip, DefinitionList):
        parser.close(depth)
        return True
    if not isinstance(tip, Paragraph) or depth < len(parser.path):
        return False
    terms = [Term(text) for text in tip.lines]
    parser.path.pop()
    siblings = parser.path[-1].children
    siblings.pop()
    if siblings and isinstance(siblings[-1], DefinitionList):
        parser.path.append(siblings[-1])
    else:
        parser.push(DefinitionList(), depth - 1)
    parser.path[-1].children.extend(terms)
    return True
