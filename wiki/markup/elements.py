"""Blocks to the element tree that the `markdown` package goes on with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from .blocks import html, liquid, mkdocs, notes, snippets, tables, tree
from .callouts import callout_kind, callout_title
from .inline.snippets import SnippetWords
from .inline.text import InlineText
from .raw_html import RAW_TAG, is_unsafe_code, link_embeds, quiet_template_tags

if TYPE_CHECKING:
    from markdown import Markdown

    from .blocks import BlockParser

_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\][+-]?[ \t]*(.*)$")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_LANGUAGE = re.compile(r"(?:\{[^}]*?\.)?([^\s{}]+)")
_BLOCK_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hr pre ul ol li blockquote div details summary section table thead tbody tr dl dt dd".split()
) | {RAW_TAG}
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


class TreeBuilder:
    """Builds the elements of one page after the other, and numbers its footnotes by first mention."""

    def __init__(self, md: Markdown) -> None:
        self.md = md

    def build(self, document: tree.Document, reader: BlockParser) -> Element:
        """The element of a page that `reader` read; the `markdown` package wants it called by its `doc_tag`."""
        self.footnotes = reader.footnotes
        self._snippets = SnippetWords(self.md, reader.snippet_words)
        self._mentioned: list[str] = []
        self._numbers: dict[str, int] = {}
        self._text = InlineText()
        root = Element(self.md.doc_tag)
        self.fill(root, document)
        if self.footnotes:
            self._add_footnotes(root)
        return root

    def fill(self, parent: Element, block: tree.Block) -> None:
        """Add a block's children to an element."""
        for child in block.children:
            _BUILDERS[type(child)](self, parent, child)

    def add(self, parent: Element, tag: str, **attributes: str) -> Element:
        """Add a block element."""
        return SubElement(parent, tag, attributes)

    def add_raw(self, parent: Element, raw: str) -> None:
        """Add HTML as it was written."""
        self.add(parent, RAW_TAG).text = AtomicString(self.md.htmlStash.store(raw))

    def inline(self, text: str) -> str:
        """Text whose inline marks are still to be read."""
        text = self._snippets.put_into(text)
        if self.footnotes:
            for name in _FOOTNOTE.findall(text):
                self.number_note(name.casefold())
        return self._text.prepare(text)

    def number_note(self, name: str) -> int:
        """The number of a footnote, given at its first mention; 0 when the page has no such note."""
        if name in self.footnotes and name not in self._numbers:
            self._mentioned.append(name)
            self._numbers[name] = len(self._mentioned)
        return self._numbers.get(name, 0)

    def _add_footnotes(self, root: Element) -> None:
        items = self.add(self.add(root, "section", **{"class": "footnotes"}), "ol")
        # A note may mention further notes, so the list grows while it is read.
        for name in self._mentioned:
            self._add_back_link(self._add_footnote(items, name), self._numbers[name])
        for name in self.footnotes:
            if name not in self._numbers:
                self._add_footnote(items, name)

    def _add_footnote(self, items: Element, name: str) -> Element:
        item = self.add(items, "li")
        if name in self._numbers:
            item.set("id", f"fn:{self._numbers[name]}")
        self.fill(item, self.footnotes[name])
        return item

    def _add_back_link(self, item: Element, number: int) -> None:
        last = item[-1] if len(item) and item[-1].tag == "p" else self.add(item, "p")
        link = SubElement(last, "a", {"class": "footnote-backref", "href": f"#fnref:{number}"})
        link.text = AtomicString("↩")


class BlockLines(Treeprocessor):
    """Ends the line of HTML after each block; in the end, since until then a tail is more text to read."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _BLOCK_TAGS and not element.tail:
                element.tail = "\n"


def _paragraph(builder: TreeBuilder, parent: Element, block: tree.Paragraph) -> None:
    builder.add(parent, "p").text = builder.inline(block.text.rstrip(" \t"))


def _heading(builder: TreeBuilder, parent: Element, block: tree.Heading) -> None:
    builder.add(parent, f"h{block.level}").text = builder.inline(block.text)


def _rule(builder: TreeBuilder, parent: Element, block: tree.Rule) -> None:
    builder.add(parent, "hr")


def _code(builder: TreeBuilder, parent: Element, block: tree.Code) -> None:
    code = SubElement(builder.add(parent, "pre"), "code")
    if language := _LANGUAGE.match(block.info):
        code.set("class", f"language-{language[1]}")
    code.text = AtomicString(code_escape(block.text + "\n" if block.lines else ""))


def _html(builder: TreeBuilder, parent: Element, block: html.Html) -> None:
    text = block.text
    if is_unsafe_code(text):
        quiet = builder.add(parent, "pre", **{"class": "template-tag"})
        quiet.text = AtomicString(code_escape(text))
    else:
        builder.add_raw(parent, quiet_template_tags(link_embeds(text)))


def _html_container(builder: TreeBuilder, parent: Element, block: html.HtmlContainer) -> None:
    builder.add_raw(parent, block.opening)
    builder.fill(parent, block)
    builder.add_raw(parent, block.closing)


def _caption(builder: TreeBuilder, parent: Element, block: html.Caption) -> None:
    builder.add(parent, block.tag).text = builder.inline(block.text)


def _quote(builder: TreeBuilder, parent: Element, block: tree.Quote) -> None:
    first = block.children[0] if block.children else None
    alert = _ALERT.match(first.lines[0]) if isinstance(first, tree.Paragraph) else None
    if alert is None or not isinstance(first, tree.Paragraph):
        builder.fill(builder.add(parent, "blockquote"), block)
        return
    first.lines.pop(0)
    if not first.lines:
        block.children.pop(0)
    builder.fill(_add_callout(builder, parent, alert[1], alert[2] or None), block)


def _callout(builder: TreeBuilder, parent: Element, block: mkdocs.Callout) -> None:
    box = _add_callout(builder, parent, block.kind, block.title, folded=block.folded, places=block.places)
    if block.open:
        box.set("open", "open")
    builder.fill(box, block)


def _alert(builder: TreeBuilder, parent: Element, block: liquid.Alert) -> None:
    builder.fill(_add_callout(builder, parent, block.kind, block.title), block)


def _add_callout(
    builder: TreeBuilder,
    parent: Element,
    word: str,
    title: str | None,
    *,
    folded: bool = False,
    places: list[str] | None = None,
) -> Element:
    """The one shape of both dialects' callouts; an empty title leaves the title line out."""
    classes = ["callout", f"callout-{callout_kind(word)}", *(f"callout-{place}" for place in places or [])]
    if folded:
        box = builder.add(parent, "details", **{"class": " ".join(classes)})
    else:
        box = builder.add(parent, "div", **{"class": " ".join(classes), "role": "note"})
    if title or title is None or folded:
        line = builder.add(box, "summary" if folded else "p", **{"class": "callout-title"})
        line.text = builder.inline(title) if title else AtomicString(callout_title(word))
    return box


