"""Merging two people's edits of one text, and giving submitted text back its stored line endings.

Pure functions on text. merge3, the merge of Breezy, decides line by line what is clean; conflicts are then
widened to whole blocks of Markdown, so that a person compares paragraphs and list items, not torn lines.
Words: Merge, Clean, Conflict (base, mine, theirs); of a merged text, Stretch and its Origin.
"""

from .model import Clean, Conflict, Merge, UnresolvedConflictError
from .newlines import normalise_newlines
from .origins import Origin, Sides, Stretch, stretches
from .three_way import merge

__all__ = [
    "Clean",
    "Conflict",
    "Merge",
    "Origin",
    "Sides",
    "Stretch",
    "UnresolvedConflictError",
    "merge",
    "normalise_newlines",
    "stretches",
]
