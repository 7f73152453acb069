"""The newest revisions as the lists of changes tell of them; for the home page by a query whose SQL is built once."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import INVENTED, User
from accounts.prepared import PreparedQuery
from wiki.pages.access import key_from
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Space
from wiki.spaces.querysets import visibilities_read_by

_USER = -1_000_003  # mark of the parameter


class Row(NamedTuple):
    """One revision, with its page, its space, its author, and the real person behind an imported author."""

    number: int
    kind: str
    origin: int | None
    reason: str
    is_minor: bool
    size_change: int
    created_at: datetime
    page__title: str
    page__path: str
    page__space__name: str
    page__space__slug: str
    author: int | None
    author__name: str
    author__email: str
    author__merged_into: int | None
    author__merged_into__name: str
    author__merged_into__email: str


def revision_rows(spaces: Iterable[Any], *, author: str = "", without_minor: bool = False) -> QuerySet:
    """Revisions of the live pages of these spaces as values for `Row`, newest first, narrowed to an author's key, or to
    those that are no minor changes; of controlled pages only what was approved. What the invented authors of the
    starter content wrote is nobody's news, unless they are asked for.

    Whether a page is live is asked revision by revision, from the newest on: a join has SQLite sort the whole history
    for the few that are shown.
    """
    approved = Edition.objects.filter(revision=OuterRef(OuterRef("pk")))
    readable = Page.objects.live().filter(pk=OuterRef("page"), space__in=spaces)
    readable = readable.filter(Q(is_controlled=False) | Exists(approved))
    # The folders of an imported handbook were made by nobody, all at once: no news.
    rows = Revision.objects.filter(Exists(readable)).exclude(author=None, number=1)
    if key := key_from(author):
        rows = rows.filter(author=key)
    else:
        rows = rows.exclude(author__is_imported=True, author__email__endswith=INVENTED)
    if without_minor:
        rows = rows.filter(is_minor=False)
    return rows.order_by("-created_at", "-pk").values_list(*Row._fields)


def newest_rows(user: Any, count: int) -> list[Row]:
    """The newest revisions that the person may see; one query."""
    rows = _newest(visibilities_read_by(user), count).rows(user.pk or 0)
    return [Row(*row) for row in rows]


@cache
def _newest(visibilities: tuple[str, ...], count: int) -> PreparedQuery:
    def make(user: int) -> QuerySet:
        return revision_rows(Space.objects.reached(visibilities, User(pk=user)).values("pk"))[:count]

    return PreparedQuery(make, _USER)
