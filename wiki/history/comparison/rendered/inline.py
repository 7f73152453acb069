"""Compare the text of two blocks word by word, with the formatting, links and images inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element as Element

from wiki.history.comparison.words import Span, Words, common_share, match_words, spans, tokenize
from wiki.pages.alignment import Effort

from .items import VOID, Node, outer_html

# Inline elements that only carry styling by class, as highlighted code does.
_PLAIN = frozenset(("span", "abbr"))
# One character that no text has stands for an image or another element without text.
_ATOM = "\ufffc"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a stretch of white space, or an element without text, inside inline elements (outermost first)."""

    text: str
    around: tuple[Element, ...]
    atom: Element | None = None

    @property
    def link(self) -> str | None:
        """The target of the link, or of the missing image, that it is in."""
        targets = (_target(element) for element in self.around)
        return next((target for target in targets if target is not None), None)

    @property
    def formats(self) -> frozenset[str]:
        """The names of the elements that format it."""
        return frozenset(element.tag for element in self.around if element.tag not in _PLAIN) - {"a"}


@dataclass(frozen=True)
class InlineComparison:
    """Two texts as pieces, and which of them belong together; `share` is the part (0 to 1) in common."""

    old: Sequence[Piece]
    new: Sequence[Piece]
    spans: Sequence[Span]
    share: float

    @cached_property
    def differs(self) -> bool:
        """Whether a reader could see, or follow, a difference."""
        return any(not span.equal for span in self.spans) or any(unlike(old, new) for old, new in self.equal_pieces())

    def equal_pieces(self) -> Iterator[tuple[Piece, Piece]]:
        """Pieces with the same text on both sides."""
        for span in self.spans:
            if span.equal:
                yield from zip(
                    self.old[span.old.start : span.old.stop],
                    self.new[span.new.start : span.new.stop],
                    strict=True,
                )


def _target(element: Element) -> str | None:
    """Where an element leads. What is missing from the wiki keeps the address that was written."""
    if element.get("class") == "missing-image":
        return element.get("title")
    return element.get("href") or element.get("data-missing")


def unlike(old: Piece, new: Piece) -> bool:
    """Whether two pieces of the same text differ in formatting, link, or what an image is shown like."""
    if not old.around and not new.around and new.atom is None:
        return False
    if old.formats != new.formats or link_changed(old, new):
        return True
    return old.atom is not None and new.atom is not None and outer_html(old.atom) != outer_html(new.atom)


def link_changed(old: Piece, new: Piece) -> bool:
    """Whether the same words lead elsewhere. Numbered notes on the page itself do not count."""
    return old.link != new.link and not (new.link or "").startswith("#fn")


def compare_inline(
    old: Sequence[Node], new: Sequence[Node], effort: Effort, *, verbatim: bool = False
) -> InlineComparison:
    """Compare two stretches of text and inline elements; `verbatim` when white space shows as it stands."""
    old_pieces, new_pieces = list(_pieces(old)), list(_pieces(new))
    if not verbatim:
        old_pieces, new_pieces = _as_shown(old_pieces), _as_shown(new_pieces)
    old_words = Words("", [piece.text for piece in old_pieces])
    new_words = Words("", [piece.text for piece in new_pieces])
    matches = match_words(old_words.solid_tokens, new_words.solid_tokens, effort)
    share = common_share(matches, old_words, new_words)
    return InlineComparison(old_pieces, new_pieces, list(spans(matches, old_words, new_words)), share)


def _pieces(content: Sequence[Node], around: tuple[Element, ...] = ()) -> Iterator[Piece]:
    for node in content:
        if isinstance(node, str):
            yield from _text_pieces(node, around)
        elif node.tag in VOID or (not len(node) and not node.text):
            yield Piece(_atom_token(node), around, node)
        else:
            inside = (*around, node)
            yield from _text_pieces(node.text or "", inside)
            for child in node:
                yield from _pieces((child,), inside)
                yield from _text_pieces(child.tail or "", inside)


def _text_pieces(text: str, around: tuple[Element, ...]) -> Iterator[Piece]:
    return (Piece(token, around) for token in tokenize(text))


def _atom_token(element: Element) -> str:
    """Equal for elements that are the same thing: an image is known by its address."""
    if element.tag == "img":
        return f"{_ATOM}img {element.get('src', '')}"
    return _ATOM + outer_html(element)


def _as_shown(pieces: list[Piece]) -> list[Piece]:
    """With white space as a browser shows it: any stretch is one space, and none at either end."""
    shown: list[Piece] = []
    for piece in pieces:
        if not piece.text.isspace() or "\u00a0" in piece.text:
            shown.append(piece)
        elif shown and shown[-1].text != " ":
            shown.append(Piece(" ", piece.around))
    if shown and shown[-1].text == " ":
        shown.pop()
    return shown
