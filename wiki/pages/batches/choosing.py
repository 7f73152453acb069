"""Choosing pages of a large space a stretch at a time: what is chosen elsewhere goes along from screen to screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from wiki.pages.access import key_from
from wiki.pages.arrangement import Branch, branch_of
from wiki.pages.tree import Node, Outline


@dataclass(frozen=True, slots=True)
class Line:
    """One page with its boxes: whether it is chosen, and what below it."""

    node: Node
    is_chosen: bool
    is_whole: bool  # with all below
    chosen_below: int
    below: int  # pages at any depth

    @property
    def added(self) -> int:
        """How many pages below it are chosen by its branch's box, beside those that are told as chosen elsewhere."""
        return self.below if self.is_whole else self.below - self.chosen_below


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch with its boxes; what is chosen and has no box here is `pages` and whole `branches`."""

    branch: Branch
    lines: list[Line]
    pages: list[int]
    branches: list[int]
    elsewhere: int  # pages, those of the branches included


def choice_of(outline: Outline, chosen: set[int], stretch: str) -> Choice | None:
    """The stretch called `stretch`, its page's key and its number parted by a colon; None where the tree is shown
    whole."""
    below, _colon, number = stretch.partition(":")
    branch = branch_of(outline, key_from(below), number)
    return _Chosen(outline, chosen).on(branch) if branch else None


def stretch_named(node: Node, number: int = 1) -> str:
    """What a stretch of the pages below `node` is called."""
    return f"{node.pk}:{number}"


class _Chosen:
    """What is chosen of a tree, counted for each branch."""

    def __init__(self, outline: Outline, chosen: set[int]) -> None:
        self.nodes, self.root = outline.nodes, outline.root
        self.keys = (chosen & outline.nodes.keys()) - {outline.root.pk}
        self.counts = {key: int(key in self.keys) for key in outline.nodes}
        self.sizes = dict.fromkeys(outline.nodes, 1)
        for node in reversed(outline.order[1:]):  # from the leaves up
            self.counts[node.parent.pk] += self.counts[node.pk]
            self.sizes[node.parent.pk] += self.sizes[node.pk]

    def on(self, branch: Branch) -> Choice:
        """The choice as this stretch shows it."""
        lines = [self._line(self.nodes[row.pk]) for row in branch.rows]
        boxed = {line.node.pk for line in lines}
        way = {node.pk for node in (*branch.parent.ancestors, branch.parent)}
        apart = list(self._apart(boxed, way))
        shown = sum(line.is_chosen + line.is_whole * line.below for line in lines)
        return Choice(
            branch,
            lines,
            pages=[node.pk for node, is_branch in apart if not is_branch],
            branches=[node.pk for node, is_branch in apart if is_branch],
            elsewhere=len(self.keys) - shown,
        )

    def _line(self, node: Node) -> Line:
        is_chosen, below = node.pk in self.keys, self.sizes[node.pk] - 1
        return Line(node, is_chosen, below > 0 and self._is_whole(node), self.counts[node.pk] - is_chosen, below)

    def _is_whole(self, node: Node) -> bool:
        return self.counts[node.pk] == self.sizes[node.pk]

    def _apart(self, boxed: set[int], way: set[int]) -> Iterator[tuple[Node, bool]]:
        """What is chosen and has no box, and whether as a whole branch. A branch with boxes in it is told page by page,
        or what is taken out of it by its box would come back."""
        waiting = list(self.root.children)
        while waiting:
            node = waiting.pop()
            is_whole = self._is_whole(node) and bool(node.children)
            if not self.counts[node.pk] or (is_whole and node.pk in boxed):
                continue
            if is_whole and node.pk not in way:
                yield node, True
                continue
            if node.pk in self.keys and node.pk not in boxed:
                yield node, False
            waiting += node.children
