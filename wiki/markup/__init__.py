"""Markdown to safe HTML, headings, references and plain text.

Owns: the dialects (CommonMark, GitHub's, MkDocs Material's), the lists of what HTML a page may have, and the
limits of what a page may cost. The only door to `markdown`, `bleach` and `pygments`; reads no database.
Words: Reference (what a page points at, as written), Target (where that leads), Picture, Heading, Rendered.
May import: nothing of the wiki.
"""

from .anchors import github_anchor
from .blocks.snippets import SNIPPET
from .document import FindSnippet, Heading, Include, Picture, Reference, Rendered, Resolve, Snippet, Target
from .limits import MarkupRefused
from .liquid import FIELD
from .questions import Question, most_attempts, pass_percent
from .render import render
from .sections import read_ahead
from .tokens.links import read_reference

__all__ = [
    "FIELD",
    "SNIPPET",
    "FindSnippet",
    "Heading",
    "Include",
    "MarkupRefused",
    "Picture",
    "Question",
    "Reference",
    "Rendered",
    "Resolve",
    "Snippet",
    "Target",
    "github_anchor",
    "most_attempts",
    "pass_percent",
    "read_ahead",
    "read_reference",
    "render",
]
