"""What may start a block, by the first character of the line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from .html import start_caption, start_html, start_html_container
from .liquid import start_alert
from .mkdocs import start_abbreviation, start_callout, start_snippet, start_tab
from .notes import start_definition, start_footnote
from .references import unescape
from .tables import start_table
from .tree import FencedCode, Heading, Item, List, Paragraph, Quote, Rule

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

Start = Callable[["BlockParser", "Line", int], bool]
"""Opens a block when the line begins one in the first so many open blocks; says whether it did."""

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_MARKER = re.compile(r"(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)")
_WIDEST_GAP = 4
"""Columns between a list marker and its text; more of them begin indented code."""


def start_quote(parser: BlockParser, line: Line, depth: int) -> bool:
    """`> text`."""
    line.skip(1)
    line.advance(1)
    parser.push(Quote(), depth)
    return True


def start_heading(parser: BlockParser, line: Line, depth: int) -> bool:
    """`## text`, with or without closing marks."""
    found = _HEADING.match(line.text, line.start)
    if not found:
        return False
    text = _CLOSING_HASHES.sub("", line.text[found.end() :])
    parser.push(Heading(len(found[1]), text.strip(" \t")), depth)
    line.consumed = True
    return True


def start_underlined_heading(parser: BlockParser, line: Line, depth: int) -> bool:
    """A paragraph underlined with `=` or `-`."""
    found = _UNDERLINE.match(line.text, line.start)
    paragraph = parser.path[-1]
    if not found or depth < len(parser.path) or not isinstance(paragraph, Paragraph):
        return False
    paragraph.take_references(parser)
    if not paragraph.lines:
        return False
    heading = Heading(1 if found[1][0] == "=" else 2, paragraph.text.strip(" \t"))
    heading.first = paragraph.first
    parser.path[-1] = parser.path[-2].children[-1] = heading
    line.consumed = True
    return True


def start_fence(parser: BlockParser, line: Line, depth: int) -> bool:
    """Three or more backticks or tildes, and the language."""
    found = _FENCE.match(line.text, line.start)
    if not found:
        return False
    info = unescape((found[2] or found[4] or "").strip())
    parser.push(FencedCode(info, found[1] or found[3], line.indent), depth)
    line.consumed = True
    return True


def start_rule(parser: BlockParser, line: Line, depth: int) -> bool:
    """Three or more stars, dashes or underscores alone."""
    if not _RULE.match(line.text, line.start):
        return False
    parser.push(Rule(), depth)
    line.consumed = True
    return True


def start_item(parser: BlockParser, line: Line, depth: int) -> bool:
    """A bullet or a number. An empty item, or a list that does not begin with 1, cannot end a paragraph."""
    found = _MARKER.match(line.text, line.start)
    if not found:
        return False
    if isinstance(parser.path[depth - 1], Paragraph):
        empty = not line.text[found.end() :].strip(" \t")
        if empty or found[2] not in (None, "1"):
            return False
    marker = found[1] or found[3]
    number = None if found[1] else int(found[2])
    offset = _read_marker(line, len(found[0]))
    container = parser.path[depth - 1]
    if not (isinstance(container, List) and container.marker == marker):
        parser.push(List(marker, number), depth)
        depth = len(parser.path)
    parser.push(Item(offset), depth)
    return True


def _read_marker(line: Line, width: int) -> int:
    """Read past the marker and the gap after it; the columns at which the item's content starts."""
    indent = line.indent
    line.skip(width)
    gap = line.indent
    if line.blank or gap > _WIDEST_GAP:
        gap = 1
    line.advance(gap)
    return indent + width + gap


STARTS: dict[str, tuple[Start, ...]] = {
    ">": (start_quote,),
    "#": (start_heading,),
    "`": (start_fence,),
    "~": (start_fence,),
    "<": (start_html_container, start_caption, start_html),
    "=": (start_underlined_heading, start_tab),
    "-": (start_snippet, start_underlined_heading, start_rule, start_item, start_table),
    "*": (start_rule, start_abbreviation, start_item),
    "_": (start_rule,),
    "+": (start_item,),
    "!": (start_callout,),
    "?": (start_callout,),
    "[": (start_footnote,),
    ":": (start_table, start_definition),
    "|": (start_table,),
    "{": (start_alert,),
    **dict.fromkeys("0123456789", (start_item,)),
}
"""In each tuple the first that fits wins, in the order CommonMark and GitHub test them."""
