"""The tree as rows with the moves that each page can make: ordering without a mouse."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wiki.pages.tree import Node, Outline


@dataclass(frozen=True, slots=True)
class Move:
    """One button: what it says, and the place that the page goes to."""

    label: str
    icon: str
    parent: int
    index: int


@dataclass(frozen=True, slots=True)
class Row:
    """One page of the arranged tree."""

    pk: int
    title: str
    url: str
    depth: int
    parent: int
    index: int
    count: int
    moves: list[Move]


def rows_of(outline: Outline) -> list[Row]:
    """Every page below the front page, in reading order."""
    rows: list[Row] = []
    waiting = [(child, 0, index) for index, child in enumerate(outline.root.children if outline.root else [])][::-1]
    while waiting:
        node, depth, index = waiting.pop()
        rows.append(_row(node, depth, index))
        waiting.extend([(child, depth + 1, place) for place, child in enumerate(node.children)][::-1])
    return rows


def _row(node: Node, depth: int, index: int) -> Row:
    siblings = node.parent.children
    return Row(
        node.pk, node.title, node.url, depth, node.parent.pk, index, len(siblings), _moves(node, siblings, index)
    )


def _moves(node: Node, siblings: list[Node], index: int) -> list[Move]:
    parent = node.parent
    moves = []
    if index > 0:
        moves.append(Move(_("Up"), "arrow-up", parent.pk, index - 1))
    if index + 1 < len(siblings):
        moves.append(Move(_("Down"), "arrow-down", parent.pk, index + 1))
    if parent.parent:
        place = parent.parent.children.index(parent) + 1
        moves.append(Move(_("Out, beside %(title)s") % {"title": parent.title}, "arrow-left", parent.parent.pk, place))
    if index > 0:
        above = siblings[index - 1]
        moves.append(
            Move(_("In, below %(title)s") % {"title": above.title}, "arrow-right", above.pk, len(above.children))
        )
    return moves
