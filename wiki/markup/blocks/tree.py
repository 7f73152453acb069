"""The blocks of a page: containers that hold blocks, leaves that hold lines.

Each block says of the next line whether it goes on (CommonMark 0.31.2, appendix "A parsing strategy").
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from ..liquid import resolve_tags
from .references import take_references

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

CODE_INDENT = 4


class Next(Enum):
    """What a line means for an open block."""

    ENDS = "the block ends before this line"
    GOES_ON = "the line, or the rest of it, belongs to the block"
    CLOSES = "the line is the block's last, and wholly read"


class Block:
    """A part of the page. `first` and `last` are line numbers."""

    takes_lines: ClassVar[bool] = False
    literal: ClassVar[bool] = False
    """Nothing starts inside; lines are taken as they are."""
    lazy: ClassVar[bool] = False
    """A paragraph inside may go on with a line that lacks this container's marker."""

    def __init__(self) -> None:
        self.children: list[Block] = []
        self.first = 0
        self.last = 0

    def goes_on(self, line: Line) -> Next:
        return Next.ENDS

    def accepts(self, block: Block) -> bool:
        return False

    def finish(self, parser: BlockParser, parent: Block) -> None:
        """Called when the block is complete."""


class Container(Block):
    """Holds blocks."""

    def accepts(self, block: Block) -> bool:
        return not isinstance(block, Item)


class Document(Container):
    """The whole page."""


class Quote(Container):
    lazy = True

    def goes_on(self, line: Line) -> Next:
        if line.char != ">" or line.indent >= CODE_INDENT:
            return Next.ENDS
        line.skip(1)
        line.advance(1)
        return Next.GOES_ON


class List(Container):
    """Items of one kind. `marker` is the bullet, or the character after the number."""

    lazy = True

    def __init__(self, marker: str, start: int | None) -> None:
        super().__init__()
        self.marker = marker
        self.start = start
        self.tight = True

    def goes_on(self, line: Line) -> Next:
        return Next.GOES_ON

    def accepts(self, block: Block) -> bool:
        return isinstance(block, Item)

    def finish(self, parser: BlockParser, parent: Block) -> None:
        self.last = self.children[-1].last
        families = [self.children, *(item.children for item in self.children)]
        self.tight = not any(after.first > before.last + 1 for family in families for before, after in pairwise(family))


class Item(Container):
    """One item; its content starts `offset` columns in."""

    lazy = True

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset

    def goes_on(self, line: Line) -> Next:
        if line.blank:
            return Next.GOES_ON if self.children else Next.ENDS
        if line.indent < self.offset:
            return Next.ENDS
        line.advance(self.offset)
        return Next.GOES_ON

    def finish(self, parser: BlockParser, parent: Block) -> None:
        self.last = self.children[-1].last if self.children else self.first


class Leaf(Block):
    """Holds lines of text."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines: list[str] = list(lines)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def add(self, line: Line, parser: BlockParser) -> None:
        self.lines.append(line.rest())


class Paragraph(Leaf):
    takes_lines = True

    def goes_on(self, line: Line) -> Next:
        return Next.ENDS if line.blank else Next.GOES_ON

    def add(self, line: Line, parser: BlockParser) -> None:
        self.lines.append(line.content())

    def take_references(self, parser: BlockParser) -> None:
        """Move the link definitions at the beginning into the page's list of them."""
        if self.lines and self.lines[0].startswith("["):
            rest = take_references(resolve_tags(self.text), parser.references)
            self.lines = rest.split("\n") if rest else []

    def finish(self, parser: BlockParser, parent: Block) -> None:
        self.take_references(parser)
        if not self.lines:
            parent.children.pop()
        elif shown := parser.snippet_of(self):
            parent.children[-1] = shown


class Heading(Leaf):
    def __init__(self, level: int, text: str) -> None:
        super().__init__(text)
        self.level = level


class Rule(Leaf):
    """A thematic break."""


class Code(Leaf):
    """Code, literally; `info` is what stood after the fence."""

    takes_lines = True
    literal = True

    def __init__(self, info: str = "") -> None:
        super().__init__()
        self.info = info


class IndentedCode(Code):
    def goes_on(self, line: Line) -> Next:
        if line.indent < CODE_INDENT and not line.blank:
            return Next.ENDS
        line.advance(CODE_INDENT)
        return Next.GOES_ON

    def finish(self, parser: BlockParser, parent: Block) -> None:
        while self.lines and not self.lines[-1].strip(" \t"):
            self.lines.pop()
            self.last -= 1


class FencedCode(Code):
    def __init__(self, info: str, fence: str, indent: int) -> None:
        super().__init__(info)
        self.indent = indent
        self.end = re.compile(f"{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")

    def goes_on(self, line: Line) -> Next:
        if line.indent < CODE_INDENT and self.end.match(line.text, line.start):
            return Next.CLOSES
        line.advance(min(line.indent, self.indent))
        return Next.GOES_ON
