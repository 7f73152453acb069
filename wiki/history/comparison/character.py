"""The named special cases of a difference: what a reader should be told instead of being left to hunt for it."""

import re
from collections.abc import Callable, Collection
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Character(StrEnum):
    """The one thing that a difference consists of."""

    IDENTICAL = "identical"
    FINAL_NEWLINE = "final_newline"
    LINE_ENDINGS = "line_endings"
    WHITESPACE = "whitespace"
    TYPOGRAPHY = "typography"
    REFLOW = "reflow"
    MOVED = "moved"
    LINK_TARGETS = "link_targets"
    HEADING_LEVEL = "heading_level"
    FRONT_MATTER = "front_matter"

    @property
    def label(self) -> str:
        """The case in words for the reader, translated."""
        return str(_LABELS[self])


_LABELS = {
    Character.IDENTICAL: _("The two texts are identical"),
    Character.FINAL_NEWLINE: _("Only the newline at the end of the text differs"),
    Character.LINE_ENDINGS: _("Only the kind of line endings differs"),
    Character.WHITESPACE: _("Only white space differs"),
    Character.TYPOGRAPHY: _("Only typography differs: quotation marks, dashes, special spaces"),
    Character.REFLOW: _("Only line breaks differ: the words are the same"),
    Character.MOVED: _("Lines only moved: none was added, removed or edited"),
    Character.LINK_TARGETS: _("Only the targets of links differ"),
    Character.HEADING_LEVEL: _("Only the level of headings differs"),
    Character.FRONT_MATTER: _("Only the front matter differs"),
}

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a", " "),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
        "…": "...",
    }
)
_DASHES = re.compile(r" ?-[- ]*")
_LINK_TARGET = re.compile(r"(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|(?m:(?<=\]:)[ \t]*\S+)|<\w+:[^<>\s]+>")
_HEADING = re.compile(r"(?m)^#{1,6}(?=\s)")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def characterize(old: str, new: str) -> Character | None:
    """The special case that turns `old` into `new`, the narrowest one first; None for an ordinary difference."""
    if old == new:
        return Character.IDENTICAL
    for character, reduced in _REDUCTIONS:
        if reduced(old) == reduced(new):
            return character
    return None


def summarize(characters: Collection[Character | None]) -> Character | None:
    """The special case of a whole difference from those of its parts; None when they are of several kinds."""
    kinds = set(characters)
    if not kinds:
        return Character.IDENTICAL
    if len(kinds) == 1:
        return kinds.pop()
    for widest in (Character.WHITESPACE, Character.REFLOW):
        if kinds <= _NARROWER[widest]:
            return widest
    return None


def front_matter(text: str) -> str:
    """The block of metadata between "---" lines at the beginning of a text; "" when it has none."""
    found = _FRONT_MATTER.match(text)
    return found.group() if found else ""


def _without_final_newline(text: str) -> str:
    return text.rstrip("\r\n")


def _with_plain_endings(text: str) -> str:
    return text.replace("\r\n", "\n")


def _nonblank_lines(text: str) -> list[str]:
    lines = ("".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _plain_typography(text: str) -> str:
    return _DASHES.sub("-", text.translate(_TYPOGRAPHY))


def _words(text: str) -> list[str]:
    return text.split()


def _without_link_targets(text: str) -> str:
    return _LINK_TARGET.sub("", text)


def _without_heading_levels(text: str) -> str:
    return _HEADING.sub("#", text)


_SPACES = {Character.FINAL_NEWLINE, Character.LINE_ENDINGS, Character.WHITESPACE}
_NARROWER = {Character.WHITESPACE: _SPACES, Character.REFLOW: _SPACES | {Character.REFLOW}}

# The order is the promise of `characterize`: what an earlier reduction forgets, the later ones need not.
_REDUCTIONS: tuple[tuple[Character, Callable[[str], object]], ...] = (
    (Character.FINAL_NEWLINE, _without_final_newline),
    (Character.LINE_ENDINGS, _with_plain_endings),
    (Character.WHITESPACE, _nonblank_lines),
    (Character.TYPOGRAPHY, _plain_typography),
    (Character.REFLOW, _words),
    (Character.LINK_TARGETS, _without_link_targets),
    (Character.HEADING_LEVEL, _without_heading_levels),
)
