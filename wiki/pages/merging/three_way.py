"""Three-way merge: the decisions are merge3's, the places of its regions are worked out here."""

from collections.abc import Iterator, Sequence

from merge3 import Merge3

from wiki.pages.alignment import align, split_lines
from wiki.pages.sliding import slide

from .model import Clean, Conflict, Merge
from .regions import Kind, Region, Texts
from .widening import widen_conflicts


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Join the changes that `mine` and `theirs` made to `base`.

    What both changed differently, or in neighbouring lines, is a conflict of whole blocks.
    """
    texts = Texts(split_lines(base), split_lines(mine), split_lines(theirs))
    regions = widen_conflicts(list(_regions(texts)), texts)
    return Merge(tuple(_parts(regions, texts)))


class _Matcher:
    """The product's aligner in the shape of difflib.SequenceMatcher, which merge3 asks for."""

    def __init__(self, _isjunk: None, old: Sequence[str], new: Sequence[str]) -> None:
        # Which of two equal lines was deleted is not known: like git, take the last, or conflicts would differ.
        matches = slide(align(old, new), old, new, lambda _lines, at: at)
        self._blocks = [*map(tuple, matches), (len(old), len(new), 0)]

    def get_matching_blocks(self) -> list[tuple[int, ...]]:
        return self._blocks


def _regions(texts: Texts) -> Iterator[Region]:
    """merge3's regions, which name only some ranges, with their ranges in all three texts."""
    found = list(Merge3(*texts, sequence_matcher=_Matcher).merge_regions())
    base_at = mine_at = theirs_at = 0
    for index, (word, *span) in enumerate(found):
        kind = Kind(word)
        following = found[index + 1][1] if index + 1 < len(found) else len(texts.base)
        base = range(*span[:2]) if kind in (Kind.UNCHANGED, Kind.CONFLICT) else range(base_at, following)
        mine = range(mine_at, mine_at + len(base))
        theirs = range(theirs_at, theirs_at + len(base))
        if kind is Kind.CONFLICT:
            mine, theirs = range(*span[2:4]), range(*span[4:])
        elif kind is Kind.MINE:
            mine = range(*span)
        elif kind is Kind.THEIRS:
            theirs = range(*span)
        elif kind is Kind.SAME:
            mine = range(*span)
            theirs = range(theirs_at, theirs_at + len(mine))
        yield Region(kind, base, mine, theirs)
        base_at, mine_at, theirs_at = base.stop, mine.stop, theirs.stop


def _parts(regions: Sequence[Region], texts: Texts) -> Iterator[Clean | Conflict]:
    clean: list[str] = []
    for region in regions:
        base, mine, theirs = region.lines(texts)
        if region.kind is Kind.CONFLICT:
            if clean:
                yield Clean("".join(clean))
            clean = []
            yield Conflict("".join(base), "".join(mine), "".join(theirs))
        else:
            clean += theirs if region.kind is Kind.THEIRS else mine
    if clean:
        yield Clean("".join(clean))
