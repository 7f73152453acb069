"""What a comparison of two texts is made of. Templates read these; nothing here decides anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .character import Character


class Mark(StrEnum):
    """What happened to a piece of a line."""

    EQUAL = "equal"
    ADDED = "added"
    REMOVED = "removed"


class Kind(StrEnum):
    """What a row, or a numbered change, shows."""

    EQUAL = "equal"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"
    FOLD = "fold"


_INVISIBLE = str.maketrans(
    {" ": "·", "\t": "→", "\u00a0": "⍽", "\x0c": "␌", "\r": "␍", "\u200b": "∅", "\ufeff": "∅", "\u2028": "␤"}
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line, and whether the other text has it."""

    text: str
    mark: Mark

    @property
    def shown(self) -> str:
        """The text to show: marked white space gets visible signs, or its change could not be seen."""
        if self.mark is Mark.EQUAL or self.text.strip(" \t\u00a0\x0c\r\u200b\ufeff\u2028"):
            return self.text
        return self.text.translate(_INVISIBLE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one text: its number from 1, its segments, and its ending (newline, CRLF or nothing).

    In a coarse comparison one Line may stand for `count` lines; the newlines between them are in the text.
    """

    number: int
    segments: tuple[Segment, ...]
    ending: str
    count: int = 1

    @property
    def text(self) -> str:
        """The line without its ending."""
        return "".join(segment.text for segment in self.segments)

    @property
    def source(self) -> str:
        """The line exactly as it is stored."""
        return self.text + self.ending


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison, for the side-by-side view as well as the inline one.

    `old` and `new` are the lines to the left and the right; inline, the old line stands above the new one
    unless the kind is EQUAL. REMOVED and MOVED_FROM have no `new`, ADDED and MOVED_TO no `old`; CHANGED
    lacks one where a line was broken in two or two were joined. `change` is the number of the change
    (from 1; 0 for an equal row), `starts` says that it begins here: the place for its anchor. `peer` is the
    number of the change at the other place of a move, else 0.
    """

    kind: Kind
    old: Line | None
    new: Line | None
    change: int = 0
    starts: bool = False
    peer: int = 0

    @property
    def note(self) -> str:
        """What the segments of a changed line cannot show, in words; mostly empty."""
        if self.kind is not Kind.CHANGED:
            return ""
        if not self.old or not self.new:
            return _("line break changed")
        if self.old.ending == self.new.ending:
            return ""
        return _("line ending: %(old)s, now %(new)s") % {
            "old": _ending_name(self.old.ending),
            "new": _ending_name(self.new.ending),
        }


def _ending_name(ending: str) -> str:
    return {"": _("no newline"), "\n": _("newline"), "\r\n": "CRLF"}[ending]


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of equal lines that is shown folded; `texts` has them, for a view that opens without JavaScript."""

    old_number: int
    new_number: int
    lines: tuple[str, ...]
    kind: Kind = Kind.FOLD

    @property
    def count(self) -> int:
        """How many lines are hidden."""
        return len(self.lines)

    @property
    def label(self) -> str:
        """The words on the control that opens it."""
        return ngettext("Show %(count)d line", "Show %(count)d lines", self.count) % {"count": self.count}

    @property
    def texts(self) -> Iterator[str]:
        """The hidden lines without their endings."""
        return (split_ending(line)[0] for line in self.lines)


@dataclass(frozen=True, slots=True)
class Change:
    """One numbered change. Line numbers count from 1; `old_lines` and `new_lines` are how many lines it covers.

    `character` names it when it is a special case ("only white space"). For a move, `peer` is the number of
    the change at the other place.
    """

    number: int
    kind: Kind
    old_number: int
    old_lines: int
    new_number: int
    new_lines: int
    character: Character | None = None
    peer: int = 0


@dataclass(frozen=True, slots=True)
class SourceComparison:
    """Two texts compared line by line and word by word.

    `lines_added` and `lines_removed` count as git does: a changed or moved line is in both.
    `lines_changed` of them were edited in place, `lines_moved` moved. `character` names the special case
    of the whole. `coarse` says that the texts were too large or too different to compare every word.
    """

    rows: tuple[Row | Fold, ...]
    changes: tuple[Change, ...]
    lines_added: int
    lines_removed: int
    lines_changed: int
    lines_moved: int
    character: Character | None
    coarse: bool

    def apply(self, old: str) -> str:
        """The new text, made from the old one: the proof that the comparison tells everything."""
        parts = []
        at = 0
        for row in self.rows:
            if isinstance(row, Fold):
                size = sum(map(len, row.lines))
                parts.append(old[at : at + size])
                at += size
                continue
            size = len(row.old.source) if row.old else 0
            if row.kind is Kind.EQUAL:
                parts.append(old[at : at + size])
            elif row.new:
                parts.append(row.new.source)
            at += size
        return "".join(parts)


def equal_row(line: str, old_number: int, new_number: int) -> Row:
    """The row of a line that both texts have."""
    text, ending = split_ending(line)
    segments = (Segment(text, Mark.EQUAL),) if text else ()
    return Row(Kind.EQUAL, Line(old_number, segments, ending), Line(new_number, segments, ending))


def split_ending(line: str) -> tuple[str, str]:
    """A line's text and its ending: newline, CRLF or nothing."""
    for ending in ("\r\n", "\n"):
        if line.endswith(ending):
            return line[: -len(ending)], ending
    return line, ""
