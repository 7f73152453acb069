"""Kept parts that differ in a few places from screen to screen: the places are left open, and filled when shown."""

from collections.abc import Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def hole(name: str) -> str:
    """What stands in a kept part for something that is put in later. No text of ours has the character NUL, so nothing
    else can be taken for it."""
    return f"\0{name}\0"


def filled(html: str, values: Mapping[str, object]) -> SafeString:
    """The part with its holes filled, but for those that `values` does not name; values are escaped unless they are
    safe HTML."""
    pieces = html.split("\0")  # text, name, text, name, …
    names = pieces[1::2]
    # Each value once: a frame has forty holes for a dozen of them.
    put = {name: conditional_escape(values[name]) if name in values else hole(name) for name in set(names)}
    pieces[1::2] = [put[name] for name in names]
    return mark_safe("".join(pieces))  # the part was safe, and what is put in is escaped
