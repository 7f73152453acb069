"""Decide, block by block, what became of a page: the plan that is then written as HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from wiki.history.comparison.limits import Limits
from wiki.history.comparison.model import Kind
from wiki.history.comparison.pairing import pair_similar, with_lone_neighbours
from wiki.history.comparison.stretch import walk
from wiki.history.comparison.words import RELATED
from wiki.pages.alignment import Gap, align, gaps

from .inline import InlineComparison, compare_inline
from .items import Item, lump
from .notes import notes_on

# A page nested deeper than this is compared as a whole there; nobody writes that by hand.
_DEEPEST = 40
# Alone between two pairs, these are edited rather than replaced, however little they share.
_TABLE_PARTS = frozenset(("td", "thead", "tbody", "tfoot", "colgroup", "caption"))
_PARTS = frozenset("td tr tbody thead tfoot table ul li dl dd div section figure details summary heading".split())


@dataclass(eq=False)
class Node:
    """What became of one item. A CHANGED one has `children` (a container) or `inline` (text).

    `change` is its number, 0 while it has none; `starts` says that the change begins with it; `peer` is the
    node at the other place of a move; `follower` the next node beside this one; `notes` say what marks cannot
    show. A `coarse` one is too large to have its words marked.
    """

    kind: Kind
    old: Item | None
    new: Item | None
    children: list["Node"] = field(default_factory=list)
    inline: InlineComparison | None = None
    notes: list[str] = field(default_factory=list)
    change: int = 0
    starts: bool = False
    peer: "Node | None" = None
    follower: "Node | None" = None
    coarse: bool = False

    @property
    def item(self) -> Item:
        """The item to show: the new one unless it is gone."""
        item = self.new or self.old
        assert item is not None  # noqa: S101 -- a node without any item is never made
        return item


def plan(old: Sequence[Item], new: Sequence[Item], limits: Limits, depth: int = 0) -> list[Node]:
    """Nodes for two sequences of items, in the order in which they are shown."""
    matches = align([item.key for item in old], [item.key for item in new], limits.effort)
    between = gaps(matches, len(old), len(new))
    moved = _moved_keys(old, new, between)
    nodes: list[Node] = []
    old_at = new_at = 0
    for gap in (*between, Gap(len(old), len(old), len(new), len(new))):
        nodes += (
            Node(Kind.EQUAL, *pair)
            for pair in zip(old[old_at : gap.old_start], new[new_at : gap.new_start], strict=True)
        )
        nodes += _gap_nodes(old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end], moved, limits, depth)
        old_at, new_at = gap.old_end, gap.new_end
    for node, follower in pairwise(nodes):
        node.follower = follower
    return nodes


def _moved_keys(old: Sequence[Item], new: Sequence[Item], between: Sequence[Gap]) -> set[str]:
    """Keys of items that left one gap and came to another: they wait to be told as moved."""
    if len(between) < 2:
        return set()
    gone = {item.key for gap in between for item in old[gap.old_start : gap.old_end]}
    come = {item.key for gap in between for item in new[gap.new_start : gap.new_end]}
    return gone & come


def _gap_nodes(old: Sequence[Item], new: Sequence[Item], moved: set[str], limits: Limits, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST or not limits.allow(len(old) + len(new), 0):
        yield from _coarse_nodes(old, new)
        return
    pairs = _pairs(old, new, moved, limits) if old and new else []
    for i, j in walk(len(old), len(new), pairs):
        if i is not None and j is not None:
            yield from _pair_nodes(old[i], new[j], limits, depth)
        elif i is not None:
            yield Node(Kind.REMOVED, old[i], None)
        elif j is not None:
            yield Node(Kind.ADDED, None, new[j])


def _coarse_nodes(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Node]:
    """Too much to be told block by block: all that was there, then all that is there now."""
    if old:
        yield Node(Kind.REMOVED, lump(old), None, coarse=True)
    if new:
        yield Node(Kind.ADDED, None, lump(new), coarse=True)


def _pairs(old: Sequence[Item], new: Sequence[Item], moved: set[str], limits: Limits) -> list[tuple[int, int]]:
    """Which items are versions of each other."""
    if len(old) == len(new) == 1 or _by_place(old, new):
        return [(i, i) for i in range(len(old)) if old[i].family == new[i].family and old[i].key not in moved]
    similar = pair_similar(
        [[] if item.key in moved else item.words for item in old],
        [[] if item.key in moved else item.words for item in new],
        limits.allowance,
    )
    return [
        (i, j)
        for i, j in with_lone_neighbours(similar, len(old), len(new))
        if old[i].family == new[j].family and not {old[i].key, new[j].key} & moved
    ]


def _by_place(old: Sequence[Item], new: Sequence[Item]) -> bool:
    """Whether the parts of a table face each other as they stand: its sections, or the cells of two rows."""
    families = [item.family for item in old]
    return set(families) <= _TABLE_PARTS and families == [item.family for item in new]


def _pair_nodes(old: Item, new: Item, limits: Limits, depth: int) -> Iterator[Node]:
    notes = notes_on(old, new)
    if old.element is not None and new.element is not None and not (old.is_leaf and new.is_leaf):
        children = plan(old.children, new.children, limits, depth + 1)
        differs = notes or any(child.kind is not Kind.EQUAL for child in children)
        yield Node(Kind.CHANGED if differs else Kind.EQUAL, old, new, children, notes=notes)
        return
    inline = None
    if limits.allow(0, len(old.key) + len(new.key)):
        verbatim = new.family == "pre"
        inline = compare_inline(old.content, new.content, limits.effort, verbatim=verbatim)
    if inline is None:
        yield from _coarse_nodes([old], [new])
    elif inline.share < RELATED and new.family not in _PARTS:
        yield Node(Kind.REMOVED, old, None)
        yield Node(Kind.ADDED, None, new)
    elif inline.differs or notes:
        yield Node(Kind.CHANGED, old, new, inline=inline, notes=notes)
    else:
        yield Node(Kind.EQUAL, old, new)
