"""Markdown in, safe HTML and what is known of it out."""

import re

import markdown

from .blocks import BlockParser
from .blocks.parser import Include
from .extension import Dialects
from .limits import Budget

_NEWLINES = re.compile(r"\r\n?")
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0: 0xFFFD}
"""Control characters come out as their Unicode pictures: visible, harmless, none lost."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def to_html(source: str, include: Include) -> tuple[str, dict[str, str]]:
    """The page's HTML before cleaning, and its abbreviations."""
    reader = BlockParser(Budget(), include)
    md = markdown.Markdown(extensions=[Dialects(reader)], output_format="html")
    source = _NEWLINES.sub("\n", source).translate(_CONTROLS)
    return md.convert(_SURROGATES.sub("\ufffd", source)), reader.abbreviations
