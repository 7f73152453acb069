"""A part of a page, from one heading to the next, read on its own."""

from typing import NoReturn

from ..limits import Budget
from .line import Line
from .parser import BlockParser
from .tree import Document, Heading


class NotAlone(Exception):
    """The section means something else within its page than alone."""


def _belongs_to_the_page(name: str) -> NoReturn:
    raise NotAlone(name)


class SectionParser(BlockParser):
    """Reads a section as it stands in its page, or raises NotAlone: where it shows another text, defines something for
    the whole page, or leaves open what would hold the next heading, if there is one."""

    def __init__(self, budget: Budget, *, is_last: bool) -> None:
        super().__init__(budget, _belongs_to_the_page, _belongs_to_the_page)
        self._is_last = is_last

    def parse(self, source: str) -> Document:
        document = super().parse(source)
        if self.references or self.footnotes or self.abbreviations:
            raise NotAlone
        return document

    def finish(self, document: Document) -> None:
        if self._is_last:
            super().finish(document)
        else:
            self._finish_before_heading(document)

    def _finish_before_heading(self, document: Document) -> None:
        self._read(Line("# The next section"))
        ends = document.children and isinstance(document.children[-1], Heading)
        super().finish(document)
        if not ends:
            raise NotAlone
        document.children.pop()
