"""Raw HTML blocks: CommonMark's seven kinds, and MkDocs' elements whose content is Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .tree import Container, Leaf, Next, Paragraph

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

_TEXT_TAGS = "script|pre|style|textarea"
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|"
    "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|track|ul"
)
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?"""
TAG = rf"(?:[a-zA-Z][a-zA-Z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?|/[a-zA-Z][a-zA-Z0-9-]*+\s*+)"
"""A whole opening or closing tag, but for its angle brackets (CommonMark 0.31.2, section 6.6)."""

# CommonMark 0.31.2, section 4.6: how each kind begins and ends; None ends at a blank line.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.I),
        re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    ),
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile("<![a-zA-Z]"), re.compile(">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_BLOCK_TAGS})(?:[\s>]|/>|$)", re.I), None),
)
_LONE_TAG = re.compile(rf"<{TAG}>\s*$")
_MARKDOWN_ELEMENT = re.compile(
    r"""<(article|aside|center|details|div|figcaption|figure|section)\b"""
    r"""(?=[^<>]*\smarkdown(?:=["']?(?:1|block|span|true)?["']?)?[\s>])[^<>]*>""",
    re.I,
)

_CAPTION = re.compile(r"<(figcaption|summary|caption|p|center)(?:\s[^<>]*)?>(.*)</\1\s*>\s*$", re.I)


class Html(Leaf):
    """Raw HTML, kept for the cleaner to judge."""

    takes_lines = True
    literal = True

    def __init__(self, end: re.Pattern[str] | None) -> None:
        super().__init__()
        self.end = end

    def goes_on(self, line: Line) -> Next:
        return Next.ENDS if line.blank and self.end is None else Next.GOES_ON

    def add(self, line: Line, parser: BlockParser) -> None:
        super().add(line, parser)
        if self.end is not None and self.end.search(line.text, line.offset):
            parser.close(len(parser.path) - 1, last=parser.number)


class HtmlContainer(Container):
    """`<figure markdown>`: an element whose content is Markdown, as MkDocs has it."""

    def __init__(self, tag: str, opening: str) -> None:
        super().__init__()
        self.opening = opening
        self.closing = f"</{tag}>"
        self._end = re.compile(rf"</{tag}\s*>", re.I)

    def goes_on(self, line: Line) -> Next:
        if line.char == "<" and self._end.match(line.text, line.start):
            self.closing = line.content()
            return Next.CLOSES
        return Next.GOES_ON


class Caption(Leaf):
    """`<figcaption>text</figcaption>` in such an element: its text has marks too."""

    def __init__(self, tag: str, text: str) -> None:
        super().__init__(text)
        self.tag = tag


def start_caption(parser: BlockParser, line: Line, depth: int) -> bool:
    """A line that is one element, directly inside an HtmlContainer."""
    if not isinstance(parser.path[depth - 1], HtmlContainer | Paragraph):
        return False
    inside = any(isinstance(block, HtmlContainer) for block in parser.path[max(0, depth - 2) : depth])
    found = _CAPTION.match(line.text, line.start) if inside else None
    if not found:
        return False
    parser.push(Caption(found[1].lower(), found[2].strip()), depth)
    line.consumed = True
    return True


def start_html_container(parser: BlockParser, line: Line, depth: int) -> bool:
    """`<figure markdown>` and the like."""
    found = _MARKDOWN_ELEMENT.match(line.text, line.start)
    if not found:
        return False
    parser.push(HtmlContainer(found[1].lower(), found[0]), depth)
    line.skip(len(found[0]))
    return True


def start_html(parser: BlockParser, line: Line, depth: int) -> bool:
    """A line that begins with one of the tags CommonMark names, or holds a single whole tag."""
    for begin, end in _KINDS:
        if begin.match(line.text, line.start):
            parser.push(Html(end), depth)
            return True
    if isinstance(parser.path[-1], Paragraph) or not _LONE_TAG.match(line.text, line.start):
        return False
    parser.push(Html(None), depth)
    return True
