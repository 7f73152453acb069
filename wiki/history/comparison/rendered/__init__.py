"""Comparing two rendered pages: the newer one, with deletions and insertions marked in place.

Blocks are aligned first, then words inside blocks that were edited. What the HTML adds to the page:
`ins` and `del`; on blocks the classes diff-added, diff-removed, diff-changed, diff-moved (with -from, -to)
and `data-change`, the number of the change, whose first element has the id `change-<number>`; on words
that stayed diff-format and diff-link; short remarks in diff-note; unchanged stretches in details.diff-fold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from wiki.history.comparison.limits import Limits
from wiki.history.comparison.model import Kind

from .ends import Ends, same_ends
from .items import Content, content_of, items_of, parse
from .numbering import RenderedChange, number, tell_moves
from .plan import Node, plan
from .writer import write

# Of blocks that were edited: beyond so much HTML their words are no longer marked.
_MOST_CHARACTERS = 400_000
_find_ids = etree.XPath("descendant-or-self::*[@id]")


@dataclass(frozen=True, slots=True)
class RenderedComparison:
    """`html` is safe where both inputs were; `changes` is how many there are, `items` lists them in order.

    `coarse` says that the pages were too large or too different to compare every word.
    """

    html: str
    items: tuple[RenderedChange, ...]
    coarse: bool

    @property
    def changes(self) -> int:
        """How many numbered changes the page shows; 0 when both look the same."""
        return len(self.items)


def compare_rendered(old_html: str, new_html: str) -> RenderedComparison:
    """Compare two pages of cleaned HTML, in under 2 seconds for any two of a megabyte."""
    old, new = parse(old_html), parse(new_html)
    ends = same_ends(old_html, new_html, old, new)
    head, changed, tail = _cut(new, ends)
    was = _cut(old, ends)[1]
    for element in _with_id(was):
        del element.attrib["id"]  # what is shown as removed must not repeat the new page's anchors
    anchors = [(element, element.attrib.pop("id")) for element in _with_id(changed)]
    limits = Limits(characters=_MOST_CHARACTERS)
    nodes = [*_unchanged(head), *plan(list(items_of(was)), list(items_of(changed)), limits), *_unchanged(tail)]
    tell_moves(nodes)
    changes = number(nodes)
    for element, anchor in anchors:
        element.set("id", anchor)
    return RenderedComparison(write(nodes), changes, limits.coarse)


def _cut(page: Element, ends: Ends) -> tuple[Content, Content, Content]:
    """The page's content: the same beginning, what is to be compared, the same end."""
    content = content_of(page)
    start = content.index(page[ends.head]) if ends.head else 0
    end = content.index(page[-ends.tail]) if ends.tail else len(content)
    return content[:start], content[start:end], content[end:]


def _with_id(content: Content) -> Iterator[Element]:
    return (found for node in content if not isinstance(node, str) for found in _find_ids(node))


def _unchanged(content: Content) -> Iterator[Node]:
    return (Node(Kind.EQUAL, None, item) for item in items_of(content))
