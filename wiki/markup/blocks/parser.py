"""Reads lines into blocks: first the open blocks say whether they go on, then new ones may start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..document import FindSnippet, Include, Snippet
from ..limits import MAX_INCLUDE_DEPTH, Budget
from .line import Line
from .snippets import SNIPPET, MissingSnippet, ShownSnippet
from .starts import STARTS
from .tree import CODE_INDENT, Block, Document, IndentedCode, Leaf, Next, Paragraph

if TYPE_CHECKING:
    from .notes import Footnote


SNIPPET_KEY = "snippet {}"  # what a snippet is called among the texts that are being included


class BlockParser:
    """One reading of a page. `parse` fills the definitions that the whole page shares."""

    def __init__(self, budget: Budget, include: Include, find_snippet: FindSnippet) -> None:
        self.budget = budget
        self.references: dict[str, tuple[str, str]] = {}
        self.footnotes: dict[str, Footnote] = {}
        self.abbreviations: dict[str, str] = {}
        self.path: list[Block] = []
        self.number = 0
        self._include = include
        self._find_snippet = find_snippet
        self._including: tuple[str, ...] = ()

    def parse(self, source: str) -> Document:
        """The blocks of a text. Raises MarkupRefused when it is too long, too deep or has too many of them."""
        self.budget.read(source)
        document = Document()
        self.path = [document]
        for self.number, text in enumerate(source.removesuffix("\n").split("\n"), start=1):
            self._read(Line(text))
        self.number += 1
        self.finish(document)
        return document

    def finish(self, document: Document) -> None:
        """End what is open: the text is over."""
        self.close(1)

    def included(self, path: str) -> list[Block] | None:
        """The blocks of an included file; None when it is unknown, includes itself or lies too deep."""
        if path in self._including or len(self._including) >= MAX_INCLUDE_DEPTH:
            return None
        text = self._include(path)
        return None if text is None else self._inside(path, text)

    def _inside(self, name: str, text: str) -> list[Block]:
        """The blocks of another text, which stand where the reading has come to."""
        outer = self.path, self.number, self._including
        self._including = (*self._including, name)
        blocks = self.parse(text).children
        self.path, self.number, self._including = outer
        for block in blocks:
            block.first = block.last = self.number
        return blocks

    def snippet_of(self, paragraph: Paragraph) -> Block | None:
        """What stands in place of a paragraph that only names a snippet; None for any other."""
        named = SNIPPET.fullmatch(paragraph.text.strip(" \t")) if paragraph.lines[0].startswith("{{") else None
        if named is None:
            return None
        shown = self._snippet_blocks(named[1])
        shown.first, shown.last = paragraph.first, paragraph.last
        return shown

    def _snippet_blocks(self, name: str) -> Block:
        key = SNIPPET_KEY.format(name)
        if key in self._including:
            return MissingSnippet(_("The snippet “%(name)s” would show itself here.") % {"name": name})
        if len(self._including) >= MAX_INCLUDE_DEPTH:
            return MissingSnippet(
                _("“%(name)s” is not shown: snippets inside one another go no deeper than %(limit)d.")
                % {"name": name, "limit": MAX_INCLUDE_DEPTH}
            )
        found = self._find_snippet(name)
        if found.refusal:
            return MissingSnippet(found.refusal)
        shown = ShownSnippet(name)
        shown.children = self._inside(key, found.text)
        return shown

    def snippet_words(self, name: str) -> Snippet:
        """The Markdown of a snippet that stands in running text: its paragraphs, each on a line of its own."""
        found = self._find_snippet(name)
        if found.refusal:
            return found
        blocks = [] if SNIPPET.search(found.text) else self._inside(SNIPPET_KEY.format(name), found.text)
        if not blocks or any(type(block) is not Paragraph for block in blocks):
            message = _("The snippet “%(name)s” holds more than words. Put it on a line of its own.")
            return Snippet(refusal=message % {"name": name})
        return Snippet("\\\n".join(block.text.strip() for block in blocks))

    def push(self, block: Block, depth: int) -> None:
        """Open a block inside the first `depth` open ones, ending those that cannot hold it."""
        self.close(depth)
        while not self.path[-1].accepts(block):
            self.close(len(self.path) - 1)
        self.path[-1].children.append(block)
        block.first = self.number
        self.path.append(block)
        self.budget.add_blocks()
        self.budget.nest(len(self.path))

    def close(self, depth: int, last: int | None = None) -> None:
        """End all open blocks but the first `depth`, at the line before this one unless `last` says otherwise."""
        while len(self.path) > depth:
            block = self.path.pop()
            block.last = self.number - 1 if last is None else last
            block.finish(self, self.path[-1])

    def _read(self, line: Line) -> None:
        depth = self._go_on(line)
        if not line.consumed:
            depth = self._start_blocks(line, depth)
        if not line.consumed:
            self._add_text(line, depth)

    def _go_on(self, line: Line) -> int:
        """How many of the open blocks the line belongs to."""
        depth = 1
        while depth < len(self.path):
            step = self.path[depth].goes_on(line)
            if step is Next.ENDS:
                break
            if step is Next.CLOSES:
                self.close(depth, last=self.number)
                line.consumed = True
                break
            depth += 1
        return depth

    def _start_blocks(self, line: Line, depth: int) -> int:
        while not (line.blank or line.consumed or self.path[depth - 1].literal):
            if not self._start(line, depth):
                break
            depth = len(self.path)
            if self.path[-1].takes_lines:
                break
        return depth

    def _start(self, line: Line, depth: int) -> bool:
        if line.indent >= CODE_INDENT:
            return self._start_indented_code(line, depth)
        return any(start(self, line, depth) for start in STARTS.get(line.char, ()))

    def _start_indented_code(self, line: Line, depth: int) -> bool:
        if isinstance(self.path[-1], Paragraph):
            return False
        line.advance(CODE_INDENT)
        self.push(IndentedCode(), depth)
        return True

    def _add_text(self, line: Line, depth: int) -> None:
        tip = self.path[-1]
        if depth < len(self.path) and isinstance(tip, Paragraph) and not line.blank and self._lazy(depth):
            tip.add(line, self)
            return
        self.close(depth)
        tip = self.path[-1]
        if isinstance(tip, Leaf) and tip.takes_lines:
            tip.add(line, self)
        elif not line.blank:
            paragraph = Paragraph()
            self.push(paragraph, depth)
            paragraph.add(line, self)

    def _lazy(self, depth: int) -> bool:
        return all(block.lazy for block in self.path[depth:-1])
