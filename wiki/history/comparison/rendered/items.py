"""The pieces of a rendered page that are compared: blocks, and stretches of text beside blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from wiki.history.comparison.words import tokenize

BLOCKS = frozenset(
    "address article aside blockquote caption center colgroup dd details dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul video audio".split()
)
VOID = frozenset("area br col hr img input source track wbr".split())
# Elements that may stand for each other: a paragraph becomes a tight list item's text, a heading another level.
_FAMILIES = {"th": "td", "ol": "ul", **{f"h{level}": "heading" for level in range(1, 7)}}

# So many characters tell which block this is.
_TELLING = 2_000

Node = str | Element
Content = tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Item:
    """A block element; or, without `element`, a stretch of text and inline elements between blocks."""

    element: Element | None
    run: Content = ()

    @cached_property
    def key(self) -> str:
        """Equal for items that look the same; white space counts only in preformatted text."""
        html = inner_html(self.run) if self.element is None else outer_html(self.element)
        return html if "<pre" in html else " ".join(html.split())

    @property
    def family(self) -> str:
        """Only items of one family are ever shown as versions of each other."""
        if self.element is None:
            return "p"
        return _FAMILIES.get(self.element.tag, self.element.tag)

    @property
    def content(self) -> Content:
        """The text and elements inside, in order."""
        return self.run if self.element is None else content_of(self.element)

    @cached_property
    def is_leaf(self) -> bool:
        """Whether it holds no further block."""
        return self.element is None or not any(is_block(child) for child in self.element)

    @cached_property
    def children(self) -> list["Item"]:
        """The items inside; a leaf's content is one stretch of text."""
        return list(items_of(self.content))

    @cached_property
    def text(self) -> str:
        """What it says, without any element; the blocks of a container are parted by spaces."""
        return ("" if self.is_leaf else " ").join(map(_text, self.content))

    @cached_property
    def words(self) -> list[str]:
        """What it says, for finding its other version: words, or the addresses of its images."""
        words = [token for token in tokenize(self.text[:_TELLING]) if token[0].isalnum()]
        words = words or [source for node in self.content for source in _sources(node)]
        return [f"{self.family} {word}" for word in words]


def parse(html: str) -> Element:
    """The element that holds the page's blocks."""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    document = etree.fromstring(f"<html><body>{html}</body></html>", parser)
    return document.find("body")


def items_of(content: Content) -> Iterator[Item]:
    """Content cut into blocks and the stretches of text between them; blank stretches are left out."""
    run: list[Node] = []
    for node in content:
        if isinstance(node, str) or not is_block(node):
            run.append(node)
            continue
        yield from _run_item(run)
        run = []
        yield Item(node)
    yield from _run_item(run)


def lump(items: Sequence[Item]) -> Item:
    """Many items as one, for what is too much to be told block by block."""
    return Item(None, tuple(node for item in items for node in (item.run or (item.element,))))


def _run_item(run: list[Node]) -> Iterator[Item]:
    if any(not isinstance(node, str) or node.strip() for node in run):
        yield Item(None, tuple(run))


def content_of(element: Element) -> Content:
    """An element's text and child elements, in order."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in element:
        nodes.append(child)
        if child.tail:
            nodes.append(child.tail)
    return tuple(nodes)


def is_block(element: Element) -> bool:
    """Whether it is a block, or an inline element around one."""
    return element.tag in BLOCKS or (len(element) > 0 and next(element.iter(*BLOCKS), None) is not None)


def outer_html(element: Element) -> str:
    """The element as HTML, escaped as it must be."""
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def inner_html(content: Content) -> str:
    """Text and elements as HTML."""
    return "".join(escape(node, quote=False) if isinstance(node, str) else outer_html(node) for node in content)


def _text(node: Node) -> str:
    if isinstance(node, str):
        return node
    return (" " if is_block(node) else "").join(node.itertext())


def _sources(node: Node) -> list[str]:
    return [] if isinstance(node, str) else [image.get("src", "") for image in node.iter("img")]
