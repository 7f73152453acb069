"""Comparing two revisions: as Markdown source and as rendered pages.

Pure functions from two texts to one answer: no database, no request, no HTML of the source views.
A comparison is bounded (2 seconds for two megabytes with nothing in common) and says when it was
coarse. Words: Comparison, Change (numbered, for jumping), Row, Fold (unchanged rows), Segment, Character.
May import wiki.pages.alignment and lxml, gettext.
"""

from .character import Character
from .model import Change, Fold, Kind, Line, Mark, Row, Segment, SourceComparison
from .rendered import RenderedChange, RenderedComparison, compare_rendered
from .source import compare_sources

__all__ = [
    "Change",
    "Character",
    "Fold",
    "Kind",
    "Line",
    "Mark",
    "RenderedChange",
    "RenderedComparison",
    "Row",
    "Segment",
    "SourceComparison",
    "compare_rendered",
    "compare_sources",
]
