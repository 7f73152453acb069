"""Found pages as people see them in a list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Left
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.prepared import PreparedQuery
from wiki.pages.editions.models import Edition
from wiki.pages.models import FormerTitle, Page
from wiki.pages.titles import title_key
from wiki.search.marks import MOST_READ, marked, snippet
from wiki.search.query import Query
from wiki.search.scope import Scope

MOST_SHOWN = 10
MOST_ONCE_CALLED = 3
MOST_NUMBERED = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One found page. `title` and `snippet` are HTML with marks; `author_name` is who made the latest revision, under
    their own name; `parent_title` is empty below the front page, as the space is named already."""

    page: Page
    title: SafeString
    snippet: SafeString
    parent_title: str
    author_name: str
    document: str = ""  # number and edition of a controlled document


_SHOWN = {"id", "title", "path", "space_id", "tags", "changed_at"}
# In the order in which the model declares them, as `from_db` takes them.
_COLUMNS = [field.attname for field in Page._meta.concrete_fields if field.attname in _SHOWN]
_ROW = (*_COLUMNS, "parent__title", "parent__path", "plain", "document__number", "major", "minor")
_AUTHOR = tuple(f"latest__author__{name}" for name in ("merged_into__name", "merged_into__email", "name", "email"))
_KEYS = tuple(range(-2_000_000, -2_000_000 + MOST_SHOWN))  # marks of the parameters


def _rows(*keys: int) -> QuerySet:
    edition = Edition.objects.filter(page=OuterRef("pk")).in_force()
    pages = Page.objects.filter(pk__in=keys).annotate(
        plain=Left(F("rendering__plain"), MOST_READ),
        major=Subquery(edition.values("major")[:1]),
        minor=Subquery(edition.values("minor")[:1]),
    )
    return pages.values_list(*_ROW, *_AUTHOR)


_BY_KEY = PreparedQuery(_rows, *_KEYS)


def _in_order(keys: Iterable[int], scope: Scope) -> Iterator[tuple[Page, Sequence[Any]]]:
    """The pages with these keys, at most `MOST_SHOWN`, in the keys' order, with the row's other columns; one query."""
    keys = list(keys)
    if not keys:
        return
    filled = keys + keys[:1] * (MOST_SHOWN - len(keys))  # the prepared query takes just so many
    rows = {row[_COLUMNS.index("id")]: row for row in _BY_KEY.rows(*filled)}
    for row in (rows[key] for key in keys if key in rows):
        page = Page.from_db("default", _COLUMNS, row[: len(_COLUMNS)])
        page.space = scope.spaces[page.space_id]
        yield page, row[len(_COLUMNS) :]


def shown(keys: Iterable[int], query: Query, scope: Scope) -> list[Hit]:
    """The pages with these keys, in this order; one query."""
    return [_hit(page, query, *others) for page, others in _in_order(keys, scope)]


def _hit(page: Page, query: Query, parent: str | None, parent_path: str | None, plain: str | None, *others: Any) -> Hit:
    author = next((name for name in others[3:] if name), "")
    parent_title = parent if parent and parent_path else ""
    return Hit(
        page, marked(page.title, query), snippet(plain or "", query), parent_title, author, _document(*others[:3])
    )


def _document(number: str | None, major: int | None, minor: int | None) -> str:
    edition = _("edition %(number)s") % {"number": f"{major}.{minor}"} if major else ""
    return " · ".join(filter(None, (number, edition)))


def pages_numbered(query: Query, scope: Scope) -> list[Page]:
    """Controlled documents of the scope whose number begins as typed."""
    typed = query.typed.strip()
    if not any(character.isdigit() for character in typed):
        return []
    found = scope.pages().filter(document__number__istartswith=typed).select_related("space", "document")
    return list(found.without_body().order_by("document__number")[:MOST_NUMBERED])


def with_text(keys: Iterable[int], scope: Scope) -> list[tuple[Page, str]]:
    """The pages with these keys, in this order, and the beginnings of their texts; one query."""
    return [(page, plain or "") for page, (_parent, _path, plain, *_others) in _in_order(keys, scope)]


_TITLE = "\0title"
_ONCE_CALLED = PreparedQuery(lambda key: FormerTitle.objects.filter(title_key=key).values_list("page"), _TITLE)


def pages_once_called(query: Query, scope: Scope) -> list[Page]:
    """Pages of the scope that once had just this title and are called otherwise now."""
    key = title_key(query.typed.strip(' "*'))
    former = [page for (page,) in _ONCE_CALLED.rows(key)]
    if not former:
        return []
    found = scope.pages().filter(pk__in=former).exclude(title_key=key).select_related("space").without_body()
    return list(found[:MOST_ONCE_CALLED])
