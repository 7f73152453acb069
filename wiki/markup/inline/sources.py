"""Back from the package's placeholders to what was written, for addresses, titles and labels."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.util import ETX, HTML_PLACEHOLDER, INLINE_PLACEHOLDER_RE, STX

if TYPE_CHECKING:
    from markdown import Markdown

_ESCAPED = re.compile(f"{STX}([0-9]+){ETX}")
_RAW = re.compile(HTML_PLACEHOLDER % r"([0-9]+)")


def written(md: Markdown, text: str) -> str:
    """The source of a text in which patterns have already replaced code, escapes and raw HTML."""
    if STX not in text:
        return text
    nodes = md.treeprocessors["inline"].stashed_nodes
    text = INLINE_PLACEHOLDER_RE.sub(lambda found: _source(nodes.get(found[1], "")), text)
    text = _RAW.sub(lambda found: _raw_source(md.htmlStash.rawHtmlBlocks[int(found[1])]), text)
    return _ESCAPED.sub(lambda found: "\\" + chr(int(found[1])), text)


def _source(node: Element | str) -> str:
    if isinstance(node, str):
        return node
    text = html.unescape("".join(node.itertext()))
    return f"`{text}`" if node.tag == "code" else f"<{text}>" if node.tag == "a" else text


def _raw_source(raw: str) -> str:
    return "\\&" if raw == "&amp;" else raw
