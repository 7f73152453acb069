"""Joins our blocks and inline marks to the `markdown` package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import AndSubstitutePostprocessor
from markdown.util import Registry
from pymdownx.delimiterprocessor import Delimiter, DelimiterProcessor
from pymdownx.keys import RE_KBD, KeysPattern

from .attributes import AttributeLists
from .blocks import BlockParser
from .elements import BlockLines, TreeBuilder
from .inline.autolinks import BareLinks
from .inline.links import BracketLinks, ImageTexts
from .inline.literals import Literals
from .inline.marks import FootnoteReferences, SmallMarks, WikiLinks
from .inline.names import Names
from .inline.scanning import ScanningPattern
from .raw_html import RestoreRawHtml

_KEYS: dict[str, Any] = {"separator": "+", "strict": False, "class": "", "camel_case": False, "key_map": {}}


class _Blocks:
    """Stands where the package has its block parser."""

    reader: BlockParser

    def __init__(self, md: Markdown) -> None:
        self._md = md
        self.builder = TreeBuilder(md)

    def parseDocument(self, lines: list[str]) -> ElementTree[Element]:
        document = self.reader.parse("\n".join(lines))
        self._md.references.update(self.reader.references)
        return ElementTree(self.builder.build(document, self.reader))


class Dialects(Extension):
    """GitHub's and MkDocs' dialects on top of CommonMark. One instance renders one page at a time.

    `names` that stand after "@" come through as they are written."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__()
        self._names = names

    def read_with(self, reader: BlockParser) -> None:
        """Lets `reader`, which must be a new one, read the blocks of the next page."""
        self._blocks.reader = reader
        for pattern in self._scanning:
            pattern.forget()

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors = Registry()
        md.parser = self._blocks = _Blocks(md)
        md.inlinePatterns = _inline_patterns(md, self._blocks.builder)
        if self._names:
            md.inlinePatterns.register(Names(md, self._names), "name", len(md.inlinePatterns) + 1)
        # A list, because the package asks for patterns by number and its registry sorts itself each time.
        md.treeprocessors["inline"].inlinePatterns = list(md.inlinePatterns)
        self._scanning = [pattern for pattern in md.inlinePatterns if isinstance(pattern, ScanningPattern)]
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(AttributeLists(md), "attributes", 8)
        md.treeprocessors.register(ImageTexts(md), "image_texts", 6)
        md.treeprocessors.register(BlockLines(md), "block_lines", 4)
        md.postprocessors = Registry()
        md.postprocessors.register(RestoreRawHtml(md), "raw_html", 30)
        md.postprocessors.register(AndSubstitutePostprocessor(), "amp_substitute", 20)


def _inline_patterns(md: Markdown, builder: TreeBuilder) -> Registry[Any]:
    """In the order of their precedence."""
    emphasis = DelimiterProcessor(Delimiter("*", "strong,em"), md)
    emphasis.add(Delimiter("_", "strong,em", smart=True))
    emphasis.add(Delimiter("~", "del,del"))
    emphasis.add(Delimiter("=", "mark", smart=True, double=True))
    emphasis.add(Delimiter("^", "ins", smart=True, double=True))
    patterns = (
        ("literal", Literals(md)),
        ("wiki_link", WikiLinks(md)),
        ("footnote", FootnoteReferences(md, builder)),
        ("link", BracketLinks(md, images=False)),
        ("image", BracketLinks(md, images=True)),
        ("bare_link", BareLinks(md)),
        ("small_mark", SmallMarks(md)),
        ("keys", KeysPattern(rf"(?<!\w){RE_KBD}", _KEYS, md)),
        ("emphasis", emphasis),
        # What CommonMark leaves as stars beside punctuation, `**[7]**L`, MkDocs shows as meant.
        ("loose_strong", DelimiterProcessor(Delimiter("*", "strong", double=True, punct=False), md)),
    )
    registry: Registry[Any] = Registry()
    for position, (name, pattern) in enumerate(patterns):
        registry.register(pattern, name, len(patterns) - position)
    return registry
