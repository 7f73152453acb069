"""The server's tree of blocks in the form that checks.js draws the editor's."""

import json
import re
from typing import Any

from wiki.markup import Snippet
from wiki.markup.blocks import BlockParser, html, liquid, mkdocs, notes, tables, tree
from wiki.markup.limits import Budget

_KINDS = {
    tree.Paragraph: "paragraph",
    tree.Heading: "heading",
    tree.Rule: "rule",
    tree.IndentedCode: "code",
    tree.FencedCode: "code",
    tree.Quote: "quote",
    tree.List: "list",
    tree.Item: "item",
    html.Html: "html",
    html.HtmlContainer: "element",
    tables.Table: "table",
    notes.DefinitionList: "definitions-list",
    notes.Term: "term",
    notes.Definition: "definition",
    mkdocs.Callout: "callout",
    mkdocs.Tab: "tab",
    mkdocs.MissingInclude: "include",
    liquid.Alert: "alert",
}

_FACTS = {
    "heading": ("level",),
    "list": ("tight", "start"),
    "callout": ("kind", "title", "places"),
    "tab": ("title",),
}


def outline_of(source: str) -> str:
    """JSON of the blocks' kinds, attributes and texts."""
    document = BlockParser(Budget(), lambda path: None, lambda name: Snippet()).parse(re.sub(r"\r\n?", "\n", source))
    return json.dumps([_outline(block) for block in document.children], ensure_ascii=False, separators=(",", ":"))


def _outline(block: tree.Block) -> list[Any]:
    kind = _KINDS[type(block)]
    if isinstance(block, html.HtmlContainer | liquid.Alert | mkdocs.MissingInclude):
        return [kind]  # the editor takes what is inside as it is written
    if isinstance(block, tables.Table):
        return [kind, block.rows, block.alignments]
    facts = [getattr(block, name) for name in _FACTS.get(kind, ())]
    if isinstance(block, mkdocs.Callout):
        facts.insert(2, "!!!" if not block.folded else "???+" if block.open else "???")
    if isinstance(block, tree.Leaf | notes.Term):
        return [kind, *facts, block.text]
    return [kind, *facts, [_outline(child) for child in block.children]]
