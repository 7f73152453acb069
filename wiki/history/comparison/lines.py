"""Align two texts by their lines."""

from collections.abc import Sequence

from wiki.pages.alignment import Effort, Match, align
from wiki.pages.sliding import slide


def align_lines(old: Sequence[str], new: Sequence[str], effort: Effort) -> list[Match]:
    """The longest alignment, with each insertion and deletion placed where a block begins."""
    return slide(align(old, new, effort), old, new, _boundary)


def _boundary(lines: Sequence[str], at: int) -> int:
    """How well a change may begin or end before this line of Markdown."""
    if at in (0, len(lines)):
        return 5
    line, previous = lines[at], lines[at - 1]
    if line.startswith("#"):
        return 4
    if not line.strip():
        return 1
    if not previous.strip():
        return 3
    return -1 if line[0] in " \t" else 0
