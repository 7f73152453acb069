"""HTML made fit for the cleaner's parser: only whole tags are tags, and none of them in costly numbers.

The HTML standard makes sense of any broken tag, looks through all open elements at each tag, and repeats open
formatting in each paragraph. Written with intent, a few kilobytes keep a parser busy for minutes.
"""

import re
from collections import Counter

from django.utils.translation import gettext_lazy as _

from .blocks.html import TAG
from .limits import MAX_HTML_MARKS, MAX_HTML_NESTING, MAX_OPEN_FORMATTING, MAX_TAG_LENGTH, MarkupRefused

_MARK = re.compile(rf"<(?:(?P<tag>{TAG})>|(?P<comment>!--(?:>|->|(?:(?!-->|<!--).)*+-->)))?|&", re.DOTALL)
_WHOLE_TAG = re.compile(rf"<({TAG})>")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9-]*)")
_LONG_NUMBER = re.compile(r"&(?=#[0-9]{8}|#[xX][0-9a-fA-F]{7})")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without content and without a closing tag."""
_CLOSED_BY_NEXT = frozenset(("p", "li", "dt", "dd", "td", "th", "tr", "option"))
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def fit_for_parsing(html: str) -> str:
    """The HTML without comments, and with broken or overlong tags as text.

    Raises MarkupRefused for too many tags, too many inside one another, or too much formatting left open.
    """
    depth = _Depth()
    count = 0

    def fit(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        if count > MAX_HTML_MARKS:
            raise MarkupRefused(_("This page has more than 60,000 tags and marks. Split it into several pages."))
        if found["comment"]:
            return ""
        if tag := found["tag"]:
            if len(tag) > MAX_TAG_LENGTH:
                return "&lt;" + found[0][1:]
            depth.enter(tag)
        return found[0] if tag or found[0] == "&" else "&lt;"

    html = _MARK.sub(fit, html)
    # Numbers beyond Unicode are no characters; written out they stay what was typed.
    return _LONG_NUMBER.sub("&amp;", html)


def is_closed(html: str) -> bool:
    """Whether its tags close in the order in which they open, so that nothing of it can reach beyond its end."""
    open_names: list[str] = []
    for found in _WHOLE_TAG.finditer(html):
        name = _NAME.match(found[1])[1].lower()
        if name in VOID:
            continue
        if found[1][0] != "/":
            open_names.append(name)
        elif not open_names or open_names.pop() != name:
            return False
    return not open_names


class _Depth:
    """How many elements are open, counted roughly as the standard does."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._formatting = 0

    def enter(self, tag: str) -> None:
        """Follow one tag. Raises MarkupRefused when too much is open."""
        name = _NAME.match(tag)[1].lower()
        if name in VOID:
            return
        if tag.startswith("/"):
            self._leave(name)
            return
        self._formatting += name in _FORMATTING
        if not (name in _CLOSED_BY_NEXT and self._open and self._open[-1] == name):
            self._open.append(name)
            self._counts[name] += 1
        if len(self._open) > MAX_HTML_NESTING or self._formatting > MAX_OPEN_FORMATTING:
            raise MarkupRefused(
                _("The HTML in this page is nested too deep or not closed. Close its tags, then save again.")
            )

    def _leave(self, name: str) -> None:
        self._formatting -= name in _FORMATTING
        if not self._counts[name]:
            return
        last = ""
        while last != name:
            last = self._open.pop()
            self._counts[last] -= 1
