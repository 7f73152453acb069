"""Stretches of three texts that belong together."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Texts(NamedTuple):
    """The lines of the three texts."""

    base: Sequence[str]
    mine: Sequence[str]
    theirs: Sequence[str]


class Kind(StrEnum):
    """What became of a stretch; the values are merge3's words."""

    UNCHANGED = "unchanged"
    MINE = "a"
    THEIRS = "b"
    SAME = "same"
    CONFLICT = "conflict"


class Region(NamedTuple):
    """A stretch as ranges of lines of the three texts."""

    kind: Kind
    base: range
    mine: range
    theirs: range

    def lines(self, texts: Texts) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """Its lines in each text."""
        return (
            texts.base[self.base.start : self.base.stop],
            texts.mine[self.mine.start : self.mine.stop],
            texts.theirs[self.theirs.start : self.theirs.stop],
        )

    def split(self, at: int) -> tuple["Region", "Region"]:
        """An unchanged region's first `at` lines, and the rest."""
        return (
            Region(self.kind, self.base[:at], self.mine[:at], self.theirs[:at]),
            Region(self.kind, self.base[at:], self.mine[at:], self.theirs[at:]),
        )

    def joined(self, following: "Region") -> "Region":
        """This region and a later one, with all between them, as one conflict."""
        return Region(
            Kind.CONFLICT,
            range(self.base.start, following.base.stop),
            range(self.mine.start, following.mine.stop),
            range(self.theirs.start, following.theirs.stop),
        )
