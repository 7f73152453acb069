"""GitHub's tables (GitHub Flavored Markdown 0.29, section 4.10)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .tree import Leaf, Next, Paragraph

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_PIPE = re.compile(r"(?<!\\)\|")


def split_row(row: str) -> list[str]:
    """The texts of a row's cells."""
    row = row.strip(" \t")
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip(" \t").replace("\\|", "|") for cell in _PIPE.split(row)]


def _alignment(delimiter: str) -> str:
    left, right = delimiter.startswith(":"), delimiter.endswith(":")
    if left and right:
        return "center"
    return "left" if left else "right" if right else ""


class Table(Leaf):
    """Rows of cells; each row has as many as the header."""

    takes_lines = True

    def __init__(self, header: list[str], alignments: list[str]) -> None:
        super().__init__()
        self.alignments = alignments
        self.rows = [header]

    def goes_on(self, line: Line) -> Next:
        return Next.ENDS if line.blank else Next.GOES_ON

    def add(self, line: Line, parser: BlockParser) -> None:
        width = len(self.alignments)
        parser.budget.add_blocks(width)
        cells = split_row(line.content())[:width]
        self.rows.append(cells + [""] * (width - len(cells)))


def start_table(parser: BlockParser, line: Line, depth: int) -> bool:
    """A row of dashes under a paragraph's last line with as many cells."""
    paragraph = parser.path[-1]
    if not isinstance(paragraph, Paragraph) or depth < len(parser.path):
        return False
    if not _DELIMITERS.match(line.text, line.start):
        return False
    delimiters = split_row(line.content())
    header = split_row(paragraph.lines[-1])
    if len(header) != len(delimiters):
        return False
    parser.budget.add_blocks(len(header))
    paragraph.lines.pop()
    parser.push(Table(header, [_alignment(delimiter) for delimiter in delimiters]), depth)
    line.consumed = True
    return True
