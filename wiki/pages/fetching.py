"""A page with all that its screens show, by one query whose SQL is built once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.querysets import BODY
from wiki.spaces.models import Space

_USER, _KEY, _SPACE, _PATH = -1_000_001, -1_000_002, "\0space", "\0path"  # marks of the parameters


class _Parts:
    """A page and what belongs to it, in one row: the columns to ask for, and the objects that a row makes."""

    def __init__(self, *models: tuple[str, type[Model]], without: Sequence[str] = ()) -> None:
        self._parts = [(prefix, model, _columns(model, prefix, without)) for prefix, model in models]
        self.names = [prefix + name for prefix, _model, names in self._parts for name in names]

    def made(self, row: Sequence[Any]) -> list[Any]:
        """An object of each model, None where there is none."""
        made, start = [], 0
        for _prefix, model, names in self._parts:
            values = row[start : start + len(names)]
            made.append(model.from_db("default", names, values) if values[0] is not None else None)
            start += len(names)
        return made


def _columns(model: type[Model], prefix: str, without: Sequence[str]) -> list[str]:
    """The model's columns in the order in which it declares them, as `from_db` takes them."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if prefix + name not in without and name != "password"]


# Where a page keeps its parts, and of which model they are.
_STATE: tuple[tuple[str, type[Model]], ...] = (("", Page), ("space__", Space), ("latest__", Revision))
_SHOWN: tuple[tuple[str, type[Model]], ...] = (
    ("rendering__", Rendering),
    ("latest__author__", User),
    ("latest__author__merged_into__", User),
)


class PageQuery:
    """Pages outside the trash with their space, latest revision, its author and the rendering; `without` names columns
    to leave.

    `also` names columns of tables of higher slices, by their path from the page, which become attributes of the page
    under these names: what else a screen needs comes by the same query."""

    def __init__(self, *without: str, also: Sequence[str] = ()) -> None:
        self.also = also
        self.parts = _Parts(*_STATE, *_SHOWN, without=without)
        self.rows = PreparedQuery(self._rows, _USER, _SPACE, _PATH)

    def _rows(self, user: int, space: str, path: str) -> QuerySet:
        pages = Page.objects.standing().with_member_level(User(pk=user)).filter(space__slug=space, path=path)
        return pages.values_list("member_level", *self.also, *self.parts.names)

    def page(self, user: Any, space: str, path: str) -> Page | None:
        """The page at an address, with `member_level` of `user` in its space; whether they may read it is not asked."""
        rows = self.rows.rows(user.pk or 0, space, path)
        return self._assembled(*rows[0]) if rows else None

    def _assembled(self, member_level: int, *row: Any) -> Page:
        also = len(self.also)
        page, space, latest, rendering, author, merged_into = self.parts.made(row[also:])
        page.member_level, page.space, page.latest = member_level, space, latest
        if rendering:
            page.rendering = rendering
        if latest:
            latest.author = author
        if author:
            author.merged_into = merged_into
        for name, value in zip(self.also, row, strict=False):
            setattr(page, name, value)
        return page


_STATE_PARTS = _Parts(*_STATE)


def _state_rows(user: int, key: int) -> QuerySet:
    return Page.objects.with_member_level(User(pk=user)).filter(pk=key).values_list("member_level", *_STATE_PARTS.names)


_STATES = PreparedQuery(_state_rows, _USER, _KEY)


def page_to_change(user: Any, key: int) -> Page:
    """The page with this key, wherever it is, with text, space, latest revision, and `member_level` of `user` in its
    space, whose right is not asked; one query. Raises Page.DoesNotExist."""
    rows = _STATES.rows(user.pk or 0, key)
    if not rows:
        raise Page.DoesNotExist
    page, page.space, page.latest = _STATE_PARTS.made(rows[0][1:])
    page.member_level = rows[0][0]
    return page


_INDEXED = ("rendering__plain", "rendering__heading_text", "rendering__tags", "rendering__title")
_BEFORE = ("rendering__before_headings", "rendering__before_html")
NOT_ON_SCREEN = (*BODY, *_INDEXED, *_BEFORE)
ROW = PageQuery(*NOT_ON_SCREEN, "rendering__html")
SCREEN = PageQuery(*NOT_ON_SCREEN)
WHOLE = PageQuery(*_INDEXED, *_BEFORE)
