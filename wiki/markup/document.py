"""What a rendering takes and gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .questions import Question


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a page points at inside the wiki, as written: percent-decoded, without anchor and query.

    kind: "wiki" for `[[Title]]` and `[[Space/Page|text]]`, "relative" for a link without a host
    ("/x" counts from the root of the site or folder the text came from), "image" for an image's source.
    """

    kind: Literal["wiki", "relative", "image"]
    target: str
    anchor: str = ""
    within: str = ""  # the name of the snippet in whose text it stands


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of an image: its size in pixels, and the addresses of smaller versions with their widths."""

    width: int
    height: int
    smaller: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads. A missing page's `href` offers to create it; `title` is its tooltip.

    renamed: the page's present title where the reference says a former one.
    """

    href: str
    exists: bool
    title: str = ""
    renamed: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the anchor that leads to it (`#anchor`)."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it is kept: safe HTML, and what search, contents and backlinks need.

    text: what a reader sees, one block a line, code included. words: words in it. questions: what it asks, with the
    answers, which are in nothing else here.
    """

    html: str
    headings: tuple[Heading, ...]
    text: str
    references: tuple[Reference, ...]
    words: int
    questions: tuple[Question, ...] = ()


Resolve = Callable[[Sequence[Reference]], Mapping[Reference, Target]]
"""Answers all references of a page at once. One that is not in the answer counts as missing."""

Include = Callable[[str], str | None]
"""The text of an included file; None when there is none."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What `{{snippet: name}}` shows: a text, or words that say why there is none."""

    text: str = ""
    refusal: str = ""


FindSnippet = Callable[[str], Snippet]
"""The snippet of a name."""


def resolve_nothing(references: Sequence[Reference]) -> Mapping[Reference, Target]:
    """A resolver for texts outside any space: every link inside the wiki is missing."""
    return {}
