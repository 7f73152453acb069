"""The way from the cleaner's tree to tokens."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..html_cost import VOID
from .token import Token, text


class Walker:
    """In place of html5lib's own walker, which counts the siblings of each node again: on a page of
    many blocks that takes the square of their number."""

    def __init__(self, tree: Element) -> None:
        self._root = tree

    def __iter__(self) -> Iterator[Token]:
        if self._root.text:
            yield text(self._root.text)
        path = [(self._root, iter(self._root))]
        while path:
            element, children = path[-1]
            child = next(children, None)
            if child is None:
                path.pop()
                if not path:
                    return
                yield _tag("EndTag", element)
                following = element.tail
            # A tag that is no string is html5lib's sign of a comment.
            elif child.tag in VOID or not isinstance(child.tag, str):
                if isinstance(child.tag, str):
                    yield _tag("EmptyTag", child)
                following = child.tail
            else:
                yield _tag("StartTag", child)
                following = child.text
                path.append((child, iter(child)))
            if following:
                yield text(following)


def _tag(kind: str, element: Element) -> Token:
    data = {} if kind == "EndTag" else {(None, name): value for name, value in element.items()}
    return {"type": kind, "name": element.tag, "namespace": None, "data": data}
