"""Write words with their marks: insertions, deletions, and notes on formatting, links and images."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lxml.html import HtmlElement

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


def open_tag(element: HtmlElement, *, without: str = "", **more: str) -> str:
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
        self._wrappers: dict[HtmlElement, Wrapper] = {}
        self._seen: set[str] = set()

    def write(self, comparison: InlineComparison) -> str:
        """The HTML of both texts as one."""
        for span in comparison.spans:
            old = comparison.old[span.old.start : span.old.stop]
            new = comparison.new[span.new.start : span.new.stop]
            if span.equal:
                for old_piece, new_piece in zip(old, new, strict=True):
                    self._write_equal(old_piece, new_piece)
            else:
                self._write_marked("del", old)
                self._write_marked("ins", new)
        self._reach(())
        if self._anchor:
            self._parts.insert(0, f"<span{self._take_anchor()}></span>")
        return "".join(self._parts)

    def _write_equal(self, old: Piece, new: Piece) -> None:
        wrappers = [self._wrapper(element) for element in new.around]
        if unlike(old, new):
            wrappers = self._with_remarks(wrappers, old, new)
        self._reach(wrappers)
        self._parts.append(_piece_html(new))
        if old.atom is not None and new.atom is not None:
            self._parts.append(note(image_note(old.atom, new.atom)))

    def _with_remarks(self, wrappers: list[Wrapper], old: Piece, new: Piece) -> list[Wrapper]:
        """The elements around words that stayed, telling how they look or lead elsewhere now."""
        link = link_note(old, new)
        if link and new.link is not None:
            index = next(i for i, element in enumerate(new.around) if element.tag == "a")
            opening = open_tag(new.around[index], without="id", classes="diff-link")
            wrappers[index] = Wrapper(opening, "</a>" + note(link))
        remarks = [format_note(old, new), link if new.link is None else ""]
        return wrappers + [self._remark(text) for text in remarks if text]

    def _remark(self, text: str) -> Wrapper:
        start = f'<span class="diff-format" title="{escape(text)}"'
        return Wrapper(f"{start}>", "</span>", f"{start}{self._take_anchor()}>")

    def _write_marked(self, tag: str, pieces: Sequence[Piece]) -> None:
        """Words in one `ins` or `del`, which stands inside the elements that all of them share."""
        shared = _shared_depth(pieces)
        for piece in pieces:
            mark = Wrapper(f"<{tag}>", f"</{tag}>", f"<{tag}{self._take_anchor()}>")
            wrappers = [self._wrapper(element) for element in piece.around]
            self._reach([*wrappers[:shared], mark, *wrappers[shared:]])
            self._parts.append(_piece_html(piece))

    def _wrapper(self, element: HtmlElement) -> Wrapper:
        wrapper = self._wrappers.get(element)
        if wrapper is None:
            again = open_tag(element, without="id")
            wrapper = Wrapper(again, f"</{element.tag}>", open_tag(element) if "id" in element.attrib else "")
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
