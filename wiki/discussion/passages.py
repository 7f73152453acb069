"""The text of a page as its readers see it, and places in it that a browser finds again."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from lxml import etree, html

# Written out, so that the server and the browser take the same characters for space.
_SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACE = re.compile(f"[{_SPACES}]+")
_CONTEXT = 32  # characters kept before and after a passage, as Hypothesis keeps them
# What stands within a line. The words of any other element are parted from those around it.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em i ins kbd mark q s samp small span strike strong sub sup time"
    " tt u var wbr".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text: in characters of the text, the end left out."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage as it is kept: its words, and up to 32 characters before and after them."""

    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class ReadText:
    """A page's text with every run of space as one. Its characters other than spaces are counted, as JavaScript counts
    characters (in UTF-16): that count is the same in every browser, whatever space it makes of the HTML's own."""

    text: str = field(repr=False)

    @classmethod
    def of(cls, page_html: str) -> "ReadText":
        """The text of a cleaned page."""
        if not page_html.strip():
            return cls("")
        pieces: list[str] = []
        root = html.fragment_fromstring(page_html, create_parent="div")
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if element.tag not in _INLINE:
                pieces.append(" ")
            pieces.append((element.text if event == "start" else element.tail) or "")
        return cls(_SPACE.sub(" ", "".join(pieces)).strip())

    @cached_property
    def _counts(self) -> list[int]:
        """For each character, how many other than spaces come before it."""
        return list(accumulate(((char != " ") + (char > "\uffff") for char in self.text), initial=0))

    def count_at(self, position: int) -> int:
        """How many characters other than spaces stand before a position."""
        return self._counts[position]

    def place(self, first: int, last: int) -> Place | None:
        """The stretch from the character counted `first` up to the one counted `last`, without spaces at its ends; None
        where the text has no such stretch."""
        if not 0 <= first < last <= self._counts[-1]:
            return None
        end = bisect_left(self._counts, last)
        return Place(bisect_left(self._counts, first + 1) - 1, end)

    def words(self, place: Place) -> str:
        """The words of a stretch."""
        return self.text[place.start : place.end]

    def anchor(self, place: Place) -> Anchor:
        """What is kept of a stretch."""
        before = self.text[max(0, place.start - _CONTEXT) : place.start]
        return Anchor(self.words(place), before, self.text[place.end : place.end + _CONTEXT])


def without_spaces(text: str) -> str:
    """The text's other characters."""
    return _SPACE.sub("", text)