def _tab(builder: TreeBuilder, parent: Element, block: mkdocs.Tab) -> None:
    group = parent[-1] if len(parent) else None
    if group is None or group.get("class") != "tabs":
        group = builder.add(parent, "div", **{"class": "tabs"})
    panel = builder.add(group, "div", **{"class": "tab", "role": "group", "aria-label": block.title})
    builder.add(panel, "p", **{"class": "tab-title"}).text = builder.inline(block.title)
    builder.fill(panel, block)


def _missing_include(builder: TreeBuilder, parent: Element, block: mkdocs.MissingInclude) -> None:
    note = builder.add(parent, "p", **{"class": "missing-include"})
    note.text = AtomicString(code_escape(_("Included file not found: %(path)s") % {"path": block.text}))


def _snippet(builder: TreeBuilder, parent: Element, block: snippets.ShownSnippet) -> None:
    builder.fill(builder.add(parent, "div", **{"class": "snippet", "data-snippet": block.name}), block)


def _missing_snippet(builder: TreeBuilder, parent: Element, block: snippets.MissingSnippet) -> None:
    builder.add(parent, "p", **{"class": "missing-include"}).text = AtomicString(code_escape(block.text))


def _list(builder: TreeBuilder, parent: Element, block: tree.List) -> None:
    element = builder.add(parent, "ul" if block.start is None else "ol")
    if block.start not in (None, 1):
        element.set("start", str(block.start))
    for item in block.children:
        _add_item(builder, builder.add(element, "li"), item, tight=block.tight)


def _add_item(builder: TreeBuilder, element: Element, item: tree.Block, *, tight: bool) -> None:
    first = item.children[0] if item.children else None
    if isinstance(first, tree.Paragraph) and (task := _TASK.match(first.lines[0])):
        element.set("data-task", "open" if task[1] == " " else "done")
        first.lines[0] = first.lines[0][task.end() :]
    for child in item.children:
        if tight and isinstance(child, tree.Paragraph):
            _add_bare_text(builder, element, child)
        else:
            _BUILDERS[type(child)](builder, element, child)


def _add_bare_text(builder: TreeBuilder, element: Element, block: tree.Paragraph) -> None:
    """A paragraph without its element, as tight lists show it."""
    text = builder.inline(block.text.rstrip(" \t"))
    if not len(element):
        element.text = text
    else:
        element[-1].tail = text


def _table(builder: TreeBuilder, parent: Element, block: tables.Table) -> None:
    element = builder.add(parent, "table")
    head, *body = block.rows
    _add_row(builder, builder.add(element, "thead"), "th", head, block.alignments)
    if body:
        rows = builder.add(element, "tbody")
        for cells in body:
            _add_row(builder, rows, "td", cells, block.alignments)


def _add_row(builder: TreeBuilder, parent: Element, tag: str, cells: list[str], alignments: list[str]) -> None:
    row = builder.add(parent, "tr")
    for text, alignment in zip(cells, alignments, strict=True):
        cell = SubElement(row, tag, {"align": alignment} if alignment else {})
        cell.text = builder.inline(text)


def _definition_list(builder: TreeBuilder, parent: Element, block: notes.DefinitionList) -> None:
    element = builder.add(parent, "dl")
    for child in block.children:
        if isinstance(child, notes.Term):
            builder.add(element, "dt").text = builder.inline(child.text)
        else:
            _add_item(builder, builder.add(element, "dd"), child, tight=len(child.children) == 1)


_BUILDERS: dict[type, Callable[..., None]] = {
    tree.Paragraph: _paragraph,
    tree.Heading: _heading,
    tree.Rule: _rule,
    tree.IndentedCode: _code,
    tree.FencedCode: _code,
    tree.Quote: _quote,
    tree.List: _list,
    html.Html: _html,
    html.HtmlContainer: _html_container,
    html.Caption: _caption,
    tables.Table: _table,
    notes.DefinitionList: _definition_list,
    mkdocs.Callout: _callout,
    mkdocs.Tab: _tab,
    mkdocs.MissingInclude: _missing_include,
    snippets.ShownSnippet: _snippet,
    snippets.MissingSnippet: _missing_snippet,
    liquid.Alert: _alert,
}
