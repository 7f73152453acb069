"""What search asks of a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from wiki.audit.findings import Advance
from wiki.search.query import Query, Term


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of SQL and its parameters."""

    sql: str
    params: tuple[Any, ...] = ()


class Backend(Protocol):
    """Each statement is for a cursor of Django, parameters marked by %s."""

    def is_installed(self, cursor: Any) -> bool:
        """Whether index and triggers are there, and made by this version of the product."""

    def installation(self) -> list[str]:
        """Statements that make index and triggers anew and fill the index from what is stored."""

    def hits(self, query: Query, besides: Query | None = None) -> Fragment:
        """A SELECT of `id` (of a page) and `score` (higher is better) of what matches `query`, but not `besides`.

        Titles weigh most, then headings, tags, text. Says nothing about who may read the page.
        """

    def newest_hits(
        self, query: Query, besides: Query | None, allowed: Fragment, most: int, *, titles: bool
    ) -> Fragment:
        """As `hits`, of the newest pages among `allowed`, at most so many; with their `title_key` and `changed_at`.
        With `titles`, of those that have the words of `query` in their title.
        """

    def known_words(self) -> Fragment:
        """A SELECT of every word in the index and the number of its pages."""

    def differing(self, cursor: Any, advance: Advance) -> Iterator[int]:
        """Keys of pages that the index has otherwise than their renderings are, or has though there is none."""

    def title_starts_with(self, key: str) -> Fragment:
        """A condition on a column `title_key` that an index answers: it starts with `key`."""


def joined(terms: tuple[Term, ...], any_of: bool, *, write: Any, either: str, both: str) -> str:
    """The terms in a database's own query language, in brackets."""
    return "(" + (either if any_of else both).join(write(term) for term in terms) + ")"
