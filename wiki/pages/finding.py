"""The pages that references name: by what they are called now or were called once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from accounts.prepared import PreparedQuery
from wiki.pages.models import FormerAddress, FormerTitle, Page
from wiki.spaces.models import Space

_LIVE = Q(page__trashed_at=None, page__withheld_at=None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that a reference may mean: a page by title, address or place in the imported handbook."""

    by: str  # "title", "path" or "source"
    space: Space
    value: str

    @property
    def key(self) -> str:
        """The text under which a link to a missing page waits for that page."""
        return key(self.space.slug, self.by, self.value)


def key(space_slug: str, by: str, value: str) -> str:
    """See `Wanted.key`."""
    return f"{space_slug} {by} {value}"


def keys_of(page: Page) -> list[str]:
    """Every key that a link to this page may wait under."""
    slug = page.space.slug
    keys = [key(slug, "title", page.title_key), key(slug, "path", page.path)]
    return [*keys, key(slug, "source", page.source_path)] if page.source_path else keys


class Found(NamedTuple):
    """The page that a link leads to."""

    pk: int
    space_id: int
    space_slug: str
    path: str
    title: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"/{self.space_slug}/{self.path}/" if self.path else f"/{self.space_slug}/"


class _Names:
    """One thing that pages of a space go by, as a function from values to pages; its SQL is built once a size."""

    def __init__(self, rows: Callable[[], QuerySet[Any]], value: str, *, page: str = "", space: str = "space") -> None:
        self._rows, self._value, self._page, self._space = rows, value, page, space
        self._prepared = {size: PreparedQuery(self._query, _SPACE, *_MARKS[:size]) for size in _SIZES}

    def __call__(self, space: Space, values: Collection[str]) -> Iterator[tuple[str, Found]]:
        """Each value that a page goes by, and that page."""
        values = list(values)
        for start in range(0, len(values), _SIZES[-1]):
            asked = values[start : start + _SIZES[-1]]
            size = next(size for size in _SIZES if size >= len(asked))
            filled = asked + asked[:1] * (size - len(asked))
            for value, *found in self._prepared[size].rows(space.pk, *filled):
                yield value, Found(*found)

    def _query(self, space: int, *values: str) -> QuerySet[Any]:
        named = self._rows().filter(**{self._space: space, f"{self._value}__in": values})
        # The oldest page of a title wins: rows come newest first and later ones overwrite.
        return named.order_by(f"-{self._page}pk").values_list(self._value, *(self._page + name for name in _FOUND))


_SPACE, _SIZES = -1_000_001, (1, 4, 16, 64)
_MARKS = tuple(f"\0{number}" for number in range(_SIZES[-1]))
_FOUND = ("pk", "space_id", "space__slug", "path", "title")
_NOW = {
    "title": _Names(Page.objects.live, "title_key"),
    "path": _Names(Page.objects.live, "path"),
    "source": _Names(Page.objects.live, "source_path"),
}
_ONCE = {
    "title": _Names(lambda: FormerTitle.objects.filter(_LIVE), "title_key", page="page__", space="page__space"),
    "path": _Names(lambda: FormerAddress.objects.filter(_LIVE), "path", page="page__"),
}


def find_pages(wanted: Iterable[Wanted]) -> dict[Wanted, Found]:
    """The live page that each wanted thing names, by what it is called now or, failing that, was called once."""
    wants = set(wanted)
    found = _named(wants, _NOW)
    return found | _named(wants - found.keys(), _ONCE)


def _named(wants: set[Wanted], names: dict[str, _Names]) -> dict[Wanted, Found]:
    asked: dict[tuple[str, Space], dict[str, Wanted]] = defaultdict(dict)
    for want in wants:
        if want.by in names:
            asked[want.by, want.space][want.value] = want
    return {those[value]: page for (by, space), those in asked.items() for value, page in names[by](space, those)}
