"""`{{snippet: name}}`: a text that many pages show. Alone in its paragraph its blocks stand there, elsewhere its words.

Only exactly this is a snippet: `{{ snippet }}` and `{{snippet:x}}` may be another tool's tags.
"""

from __future__ import annotations

import re

from .tree import Container, Leaf

SNIPPET = re.compile(r"\{\{snippet: (\w[\w-]{0,79})\}\}")


class ShownSnippet(Container):
    """The blocks of a snippet's text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class MissingSnippet(Leaf):
    """Words that say why there is nothing to show."""
