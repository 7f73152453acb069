"""Pages to go to at once, while somebody is typing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wiki.pages.models import Page
from wiki.pages.titles import title_key
from wiki.search.hits import pages_numbered, with_text
from wiki.search.marks import excerpt
from wiki.search.matching import match, once_titled, titled
from wiki.search.query import Query, parse
from wiki.search.scope import Scope
from wiki.search.words import is_unspaced

MOST = 8
RANKED = 400  # of very many pages that have the words: an answer for each key that is struck
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
    now = titled(key, scope, most=MOST)
    once = once_titled(key, scope, most=MOST)
    matched = _matched(query, scope) if len(now) + len(once) < MOST else []
    numbered = [page.pk for page in pages_numbered(query, scope)]
    keys = list(dict.fromkeys([*numbered, *now, *once, *matched]))[:MOST]
    return [_suggestion(page, plain, query, now, once) for page, plain in with_text(keys, scope)]


def _matched(query: Query, scope: Scope) -> tuple[int, ...]:
    last = "".join(query.terms[-1].words) if query.terms else ""
    if len(last) + len(query.terms) <= SHORTEST_IN_TEXT and not is_unspaced(last):
        return ()
    return match(query, scope, start=0, count=MOST, ranked=RANKED).keys


def _suggestion(page: Page, plain: str, query: Query, now: list[int], once: dict[int, str]) -> Suggestion:
    if page.pk in now:
        snippet = ""
    elif page.pk in once:
        snippet = _("Once called “%(title)s”") % {"title": once[page.pk]}
    else:
        snippet = excerpt(plain, query, SNIPPET)
    return Suggestion(page.title, page.url(), page.space.name, snippet)
