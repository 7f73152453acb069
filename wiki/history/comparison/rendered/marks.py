"""Write words with their marks: insertions, deletions, and notes on formatting, links and images."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lxml.etree import _Element as Element

from .inline import InlineComparison, Piece, unlike
from .items import outer_html
from .notes import format_note, image_note, link_note


@dataclass(frozen=True, slots=True)
class Wrapper:
    """An inline element that is opened around words. Two with the same `again` are one element.

    `again` is its start tag without an id, for when the element was opened before.
    """

    again: str
    closing: str
    first: str = ""


def open_tag(element: Element, *, without: str = "", **more: str) -> str:
    """The start tag of an element, with further attributes; `classes` are added to its own."""
    attributes = {name: value for name, value in element.attrib.items() if name != without}
    classes = more.pop("classes", "")
    if classes:
        attributes["class"] = f"{attributes.get('class', '')} {classes}".strip()
    attributes |= {name.replace("_", "-"): value for name, value in more.items() if value}
    return "<" + element.tag + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items()) + ">"


def note(text: str) -> str:
    """A short remark of the comparison, set apart from the page's own text."""
    return f'<span class="diff-note">{escape(text)}</span>' if text else ""


class InlineWriter:
    """Writes pieces, opening and closing the elements around them; the first mark gets `anchor` as its id."""

    def __init__(self, anchor: str = "") -> None:
        self._parts: list[str] = []
        self._open: list[Wrapper] = []
        self._anchor = anchor
        self._wrappers: dict[Element, Wrapper] = {}
        self._with_id: dict[str, str] = {}
        self._seen: set[str] = set()

    def write(self, comparison: InlineComparison) -> str:
        """The HTML of both texts as one."""
        for piece in comparison.new:
            for element in piece.around:
                if "id" in element.attrib:
                    self._with_id.setdefault(open_tag(element, without="id"), open_tag(element))
        for span in comparison.spans:
            old = comparison.old[span.old.start : span.old.stop]
            new = comparison.new[span.new.start : span.new.stop]
            if span.equal:
                self._write_equal(old, new)
            else:
                self._write_marked("del", old)
                self._write_marked("ins", new)
        self._reach(())
        if self._anchor:
            self._parts.insert(0, f"<span{self._take_anchor()}></span>")
        return "".join(self._parts)

    def _write_equal(self, old: Sequence[Piece], new: Sequence[Piece]) -> None:
        around: tuple[Element, ...] | None = None
        for old_piece, new_piece in zip(old, new, strict=True):
            differs = unlike(old_piece, new_piece)
            # Most words stand where the word before them stood.
            if differs or new_piece.around is not around:
                wrappers = [self._wrapper(element) for element in new_piece.around]
                self._reach(self._with_remarks(wrappers, old_piece, new_piece) if differs else wrappers)
                around = None if differs else new_piece.around
            self._parts.append(_piece_html(new_piece))
            if differs and old_piece.atom is not None and new_piece.atom is not None:
                self._parts.append(note(image_note(old_piece.atom, new_piece.atom)))

    def _with_remarks(self, wrappers: list[Wrapper], old: Piece, new: Piece) -> list[Wrapper]:
        """The elements around words that stayed, telling how they look or lead elsewhere now."""
        link = link_note(old, new)
        index = next((i for i, element in enumerate(new.around) if element.tag == "a"), -1)
        if link and index >= 0:
            opening = open_tag(new.around[index], without="id", classes="diff-link")
            wrappers[index] = Wrapper(opening, "</a>" + note(link))
        remarks = [format_note(old, new), link if index < 0 else ""]
        return wrappers + [self._remark(text) for text in remarks if text]

    def _remark(self, text: str) -> Wrapper:
        start = '<span class="diff-format"'
        return Wrapper(f"{start}>", "</span>" + note(text), f"{start}{self._take_anchor()}>")

    def _write_marked(self, tag: str, pieces: Sequence[Piece]) -> None:
        """Words in one `ins` or `del`, which stands inside the elements that all of them share."""
        shared = _shared_depth(pieces)
        for piece in pieces:
            mark = Wrapper(f"<{tag}>", f"</{tag}>", f"<{tag}{self._take_anchor()}>")
            wrappers = [self._wrapper(element) for element in piece.around]
            self._reach([*wrappers[:shared], mark, *wrappers[shared:]])
            self._parts.append(_piece_html(piece))

    def _wrapper(self, element: Element) -> Wrapper:
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            # Where deleted words open an element first, it still gets the id that the new text gives it.
            again = open_tag(element, without="id")
            wrapper = Wrapper(again, f"</{element.tag}>", self._with_id.get(again, ""))
            self._wrappers[element] = wrapper
        return wrapper

    def _take_anchor(self) -> str:
        anchor, self._anchor = self._anchor, ""
        return f' id="{anchor}"' if anchor else ""

    def _reach(self, wrappers: Sequence[Wrapper]) -> None:
        """Close and open elements until exactly these are open."""
        shared = 0
        while shared < min(len(wrappers), len(self._open)) and wrappers[shared].again == self._open[shared].again:
            shared += 1
        while len(self._open) > shared:
            self._parts.append(self._open.pop().closing)
        for wrapper in wrappers[shared:]:
            opening = wrapper.first if wrapper.first and wrapper.first not in self._seen else wrapper.again
            self._seen.add(opening)
            self._parts.append(opening)
            self._open.append(wrapper)


def _shared_depth(pieces: Sequence[Piece]) -> int:
    """How many elements, from outside, all pieces stand in."""
    depth = 0
    for level in zip(*(piece.around for piece in pieces), strict=False):
        if any(element is not level[0] for element in level):
            break
        depth += 1
    return depth


def _piece_html(piece: Piece) -> str:
    return escape(piece.text, quote=False) if piece.atom is None else outer_html(piece.atom)
