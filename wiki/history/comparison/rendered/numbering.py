"""Tell which blocks moved, and number the changes in reading order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiki.history.comparison.model import Kind

from .items import Item
from .plan import Node

# Fewer letters and digits than this may be equal by chance.
_LEAST_LETTERS = 12
_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class RenderedChange:
    """One numbered change of the page: its kind, the beginning of its text, and where a moved block has its peer.

    Its anchor in the HTML is `change-<number>`.
    """

    number: int
    kind: Kind
    excerpt: str
    peer: int = 0


def tell_moves(nodes: Sequence[Node]) -> None:
    """Turn a block that was removed in one place and added, unchanged, in another into a move."""
    removed = [node for node in _whole(nodes) if node.kind is Kind.REMOVED and not node.coarse]
    added = [node for node in _whole(nodes) if node.kind is Kind.ADDED and not node.coarse]
    removed_count = Counter(node.item.key for node in removed)
    places = {node.item.key: node for node in added}
    for key, count in Counter(node.item.key for node in added).items():
        if count != 1 or removed_count[key] != 1:
            del places[key]
    for node in removed:
        place = places.get(node.item.key)
        if place and _letters(node.item) >= _LEAST_LETTERS:
            node.kind, place.kind = Kind.MOVED_FROM, Kind.MOVED_TO
            node.peer, place.peer = place, node


def _whole(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.children:
            yield from _whole(node.children)
        else:
            yield node


def _letters(item: Item) -> int:
    return sum(map(str.isalnum, item.text))


def number(nodes: Sequence[Node]) -> tuple[RenderedChange, ...]:
    """Give each node its change's number; neighbours that came or went together are one change."""
    counter = _Counter()
    counter.visit(nodes)
    return tuple(_change(group) for group in counter.changes)


def _change(group: Sequence[Node]) -> RenderedChange:
    first = group[0]
    kinds = {node.kind for node in group}
    return RenderedChange(
        first.change,
        first.kind if len(kinds) == 1 else Kind.CHANGED,
        " ".join(group[-1].item.text[: 4 * _EXCERPT].split())[:_EXCERPT],
        first.peer.change if first.peer else 0,
    )


class _Counter:
    """Walks the plan; `changes` has the nodes of each change."""

    def __init__(self) -> None:
        self.changes: list[list[Node]] = []

    def visit(self, nodes: Sequence[Node]) -> None:
        before: Node | None = None
        for node in nodes:
            if node.kind is Kind.EQUAL:
                before = None
            elif node.kind is Kind.CHANGED:
                self._visit_changed(node)
                before = None
            else:
                self._count(node, continues=before is not None and _together(before, node))
                before = node

    def _visit_changed(self, node: Node) -> None:
        if node.inline or node.notes:
            self._count(node, continues=False)
        self.visit(node.children)

    def _count(self, node: Node, *, continues: bool) -> None:
        node.starts = not continues
        if node.starts:
            self.changes.append([])
        self.changes[-1].append(node)
        node.change = len(self.changes)


def _together(before: Node, node: Node) -> bool:
    """Whether two neighbours are one change: both came or went, or moved from the same place to the same place."""
    if not before.peer or not node.peer:
        return before.peer is node.peer
    return before.kind is node.kind and before.peer.follower is node.peer
