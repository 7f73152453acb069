"""The blocks of a page as CommonMark, GitHub and MkDocs understand them, read line by line in one pass.

This replaces the block parser of the `markdown` package, whose lists and quotes follow older rules;
inline marks, the tree and its HTML remain that package's. Time grows with the length of the page.
"""

from .parser import BlockParser
from .sections import NotAlone, SectionParser

__all__ = ["BlockParser", "NotAlone", "SectionParser"]
