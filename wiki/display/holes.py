"""Kept parts that differ in a few places from screen to screen: the places are left open, and filled when shown."""

from collections.abc import Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def hole(name: str) -> str:
    """What stands in a kept part for something that is put in later. No text of ours has the character NUL, so nothing
    else can be taken for it."""
    return f"\0{name}\0"


def filled(html: str, values: Mapping[str, object]) -> SafeString:
    """The part with its holes filled; values are escaped unless they are safe HTML."""
    for name, value in values.items():
        html = html.replace(hole(name), conditional_escape(value))
    return mark_safe(html)  # the part was safe, and what is put in is escaped
