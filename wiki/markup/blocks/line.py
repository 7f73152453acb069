"""A line of source with a reading position, counted in columns because tabs stop every four of them."""

import re

TAB_STOP = 4
_SPACES = re.compile(" *")


class Line:
    """One line being read from the left by the open blocks.

    `indent` is the width in columns of the white space at the reading position, `start` the index of the
    first other character, `char` that character ("" on a blank rest).
    """

    __slots__ = ("_column", "_in_tab", "char", "consumed", "indent", "offset", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.consumed = False
        self._column = 0
        self._in_tab = False
        self._look()

    @property
    def blank(self) -> bool:
        return not self.char

    def _look(self) -> None:
        self.start = _SPACES.match(self.text, self.offset).end()
        self.char = self.text[self.start : self.start + 1]
        self.indent = self.start - self.offset
        if self.char == "\t":
            self._look_past_tabs()

    def _look_past_tabs(self) -> None:
        index, column = self.offset, self._column
        while (char := self.text[index : index + 1]) and char in " \t":
            column += TAB_STOP - column % TAB_STOP if char == "\t" else 1
            index += 1
        self.start, self.char, self.indent = index, char, column - self._column

    def advance(self, columns: int) -> None:
        """Read past white space of at most that width; a tab may be read in part."""
        while columns > 0 and self.offset < self.start:
            width = TAB_STOP - self._column % TAB_STOP if self.text[self.offset] == "\t" else 1
            self._in_tab = width > columns
            self._column += min(width, columns)
            columns -= width
            self.offset += not self._in_tab
        self._look()

    def skip(self, length: int) -> None:
        """Read past the white space and that many characters after it."""
        self._column += self.indent + length
        self.offset = self.start + length
        self._in_tab = False
        self._look()

    def rest(self) -> str:
        """The unread text; what remains of a tab read in part comes as spaces."""
        if self._in_tab:
            return " " * (TAB_STOP - self._column % TAB_STOP) + self.text[self.offset + 1 :]
        return self.text[self.offset :]

    def content(self) -> str:
        """The unread text without its indent."""
        return self.text[self.start :]
