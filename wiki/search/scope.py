"""Where a search looks: the live pages of the spaces that the person may read, narrowed by what they asked for."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet, PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from wiki.pages.models import Page, PageTag, Revision
from wiki.search.backends.interface import Fragment
from wiki.spaces.fetching import readable_spaces
from wiki.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the person asked for besides words; empty means all."""

    space: str = ""  # a slug
    tag: str = ""
    author: str = ""  # part of the name of somebody who made one of the page's revisions
    since: date | None = None
    until: date | None = None

    @property
    def is_set(self) -> bool:
        """Whether it leaves anything out."""
        return self != Narrowing()


@dataclass(frozen=True, slots=True)
class Scope:
    """The readable spaces by key, and what narrows the search within them."""

    spaces: dict[int, Space]
    narrowing: Narrowing = field(default_factory=Narrowing)

    def narrowed(self, narrowing: Narrowing) -> "Scope":
        """The same spaces with another narrowing."""
        return replace(self, narrowing=narrowing)

    def pages(self) -> QuerySet[Page]:
        """The pages to search; compared by key, so that it can be a part of any other question."""
        chosen = [key for key, space in self.spaces.items() if self.narrowing.space in ("", space.slug)]
        return Page.objects.live().filter(_conditions(self.narrowing), space__in=chosen)

    def selected(self) -> Fragment | None:
        """`pages()` as a SELECT of id, title_key and changed_at; None when there is no space to look into."""
        if not self.spaces:
            return None
        return _selection(self.pages()) if self.narrowing.is_set else _selection_of(tuple(self.spaces))


def _selection(pages: QuerySet[Page]) -> Fragment | None:
    try:
        sql, params = pages.order_by().values("id", "title_key", "changed_at").query.sql_with_params()
    except EmptyResultSet:
        return None
    return Fragment(sql, tuple(params))


@lru_cache(maxsize=256)
def _selection_of(spaces: tuple[int, ...]) -> Fragment | None:
    """Kept: the same people search the same spaces, and building the SQL took longer than a rare word's search."""
    return _selection(Page.objects.live().filter(space__in=spaces))


def scope_of(user: Any) -> Scope:
    """What `user` may search; one query. PermissionDenied for strangers when no space is public."""
    spaces = {space.pk: space for space in readable_spaces(user)}
    if not spaces and not user.is_authenticated:
        raise PermissionDenied(_("Sign in to search."))
    return Scope(spaces)


def _conditions(narrowing: Narrowing) -> Q:
    wanted = Q()
    if narrowing.tag:
        wanted &= Q(pk__in=PageTag.objects.filter(name=narrowing.tag).values("page"))
    if narrowing.author:
        name = narrowing.author
        people = User.objects.filter(Q(name__icontains=name) | Q(merged_into__name__icontains=name))
        wanted &= Q(pk__in=Revision.objects.filter(author__in=people.values("pk")).values("page"))
    if narrowing.since and narrowing.since > date.min:
        wanted &= Q(changed_at__gte=_midnight(narrowing.since))
    if narrowing.until and narrowing.until < date.max:
        wanted &= Q(changed_at__lt=_midnight(narrowing.until + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    """The beginning of the day in the reader's own zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
