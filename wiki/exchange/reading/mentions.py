"""The addresses that a page's Markdown mentions, to find the images and files that it shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Lengths are bounded, so that a page full of open brackets takes no more than a moment.
INLINE = re.compile(
    r"""(?P<image>!?)\[(?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]\n]*\])*\]\(\s*+"""
    r"""(?:<(?P<angled>[^<>\n]{0,300}+)>|(?P<plain>\{[%{][^}\n]{0,300}+\}\}?+[^)\s]{0,300}+|[^)\s]{0,300}+))"""
    r"""(?:\s[^)]{0,300}+)?+\)"""
)
REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<address>[^\s>]+)", re.MULTILINE)
# "<" may not come twice in a tag: a page full of open tags is read once, not once a tag.
HTML = re.compile(
    r"""<(?P<tag>img|a|source|video|audio)\b[^<>]*?\b(?:src|href)\s*=\s*["'](?P<address>[^"'\n]*)["']""",
    re.IGNORECASE,
)
FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,}).*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mention:
    """One address as written."""

    address: str
    is_image: bool


def mentions(markdown: str) -> Iterator[Mention]:
    """Give every address outside fenced code: of links, images, link definitions and HTML."""
    yield from inline_mentions(markdown)
    text = FENCE.sub("", markdown)
    for match in REFERENCE.finditer(text):
        yield Mention(match["address"], False)
    for match in HTML.finditer(text):
        yield Mention(match["address"], match["tag"].lower() != "a")


def inline_mentions(markdown: str) -> Iterator[Mention]:
    """Give the addresses of `[links](address)` and `![images](address)` outside fenced code."""
    for match in INLINE.finditer(FENCE.sub("", markdown)):
        yield Mention(match["plain"] if match["angled"] is None else match["angled"], bool(match["image"]))
