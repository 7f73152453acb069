"""What of a merged text came from whom, in chunks that can be shown one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from wiki.pages.alignment import align, gaps, split_lines

from .blocks import block_boundaries


class Sides(NamedTuple):
    """The three texts that were joined."""

    base: str
    mine: str
    theirs: str


class Origin(StrEnum):
    """Who made a stretch what it is."""

    NOBODY = "nobody"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole chunks of the merged text, and what stood there before; both the same where nobody changed anything."""

    origin: Origin
    before: str
    after: str


class _Change(NamedTuple):
    """Chunks of the base that somebody replaced, and by what; either may be nothing."""

    start: int
    stop: int
    before: str
    after: str

    def touches(self, other: "_Change") -> bool:
        return self.start <= other.stop and other.start <= self.stop


def stretches(sides: Sides, merged: str) -> list[Stretch]:
    """The merged text from its beginning to its end; `after` joined is the text."""
    base, result = _chunks(sides.base), _chunks(merged)
    known = [(Origin.MINE, change) for change in _changes(base, _chunks(sides.mine))]
    known += [(Origin.THEIRS, change) for change in _changes(base, _chunks(sides.theirs))]
    found: list[Stretch] = []
    at = 0
    for change in [*_changes(base, result), _Change(len(base), len(base), "", "")]:
        if kept := "".join(base[at : change.start]):
            found.append(Stretch(Origin.NOBODY, kept, kept))
        if change.before or change.after:
            found += _told(change, [(origin, one) for origin, one in known if one.touches(change)])
        at = change.stop
    return found


def _told(change: _Change, known: Sequence[tuple[Origin, _Change]]) -> list[Stretch]:
    """A change of the merged text as the changes that it is made of; as one of both where they can't be told apart."""
    parts = sorted(dict.fromkeys(known), key=lambda part: part[1])
    before, after = ("".join(getattr(one, side) for _, one in parts) for side in ("before", "after"))
    if (before, after) == (change.before, change.after):
        return [Stretch(origin, one.before, one.after) for origin, one in parts]
    origins = {origin for origin, _ in parts}
    return [Stretch(origins.pop() if len(origins) == 1 else Origin.BOTH, change.before, change.after)]


def _changes(base: Sequence[str], other: Sequence[str]) -> list[_Change]:
    return [
        _Change(
            gap.old_start,
            gap.old_end,
            "".join(base[gap.old_start : gap.old_end]),
            "".join(other[gap.new_start : gap.new_end]),
        )
        for gap in gaps(align(base, other), len(base), len(other))
    ]


def _chunks(text: str) -> list[str]:
    """Paragraphs, tables, lists, fenced code: what blank lines part, each with those that follow it."""
    lines = split_lines(text)
    chunks: list[list[str]] = [[]]
    for line, begins in zip(lines, _beginnings(lines), strict=True):
        if begins and chunks[-1]:
            chunks.append([])
        chunks[-1].append(line)
    return ["".join(chunk) for chunk in chunks if chunk]


def _beginnings(lines: Sequence[str]) -> Iterator[bool]:
    """For each line whether a chunk begins there: after a blank line or a heading, unless it goes on with an item."""
    after = True
    for line, may_begin in zip(lines, block_boundaries(lines), strict=False):
        is_blank, is_heading = not line.strip(), may_begin and line.startswith("#")
        yield may_begin and not is_blank and (is_heading or (after and not line.startswith((" ", "\t"))))
        after = may_begin and (is_blank or is_heading)
