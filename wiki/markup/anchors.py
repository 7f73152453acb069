"""Names of headings in addresses (`page#name`)."""

import re
import unicodedata

_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")
_NOT_IN_MKDOCS = re.compile(r"[^\w\s-]", re.ASCII)
_GAPS = re.compile(r"[-\s]+")
_MARKS = re.compile(r"[\W_]+")


def github_anchor(text: str) -> str:
    """The name GitHub gives to a heading: lower case, punctuation dropped, each space a dash."""
    return _NOT_IN_ANCHOR.sub("", text.strip().lower()).replace(" ", "-")


def other_anchors(text: str) -> tuple[str, ...]:
    """The names other tools give to it (MkDocs; sites that turn punctuation into dashes).

    Links that were written for those tools then still lead to the heading.
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    mkdocs = _GAPS.sub("-", _NOT_IN_MKDOCS.sub("", ascii_text).strip().lower())
    dashed = _MARKS.sub("-", text.lower()).strip("-")
    return (mkdocs, dashed)
