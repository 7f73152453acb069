"""Which snippets there are, and where they are shown."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from wiki.pages.models import Page, Rendering
from wiki.pages.shelf import SHELF
from wiki.pages.snippets.names import tag_of
from wiki.spaces.models import Space
from wiki.spaces.readers import is_open_to_readers_of

FIRST_WORDS = 160  # characters
_MORE_THAN_WORDS = re.compile(r"<(?:ul|ol|dl|table|pre|hr|blockquote|h[1-6]|div|details|section|figure)\b")
_SHOWN = Q(backlinks__kind="include", backlinks__source__trashed_at=None, backlinks__source__withheld_at=None)


@dataclass(frozen=True, slots=True)
class ListedSnippet:
    """A snippet as a list shows it."""

    page: Page
    name: str
    first_words: str
    shown_on: int  # pages, of any space

    @property
    def is_words(self) -> bool:
        """Whether it may stand within a sentence: paragraphs alone."""
        return not _MORE_THAN_WORDS.search(self.page.rendering.html)

    @property
    def told(self) -> dict[str, Any]:
        """What a script is told of it."""
        return {
            "isWords": self.is_words,
            "name": self.name,
            "title": self.page.title,
            "text": self.first_words,
            "url": self.page.url(),
            "markdown": tag_of(self.name),
        }


def _named(space: Space) -> QuerySet[Page]:
    # By key, since there are few: SQLite would begin with every page of the space.
    named = Rendering.objects.filter(snippet__gt="").values("page")
    return Page.objects.live().filter(space=space, pk__in=named)


def snippet_named(name: str, space: Space) -> Page | None:
    """The live page of this space that has the name now."""
    return _named(space).filter(rendering__snippet=name).order_by("pk").first()


def snippets_for(space: Space) -> list[ListedSnippet]:
    """Every snippet that pages of this space can show, by name: its own, then those of the shelf that it has no own
    one for."""
    own = _listed(space)
    shelf = Space.objects.filter(slug=SHELF).exclude(pk=space.pk).first()
    if shelf is None or not is_open_to_readers_of(shelf, space):
        return own
    names = {snippet.name for snippet in own}
    return own + [snippet for snippet in _listed(shelf) if snippet.name not in names]


def _listed(space: Space) -> list[ListedSnippet]:
    showing = Count("backlinks__source", filter=_SHOWN, distinct=True)
    pages = _named(space).select_related("space", "rendering").without_body()
    return [
        ListedSnippet(page, page.rendering.snippet, _first_words(page), page.showing)
        for page in pages.annotate(showing=showing).order_by("rendering__snippet", "pk")
    ]


def _first_words(page: Page) -> str:
    text = " · ".join(page.rendering.plain[: FIRST_WORDS * 2].splitlines())
    return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def pages_showing(user: Any, page: Page) -> tuple[list[Page], int]:
    """The live pages that show this page's text and that `user` may read, by space and title; and how many more there
    are."""
    showing = Page.objects.live().filter(links__target=page, links__kind="include").distinct()
    readable = showing.readable_by(user).select_related("space").without_body().order_by("space__name", "title", "pk")
    found = list(readable)
    return found, showing.count() - len(found)
