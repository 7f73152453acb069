"""What the page screen shows besides the page itself."""

from typing import NamedTuple

from django.db.models import F, QuerySet

from accounts.prepared import PreparedQuery
from wiki.pages.fetching import NOT_ON_SCREEN, PageQuery
from wiki.pages.models import Link, Page

LISTED = 30  # backlinks on the screen
_PAGE = -1_000_002  # mark of the parameter

# The page with the state of its discussion, which is all that the screen asks of one where nothing new was said.
PAGE = PageQuery(*NOT_ON_SCREEN, also=("discussion__version",))


def _backlink_rows(page: int) -> QuerySet:
    live = {"source__trashed_at": None, "source__withheld_at": None}
    links = Link.objects.filter(target=page, source__space=F("target__space"), **live)
    links = links.exclude(source=page).exclude(kind="include")
    return links.values_list("source__title", "source__path").distinct().order_by("source__title")[:LISTED]


_BACKLINKS = PreparedQuery(_backlink_rows, _PAGE)


class Backlink(NamedTuple):
    """A page that links here."""

    title: str
    url: str


def backlinks_of(page: Page) -> list[Backlink]:
    """Title and address of pages of the same space that link here: its readers may read those too. One query."""
    base = f"/{page.space.slug}/"
    rows = _BACKLINKS.rows(page.pk)
    return [Backlink(title, f"{base}{path}/" if path else base) for title, path in rows]
