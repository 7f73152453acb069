"""Style sheets put together: a browser must not fetch forty files one after another before it can show a page."""

import posixpath
import re
from collections.abc import Callable

_IMPORT = re.compile(r'@import url\("(?P<part>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;')
_ADDRESS = re.compile(r'url\("(?!data:|/)(?P<address>[^"]+)"\)')


def with_parts(text: str, read: Callable[[str], str]) -> str:
    """The sheet with what it imports in the imports' places; `read` gives a part by its address as the sheet has it."""

    def part(found: re.Match[str]) -> str:
        content = _seen_from_sheet(read(found["part"]), posixpath.dirname(found["part"]))
        return f"@layer {found['layer']} {{\n{content}}}" if found["layer"] else content

    return _IMPORT.sub(part, text)


def _seen_from_sheet(content: str, folder: str) -> str:
    def address(found: re.Match[str]) -> str:
        return f'url("{posixpath.normpath(posixpath.join(folder, found["address"]))}")'

    return _ADDRESS.sub(address, content)
