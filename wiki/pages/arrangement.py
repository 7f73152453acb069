"""The tree as rows with the moves that each page can make: ordering without a mouse."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
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
    branch_url: str = ""  # where the pages below it are arranged, when that is another screen
    below: int = 0  # pages right below it


# So many pages are arranged on one screen; of a larger space, one branch at a time.
WHOLE = 500
A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of the pages right below one page, of a space that is too large for one screen."""

    parent: Node
    stretch: Page
    rows: list[Row]


def branch_of(outline: Outline, parent: int | None, number: Any) -> Branch | None:
    """The stretch with this number below the page with this key, or below the front page; None for a space that is
    arranged whole."""
    if len(outline.order) <= WHOLE or outline.root is None:
        return None
    node = outline.nodes.get(parent or 0, outline.root)
    node = node if node.children else node.parent or outline.root
    stretch = Paginator(node.children, A_PAGE).get_page(number)
    start = stretch.start_index() - 1
    rows = [
        replace(_row(child, 0, index), below=len(child.children), branch_url=branch_url(child))
        for index, child in enumerate(stretch.object_list, start)
    ]
    return Branch(node, stretch, rows)


def branch_url(node: Node, number: int = 1) -> str:
    """The query under which a stretch of the pages below `node` is arranged."""
    return f"?below={node.pk}" + (f"&page={number}" if number > 1 else "")


def place_of(outline: Outline, page: int) -> str:
    """The query under which the page with this key is arranged; "" in a space that is arranged whole."""
    node = outline.nodes.get(page)
    if node is None or node.parent is None or len(outline.order) <= WHOLE:
        return ""
    return branch_url(node.parent, node.parent.children.index(node) // A_PAGE + 1)


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
