"""A page with all that its screens show, by one query whose SQL is built once."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.querysets import BODY
from wiki.spaces.models import Space

_USER, _SPACE, _PATH = -1_000_001, "\0space", "\0path"  # marks of the parameters


class PageQuery:
    """Pages outside the trash with their space, latest revision, its author and the rendering; `without` names columns
    to leave.

    `also` names columns of tables of higher slices, by their path from the page, which become attributes of the page
    under these names: what else a screen needs comes by the same query."""

    def __init__(self, *without: str, also: Sequence[str] = ()) -> None:
        self.also = also
        self.parts = [(prefix, model, _columns(model, prefix, without)) for prefix, model in _PARTS]
        self.rows = PreparedQuery(self._rows, _USER, _SPACE, _PATH)

    def _rows(self, user: int, space: str, path: str) -> QuerySet:
        pages = Page.objects.standing().with_member_level(User(pk=user)).filter(space__slug=space, path=path)
        names = [prefix + name for prefix, _model, names in self.parts for name in names]
        return pages.values_list("member_level", *names, *self.also)

    def page(self, user: Any, space: str, path: str) -> Page | None:
        """The page at an address, with `member_level` of `user` in its space; whether they may read it is not asked."""
        rows = self.rows.rows(user.pk or 0, space, path)
        return self._assembled(rows[0]) if rows else None

    def _assembled(self, row: Sequence[Any]) -> Page:
        made: list[Any] = []
        start = 1
        for _prefix, model, names in self.parts:
            values = row[start : start + len(names)]
            made.append(model.from_db("default", names, values) if values[0] is not None else None)
            start += len(names)
        page, space, latest, rendering, author, merged_into = made
        page.member_level, page.space, page.latest = row[0], space, latest
        if rendering:
            page.rendering = rendering
        if latest:
            latest.author = author
        if author:
            author.merged_into = merged_into
        for name, value in zip(self.also, row[start:], strict=True):
            setattr(page, name, value)
        return page


# Where a page keeps its parts, and of which model they are.
_PARTS: tuple[tuple[str, type[Model]], ...] = (
    ("", Page),
    ("space__", Space),
    ("latest__", Revision),
    ("rendering__", Rendering),
    ("latest__author__", User),
    ("latest__author__merged_into__", User),
)


def _columns(model: type[Model], prefix: str, without: Sequence[str]) -> list[str]:
    """The model's columns in the order in which it declares them, as `from_db` takes them."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if prefix + name not in without and name != "password"]


_INDEXED = ("rendering__plain", "rendering__heading_text", "rendering__tags", "rendering__title")
_BEFORE = ("rendering__before_headings", "rendering__before_html")
NOT_ON_SCREEN = (*BODY, *_INDEXED, *_BEFORE)
ROW = PageQuery(*NOT_ON_SCREEN, "rendering__html")
SCREEN = PageQuery(*NOT_ON_SCREEN)
WHOLE = PageQuery(*_INDEXED, *_BEFORE)
