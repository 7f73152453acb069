"""Where the blocks of a Markdown text begin, line by line: enough to show a conflict as something readable."""

import re
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
# Lines that are a block by themselves: headings, table rows, definitions of links, notes and abbreviations.
_ALONE = re.compile(r"#{1,6}\s|\s*\||\s*\*?\[[^\]]+\]:")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_FRONT_MATTER_RULE = re.compile(r"---\s*$")


def block_boundaries(lines: Sequence[str]) -> list[bool]:
    """For each line, and for the end, whether a block may begin there.

    Paragraphs, list items with their continuation, and fenced code are never cut; a heading, a table row and
    a top-level key of the front matter stand alone.
    """
    head = _front_matter_size(lines)
    return [*_front_matter_boundaries(lines[:head]), *_body_boundaries(lines[head:]), True]


def _front_matter_size(lines: Sequence[str]) -> int:
    if not lines or not _FRONT_MATTER_RULE.match(lines[0]):
        return 0
    ends = (index for index, line in enumerate(lines) if index and _FRONT_MATTER_RULE.match(line))
    return next(ends, -1) + 1


def _front_matter_boundaries(lines: Sequence[str]) -> Iterator[bool]:
    return (not line.startswith((" ", "\t", "- ")) for line in lines)


def _body_boundaries(lines: Sequence[str]) -> Iterator[bool]:
    fence = ""
    follows_block = True
    for line in lines:
        if fence:
            yield False
            if _closes(line, fence):
                fence, follows_block = "", True
            continue
        opening = _FENCE.match(line)
        alone = not line.strip() or bool(_ALONE.match(line))
        yield follows_block or alone or bool(opening) or bool(_ITEM.match(line))
        fence = opening.group(1) if opening else ""
        follows_block = alone


def _closes(line: str, fence: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}
