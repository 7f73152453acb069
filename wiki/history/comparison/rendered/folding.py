"""Fold the unchanged stretches of a page, keeping what a reader needs to know where a change is."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from wiki.history.comparison.model import Kind

from .plan import Node

CONTEXT = 1
_LEAST_FOLDED = 3


def fold(nodes: Sequence[Node]) -> Iterator[tuple[bool, Sequence[Node]]]:
    """The nodes in stretches, each with whether it is folded.

    Shown are the changes, the block before and after each, and the headings under which it stands; no picture, which
    would push the change off the screen.
    """
    stretches = [list(group) for _, group in groupby(nodes, key=lambda node: node.kind is Kind.EQUAL)]
    if len(stretches) == 1 and stretches[0][0].kind is Kind.EQUAL:
        yield False, stretches[0]
        return
    for index, stretch in enumerate(stretches):
        if stretch[0].kind is not Kind.EQUAL:
            yield False, stretch
            continue
        is_before_change = index < len(stretches) - 1
        head = CONTEXT if index and not _is_picture(stretch[0]) else 0
        tail = CONTEXT if is_before_change and not _is_picture(stretch[-1]) else 0
        yield from _fold_equal(stretch, head, tail, is_before_change=is_before_change)


def _fold_equal(
    stretch: Sequence[Node], head: int, tail: int, *, is_before_change: bool
) -> Iterator[tuple[bool, Sequence[Node]]]:
    end = max(head, len(stretch) - tail)
    hidden = stretch[head:end]
    yield False, stretch[:head]
    start = 0
    for heading in _headings_above(hidden) if is_before_change else []:
        yield from _folded(hidden[start:heading])
        yield False, hidden[heading : heading + 1]
        start = heading + 1
    yield from _folded(hidden[start:])
    yield False, stretch[end:]


def _headings_above(nodes: Sequence[Node]) -> list[int]:
    """Where the headings stand under which the end of `nodes` lies: the chapter, its section, and so on."""
    found: list[int] = []
    level = "h9"
    for index in range(len(nodes) - 1, -1, -1):
        item = nodes[index].item
        if item.family == "heading" and item.element.tag < level:
            level = item.element.tag
            found.append(index)
    return found[::-1]


def _folded(nodes: Sequence[Node]) -> Iterator[tuple[bool, Sequence[Node]]]:
    yield len(nodes) >= _LEAST_FOLDED or any(map(_is_picture, nodes)), nodes


def _is_picture(node: Node) -> bool:
    element = node.item.element
    if element is None:
        return False
    has_picture = next(element.iter("img", "svg", "video"), None) is not None
    return has_picture and (element.tag == "figure" or not "".join(element.itertext()).strip())
