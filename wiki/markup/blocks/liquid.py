"""`{% alert "Title", "warning" %} … {% endalert %}`: the callout of Liquid and Nunjucks sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..callouts import KINDS
from .tree import Container, Next

if TYPE_CHECKING:
    from .line import Line
    from .parser import BlockParser

_ALERT = re.compile(r"\{%-?\s*alert\b((?:[^%]|%(?!\}))*)%\}[ \t]*$")
_END = re.compile(r"\{%-?\s*endalert\s*-?%\}")
_ARGUMENT = re.compile(r'"([^"]*)"')


class Alert(Container):
    """Holds the lines up to the closing tag. `title` is None when the tag gave none."""

    def __init__(self, title: str | None, kind: str) -> None:
        super().__init__()
        self.title = title
        self.kind = kind

    def goes_on(self, line: Line) -> Next:
        if line.char == "{" and _END.match(line.text, line.start):
            return Next.CLOSES
        return Next.GOES_ON


def start_alert(parser: BlockParser, line: Line, depth: int) -> bool:
    """A line that is an `alert` tag and nothing else."""
    found = _ALERT.match(line.text, line.start)
    if not found:
        return False
    title, *others = _ARGUMENT.findall(found[1]) or [""]
    kind = next((word for word in others if word in KINDS), "note")
    parser.push(Alert(title or None, kind), depth)
    line.consumed = True
    return True
