"""The beginning and the end that two pages share, told by their lines: most edits change one block of fifty."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from .items import is_block

# The parser counts lines no further than 65,535.
_MOST_LINES = 65_000


class Ends(NamedTuple):
    """How many child elements of both pages are the same at the beginning, and how many at the end."""

    head: int
    tail: int


def same_ends(old_html: str, new_html: str, old: Element, new: Element) -> Ends:
    """The ends that need no comparing of `old` and `new`, into which the two pages were parsed.

    The parser makes the same of the same lines: of all children before the one that begins in the last of them, and of
    all from one on after which only the same lines follow.
    """
    old_lines, new_lines = old_html.split("\n"), new_html.split("\n")
    if max(len(old_lines), len(new_lines)) > _MOST_LINES:
        return Ends(0, 0)
    head = _head(_count_same(old_lines, new_lines), old, new)
    old_lines.reverse()
    new_lines.reverse()
    tail = _tail(_count_same(old_lines, new_lines), old[head:], new[head:], (len(old_lines), len(new_lines)))
    return Ends(head, tail)


def _count_same(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))


def _head(lines: int, old: Sequence[Element], new: Sequence[Element]) -> int:
    head = 0
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if not one.sourceline == other.sourceline <= lines:
            break
        if is_block(other):  # inline elements belong to the text beside them
            head = index
    return head


def _tail(lines: int, old: Sequence[Element], new: Sequence[Element], sizes: tuple[int, int]) -> int:
    tail = 0
    for index, (one, other) in enumerate(zip(reversed(old), reversed(new), strict=False), 1):
        from_end = sizes[0] - one.sourceline
        # An element's line is where its start tag ends: what it says may have begun in a line that differs.
        if from_end != sizes[1] - other.sourceline or from_end >= lines or one.items() != other.items():
            break
        if is_block(other):
            tail = index
    return tail
