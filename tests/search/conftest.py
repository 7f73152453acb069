"""What the tests of search share."""

from accounts.models import User
from wiki.search.query import parse
from wiki.search.results import Results, search
from wiki.search.scope import Narrowing, scope_of


def searched(user: User, typed: str, number: int = 1, *, as_typed: bool = False, **narrowing: object) -> Results:
    """A page of results, as this person gets it."""
    scope = scope_of(user).narrowed(Narrowing(**narrowing))
    return search(parse(typed), scope, number=number, as_typed=as_typed)


def titles(user: User, typed: str, **narrowing: object) -> list[str]:
    """The titles of the first page of results, in order."""
    return [hit.page.title for hit in searched(user, typed, **narrowing).hits]
