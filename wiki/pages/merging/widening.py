"""Widen conflicts until they begin and end where blocks of Markdown do."""

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import block_boundaries
from .regions import Kind, Region, Texts


def widen_conflicts(regions: Sequence[Region], texts: Texts) -> list[Region]:
    """The regions with every conflict grown to whole blocks of all three texts.

    A clean change inside such a block becomes part of the conflict: it is shown, and still in both sides' text.
    """
    if all(region.kind is not Kind.CONFLICT for region in regions):
        return list(regions)
    boundaries = _Boundaries(*map(block_boundaries, texts))
    widened: list[Region] = []
    ahead = list(reversed(regions))
    while ahead:
        region = ahead.pop()
        if region.kind is Kind.CONFLICT:
            region = _grown_back(region, widened, boundaries)
            region = _grown_forward(region, ahead, boundaries)
        widened.append(region)
    return widened


@dataclass(frozen=True)
class _Boundaries:
    """For each text, the lines before which a block may begin."""

    base: Sequence[bool]
    mine: Sequence[bool]
    theirs: Sequence[bool]

    def before(self, region: Region, step: int = 0) -> bool:
        """Whether in all three texts a block may begin `step` lines after the region's start."""
        return (
            self.base[region.base.start + step]
            and self.mine[region.mine.start + step]
            and self.theirs[region.theirs.start + step]
        )

    def after(self, region: Region) -> bool:
        """Whether in all three texts a block may begin after the region."""
        return self.base[region.base.stop] and self.mine[region.mine.stop] and self.theirs[region.theirs.stop]


def _grown_back(conflict: Region, done: list[Region], boundaries: _Boundaries) -> Region:
    """The conflict with the end of what lies before it, which is taken from `done`."""
    while done and not boundaries.before(conflict):
        previous = done.pop()
        if previous.kind is Kind.UNCHANGED:
            cuts = (step for step in range(len(previous.base) - 1, 0, -1) if boundaries.before(previous, step))
            kept, previous = previous.split(next(cuts, 0))
            if kept.base:
                done.append(kept)
        conflict = previous.joined(conflict)
    return conflict


def _grown_forward(conflict: Region, ahead: list[Region], boundaries: _Boundaries) -> Region:
    """The conflict with the beginning of what follows it, which is taken from `ahead` (its last item is next)."""
    while ahead and not boundaries.after(conflict):
        following = ahead.pop()
        if following.kind is Kind.UNCHANGED:
            size = len(following.base)
            cuts = (step for step in range(1, size) if boundaries.before(following, step))
            following, kept = following.split(next(cuts, size))
            if kept.base:
                ahead.append(kept)
        conflict = conflict.joined(following)
    return conflict
