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


def other_anchors(text: str, anchor: str) -> tuple[str, ...]:
    """The names other tools give to a heading that has that anchor: links written for them still lead there.

    GitHub's, where the page gave a name of its own; MkDocs', which numbers equal ones with `_1`; that of sites
    which turn punctuation into dashes.
    """
    github = github_anchor(text)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    mkdocs = _GAPS.sub("-", _NOT_IN_MKDOCS.sub("", ascii_text).strip().lower())
    dashed = _MARKS.sub("-", text.lower()).strip("-")
    number = anchor.removeprefix(github + "-")
    return (github, f"{mkdocs}_{number}" if number.isdecimal() else mkdocs, dashed)
