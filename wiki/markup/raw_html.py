"""Raw HTML on its way through the `markdown` package: stashed while marks are read, put back after."""

import html
import re

from markdown.postprocessors import Postprocessor
from markdown.util import HTML_PLACEHOLDER

from .liquid import TEMPLATE_TAG, tag_text

RAW_TAG = "rawblock"
"""Holds the place of a raw block in the tree. It never leaves this module's postprocessor."""

_PLACE = HTML_PLACEHOLDER % r"([0-9]+)"
_PLACES = re.compile(rf"<{RAW_TAG}>{_PLACE}</{RAW_TAG}>|{_PLACE}")
_CODE = re.compile(r"\s*<(?:script|style)\b", re.I)
_EMBED = re.compile(r"<(iframe|video|audio|embed)\b([^<>]*)>(.{0,2000}?)</\1\s*>", re.I | re.DOTALL)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?((?:https?:)?[^\s"'<>:]+(?::[^\s"'<>]*)?)""", re.I)
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.I)

# Not within an element's own tag, where a ">" comes before the next "<".
_TEMPLATE_TAG = re.compile(rf"(?:{TEMPLATE_TAG})(?![^<>]{{0,300}}>)")


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


def quiet_template_tags(text: str) -> str:
    """Other tools' tags between the elements of raw HTML, shown as they are elsewhere on a page."""
    return _TEMPLATE_TAG.sub(_quiet, text) if "%}" in text or "}}" in text else text


def _quiet(found: re.Match[str]) -> str:
    shown = "" if found[0].strip("{}%- ") in ("raw", "endraw") else tag_text(found[0])
    return f'<span class="template-tag">{html.escape(shown, quote=False)}</span>' if shown else ""


class RestoreRawHtml(Postprocessor):
    """Puts stashed HTML back, each piece once, so that a page cannot nest them."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        return _PLACES.sub(lambda found: stash[int(found[1] or found[2])], text)
