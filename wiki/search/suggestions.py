"""Pages to go to at once, while somebody is typing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from wiki.pages.models import FormerTitle, Page
from wiki.pages.titles import title_key
from wiki.search.backends import backend_of
from wiki.search.hits import pages_numbered, with_text
from wiki.search.marks import excerpt
from wiki.search.matching import match
from wiki.search.query import Query, parse
from wiki.search.scope import Scope
from wiki.search.words import is_unspaced

MOST = 8
FIRST_TITLES = 500
SNIPPET = 90  # characters
# A shorter beginning of a single word is on most pages and says little: then titles alone are looked at.
SHORTEST_IN_TEXT = 3  # letters; one less after other words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list under the search box. All of it is plain text."""

    title: str
    url: str
    space: str
    snippet: str


def suggest(typed: str, scope: Scope) -> list[Suggestion]:
    """At most `MOST` pages: titles that begin as typed, then titles once borne, then pages with the words, of which the
    last may go on. A few queries."""
    query = parse(typed)
    key = title_key(query.typed)
    if not key or query.is_empty:
        return []
    query = query.with_prefix() if query.is_open else query
    titled, once_titled = _titled(key, scope), _once_titled(key, scope)
    matched = _matched(query, scope) if len(titled) + len(once_titled) < MOST else []
    numbered = [page.pk for page in pages_numbered(query, scope)]
    keys = list(dict.fromkeys([*numbered, *titled, *once_titled, *matched]))[:MOST]
    return [_suggestion(page, plain, query, titled, once_titled) for page, plain in with_text(keys, scope)]


def _titled(key: str, scope: Scope) -> list[int]:
    # By keys: left to choose, SQLite would rather read all pages of the spaces than the few with such titles. The first
    # of them are mostly enough, and a hundred thousand that begin with "procedure" take a quarter of a second.
    begun = (
        Page.objects.filter(backend_of().title_starts_with(key))
        .order_by("title_key", "pk")
        .values_list("pk", flat=True)
    )
    first = list(begun[:FIRST_TITLES])
    found = _among(first, scope) if first else []
    return found if len(found) == MOST or len(first) < FIRST_TITLES else _among(begun.order_by(), scope)


def _among(keys: Iterable[int], scope: Scope) -> list[int]:
    return list(scope.pages().filter(pk__in=keys).order_by("title_key", "pk").values_list("pk", flat=True)[:MOST])


def _once_titled(key: str, scope: Scope) -> dict[int, str]:
    begun = FormerTitle.objects.filter(backend_of().title_starts_with(key)).order_by("title_key", "page")
    once: dict[int, str] = {}
    for page, title in begun.values_list("page", "title_key")[:FIRST_TITLES]:
        once.setdefault(page, title)
    if not once:
        return {}
    seen = set(scope.pages().filter(pk__in=once).values_list("pk", flat=True))
    return dict(islice(((page, title) for page, title in once.items() if page in seen), MOST))


def _matched(query: Query, scope: Scope) -> tuple[int, ...]:
    last = "".join(query.terms[-1].words) if query.terms else ""
    if len(last) + len(query.terms) <= SHORTEST_IN_TEXT and not is_unspaced(last):
        return ()
    return match(query, scope, start=0, count=MOST).keys


def _suggestion(page: Page, plain: str, query: Query, titled: list[int], once_titled: dict[int, str]) -> Suggestion:
    if page.pk in titled:
        snippet = ""
    elif page.pk in once_titled:
        snippet = _("Once called “%(title)s”") % {"title": once_titled[page.pk]}
    else:
        snippet = excerpt(plain, query, SNIPPET)
    return Suggestion(page.title, page.url(), page.space.name, snippet)
