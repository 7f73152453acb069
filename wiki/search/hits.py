"""Found pages as people see them in a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.utils.safestring import SafeString

from accounts.models import User
from wiki.history.timeline import known_as
from wiki.pages.models import FormerTitle, Page
from wiki.pages.titles import title_key
from wiki.search.marks import MOST_READ, marked, snippet
from wiki.search.query import Query
from wiki.search.scope import Scope

MOST_ONCE_CALLED = 3
_AUTHOR = ("latest__author__name", "latest__author__email", "latest__author__merged_into__name")
_SHOWN = ("title", "path", "space_id", "tags", "changed_at", "parent__title", "parent__path", "latest__page", *_AUTHOR)


@dataclass(frozen=True, slots=True)
class Hit:
    """One found page. `title` and `snippet` are HTML with marks."""

    page: Page
    title: SafeString
    snippet: SafeString

    @property
    def author(self) -> User | None:
        """Who made the latest revision, under their own name."""
        return known_as(self.page.latest.author)

    @property
    def parent_title(self) -> str:
        """The page above, unless that is the front page of the space, which is named already."""
        parent = self.page.parent
        return parent.title if parent and parent.path else ""


def shown(keys: Iterable[int], query: Query, scope: Scope) -> list[Hit]:
    """The pages with these keys, in this order; one query."""
    pages = Page.objects.select_related("parent", "latest__author__merged_into").only(*_SHOWN)
    rows = in_order(pages.annotate(plain=_readable_text()), keys, scope)
    return [Hit(page, marked(page.title, query), snippet(page.plain or "", query)) for page in rows]


def with_text(keys: Iterable[int], scope: Scope) -> list[Page]:
    """The pages with these keys, in this order: address, title and `plain`, their text; one query."""
    return in_order(Page.objects.only("title", "path", "space_id").annotate(plain=_readable_text()), keys, scope)


def in_order(pages: QuerySet[Page], keys: Iterable[int], scope: Scope) -> list[Page]:
    """Fetches pages by key and keeps the keys' order; their spaces are those of the scope."""
    keys = list(keys)
    rows = {page.pk: page for page in pages.filter(pk__in=keys)} if keys else {}
    for page in rows.values():
        page.space = scope.spaces[page.space_id]
    return [rows[key] for key in keys if key in rows]


def _readable_text() -> Left:
    return Left(F("rendering__plain"), MOST_READ)


def pages_once_called(query: Query, pages: QuerySet[Page]) -> list[Page]:
    """Those of `pages` that once had just this title and are called otherwise now."""
    key = title_key(query.typed.strip(' "*'))
    former = list(FormerTitle.objects.filter(title_key=key).values_list("page", flat=True))
    if not former:
        return []
    found = pages.filter(pk__in=former).exclude(title_key=key).select_related("space").without_body()
    return list(found[:MOST_ONCE_CALLED])
