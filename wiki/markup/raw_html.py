"""Raw HTML on its way through the `markdown` package: stashed while marks are read, put back after."""

import html
import re

from markdown.postprocessors import Postprocessor
from markdown.util import HTML_PLACEHOLDER

RAW_TAG = "rawblock"
"""Holds the place of a raw block in the tree. It never leaves this module's postprocessor."""

_PLACE = HTML_PLACEHOLDER % r"([0-9]+)"
_PLACES = re.compile(rf"<{RAW_TAG}>{_PLACE}</{RAW_TAG}>|{_PLACE}")
_CODE = re.compile(r"\s*<(?:script|style)\b", re.I)
_EMBED = re.compile(r"<(iframe|video|audio|embed)\b([^<>]*)>(.{0,2000}?)</\1\s*>", re.I | re.DOTALL)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?((?:https?:)?[^\s"'<>:]+(?::[^\s"'<>]*)?)""", re.I)
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.I)


def is_unsafe_code(text: str) -> bool:
    """Whether a raw block is a script or a style sheet, which pages show and never run."""
    return bool(_CODE.match(text))


def link_embeds(text: str) -> str:
    """Replace players and frames, which the page's security policy forbids, by links to what they showed."""
    return _EMBED.sub(_link, text)


def _link(found: re.Match[str]) -> str:
    source = _SOURCE.search(found[2]) or _SOURCE.search(found[3])
    if not source:
        return found[0]
    title = _TITLE.search(found[2])
    address = html.unescape(source[1])
    words = html.unescape(title[1] or title[2] or "") if title else ""
    shown = words or address.partition("?")[0].rpartition("/")[2] or address
    return f'<a class="embed" href="{html.escape(address)}">{html.escape(shown)}</a>'


class RestoreRawHtml(Postprocessor):
    """Puts stashed HTML back, each piece once, so that a page cannot nest them."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        return _PLACES.sub(lambda found: stash[int(found[1] or found[2])], text)
