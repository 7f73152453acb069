"""HTML cut before its headings, so that each section can be cleaned alone, and kept."""

import re

from .blocks.html import TAG
from .html_cost import VOID

_TAG = re.compile(rf"<({TAG})>")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9-]*)")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def sections(html: str) -> list[str]:
    """The pieces, which make up `html`; one piece where its tags do not close in the order in which they open, as
    there something left open could reach into the next section.
    """
    starts = [0]
    open_names: list[str] = []
    for found in _TAG.finditer(html):
        name = _NAME.match(found[1])[1].lower()
        if name in VOID:
            continue
        if found[1][0] != "/":
            if name in _HEADINGS and not open_names:
                starts.append(found.start())
            open_names.append(name)
        elif not open_names or open_names.pop() != name:
            return [html]
    if open_names:
        return [html]
    return [html[start:end] for start, end in zip(starts, [*starts[1:], len(html)], strict=True) if end > start]
