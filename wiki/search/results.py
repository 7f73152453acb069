"""One search: what is found, and what is offered when nothing is."""

from dataclasses import dataclass, replace

from wiki.pages.models import Page
from wiki.search.hits import MOST_SHOWN as PAGE_SIZE
from wiki.search.hits import Hit, pages_numbered, pages_once_called, shown
from wiki.search.matching import NONE, Matches, match, match_any
from wiki.search.near_words import Near, near_words
from wiki.search.query import Query, Term
from wiki.search.scope import Scope

# Words of one question that near words are looked for.
MOST_MISSING = 6


@dataclass(frozen=True, slots=True)
class Results:
    """What one page of results shows.

    `query` is what was searched for in the end: `asked`, or its correction, or any of its words. `longer` counts the
    pages that only have longer forms of the last word; they come last. `near` are words that would find something.
    """

    asked: Query
    query: Query
    hits: list[Hit]
    total: int
    longer: int = 0
    number: int = 1
    near: tuple[str, ...] = ()
    once_called: tuple[Page, ...] = ()
    numbered: tuple[Page, ...] = ()
    is_part: bool = False  # there are more pages than those that were ranked

    @property
    def is_corrected(self) -> bool:
        """Whether other words than those asked for were searched."""
        return self.query.terms != self.asked.terms and not self.query.any_of

    @property
    def exact(self) -> int:
        """Pages that have the very words."""
        return self.total - self.longer

    @property
    def is_missed(self) -> bool:
        """Whether no page has what was asked for, even with other spellings."""
        return bool(self.asked.terms) and not self.numbered and (not self.total or self.query.any_of)

    @property
    def page_count(self) -> int:
        """Pages of results."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first_longer(self) -> int | None:
        """The place among `hits` where those with longer forms begin; None when there are none on this page."""
        place = self.total - self.longer - (self.number - 1) * PAGE_SIZE
        return max(0, place) if self.longer and place < len(self.hits) else None


def search(query: Query, scope: Scope, *, number: int = 1, as_typed: bool = False) -> Results:
    """Page `number` of the results; the last page when there are fewer. `as_typed` leaves the words as they are."""
    if query.is_empty and not scope.narrowing.is_set:
        return Results(query, query, [], 0)
    used, near = query, ()
    found = _matches(used, scope, number)
    if not found.total and not as_typed and query.terms:
        used, near = _instead(query, scope)
        found = _matches(used, scope, number) if used != query else found
    hits = shown(found.matches.keys, used.with_prefix() if found.longer else used, scope)
    former = tuple(pages_once_called(query, scope)) if found.number == 1 and query.terms else ()
    numbered = tuple(pages_numbered(query, scope)) if found.number == 1 else ()
    is_part = found.matches.is_part
    return Results(query, used, hits, found.total, found.longer, found.number, near, former, numbered, is_part)


@dataclass(frozen=True, slots=True)
class _Found:
    matches: Matches
    total: int
    longer: int
    number: int


def _matches(query: Query, scope: Scope, number: int) -> _Found:
    """Whole words first. Where they fill less than a page, pages with longer forms of the last word follow."""
    start = (number - 1) * PAGE_SIZE
    exact = match(query, scope, start=start, count=PAGE_SIZE)
    if not exact.keys and start:  # beyond the last page, or among the longer forms
        exact = replace(match(query, scope, start=0, count=PAGE_SIZE), keys=())
    longer = _longer(query, scope, start, exact)
    total = exact.total + longer.total
    last = max(1, -(-total // PAGE_SIZE))
    if number > last:
        return _matches(query, scope, last)
    matches = Matches(exact.keys + longer.keys, total, exact.is_part or longer.is_part)
    return _Found(matches, total, longer.total, number)


def _longer(query: Query, scope: Scope, start: int, exact: Matches) -> Matches:
    if not query.is_open or query.any_of or exact.total >= PAGE_SIZE:
        return NONE
    after = max(0, start - exact.total)
    return match(query.with_prefix(), scope, start=after, count=PAGE_SIZE - len(exact.keys), besides=query)


def _instead(query: Query, scope: Scope) -> tuple[Query, tuple[str, ...]]:
    """What to search for when the words as typed find nothing, and the near words that find something."""
    near = _near(query, scope)
    if near and all(others and others[0].is_likely for others in near.values()):
        corrected = query.with_words({word: others[0].word for word, others in near.items()})
        if match_any([corrected], scope) == [True]:
            return corrected, tuple(other.word for others in near.values() for other in others[1:])
    offered = tuple(other.word for others in near.values() for other in others)
    return (query.with_any() if len(query.terms) > 1 else query), offered


def _near(query: Query, scope: Scope) -> dict[str, list[Near]]:
    """For each word that is on no page of the scope, the near words that are, nearest first."""
    missing = _missing(query, scope)
    candidates = {word: near_words(word) for word in missing}
    flat = [other for others in candidates.values() for other in others]
    there = match_any([_word(other.word) for other in flat], scope)
    readable = {other for other, is_there in zip(flat, there, strict=True) if is_there}
    return {word: [other for other in others if other in readable][:3] for word, others in candidates.items()}


def _missing(query: Query, scope: Scope) -> list[str]:
    words = query.words[:MOST_MISSING]
    there = match_any([_word(word) for word in words], scope)
    return [word for word, is_there in zip(words, there, strict=True) if not is_there]


def _word(word: str) -> Query:
    return Query(word, (Term((word,)),))
