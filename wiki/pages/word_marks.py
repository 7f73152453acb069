"""One passage with the words marked that differ from how it was before: for those who choose between two changes."""

import re
from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from wiki.pages.alignment import align, gaps

_WORD = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")  # with the white space before it, which never counts as a change
# Below this share of common words two passages have so little to do with each other that marks are only noise.
_RELATED = 0.3


def marked_words(before: str, now: str) -> SafeString:
    """`now` as HTML, its new words in `ins`, and the words of `before` that went in `del`; no marks when little stayed.

    Read without `del` and without tags it is `now`, to the letter."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    matches = align([word.strip() for word in old], [word.strip() for word in new])
    if sum(match.size for match in matches) < _RELATED * max(len(old), len(new)):
        return mark_safe(escape(now))
    parts = []
    at = 0
    for gap in gaps(matches, len(old), len(new)):
        parts.append(escape("".join(new[at : gap.new_start])))
        parts.append(_mark("del", old[gap.old_start : gap.old_end]))
        parts.append(_mark("ins", new[gap.new_start : gap.new_end]))
        at = gap.new_end
    parts.append(escape("".join(new[at:])))
    return mark_safe("".join(parts))


def _mark(tag: str, words: Sequence[str]) -> str:
    """The words in one element, the white space before them outside it."""
    text = "".join(words)
    bare = text.lstrip()
    space = text[: len(text) - len(bare)]
    if tag == "del":
        space = " " if space and bare else ""
        return f"<del>{space}{escape(bare)}</del>" if bare else ""
    return f"{escape(space)}<ins>{escape(bare)}</ins>" if bare else escape(space)
