"""Joins our blocks and inline marks to the `markdown` package."""

from __future__ import annotations

import string
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ESCAPE_RE, SubstituteTagInlineProcessor
from markdown.postprocessors import AndSubstitutePostprocessor
from markdown.util import Registry
from pymdownx.delimiterprocessor import Delimiter, DelimiterProcessor

from .attributes import AttributeLists
from .blocks import BlockParser
from .elements import TreeBuilder
from .inline.autolinks import BareLinks
from .inline.links import BracketLinks, ImageTexts
from .inline.literals import Literals
from .inline.marks import Entities, Escapes, FootnoteReferences, Icons, WikiLinks
from .raw_html import RestoreRawHtml


class _Blocks:
    """Stands where the package has its block parser."""

    def __init__(self, md: Markdown, reader: BlockParser) -> None:
        self._md = md
        self._reader = reader
        self.builder = TreeBuilder(md, reader.footnotes)

    def parseDocument(self, lines: list[str]) -> ElementTree[Element]:
        document = self._reader.parse("\n".join(lines))
        self._md.references.update(self._reader.references)
        return ElementTree(self.builder.build(document))


class Dialects(Extension):
    """GitHub's and MkDocs' dialects on top of CommonMark. One instance renders one page."""

    def __init__(self, reader: BlockParser) -> None:
        super().__init__()
        self._reader = reader

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS = list(string.punctuation)
        md.preprocessors = Registry()
        md.parser = blocks = _Blocks(md, self._reader)
        md.inlinePatterns = _inline_patterns(md, blocks.builder)
        md.treeprocessors["inline"].inlinePatterns = md.inlinePatterns
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.register(AttributeLists(md), "attributes", 8)
        md.treeprocessors.register(ImageTexts(md), "image_texts", 6)
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
        ("escape", Escapes(ESCAPE_RE, md)),
        ("wiki_link", WikiLinks(md)),
        ("footnote", FootnoteReferences(md, builder)),
        ("link", BracketLinks(md, images=False)),
        ("image", BracketLinks(md, images=True)),
        ("hard_break", SubstituteTagInlineProcessor(r"(?:  +|\\)\n", "br")),
        ("bare_link", BareLinks(md)),
        ("entity", Entities(md)),
        ("icon", Icons(md)),
        ("emphasis", emphasis),
    )
    registry: Registry[Any] = Registry()
    for position, (name, pattern) in enumerate(patterns):
        registry.register(pattern, name, len(patterns) - position)
    return registry
