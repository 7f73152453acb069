"""Spaces by queries whose SQL is built once: home, every search and the links of every saved text ask for them."""

from functools import cache
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.spaces.models import Space
from wiki.spaces.querysets import EVERY_VISIBILITY, visibilities_read_by

_USER, _SPACE = -1_000_002, -1_000_003  # marks of the parameters
_COLUMNS = [field.attname for field in Space._meta.concrete_fields]


def readable_spaces(user: Any) -> list[Space]:
    """As `Space.objects.readable_by(user)`, in the order of the home page."""
    rows = _spaces_of(visibilities_read_by(user)).rows(user.pk or 0)
    return [Space.from_db("default", _COLUMNS, row) for row in rows]


def every_space() -> list[Space]:
    """All spaces, whoever asks; one query."""
    return [Space.from_db("default", _COLUMNS, row) for row in _spaces_of(EVERY_VISIBILITY).rows(0)]


def member_level(user: Any, space: Space) -> int:
    """The level that memberships, own or of a team, give `user` in `space`; one query."""
    return _MEMBER_LEVELS.rows(user.pk or 0, space.pk)[0][0]


def _member_levels(user: int, space: int) -> QuerySet:
    return Space.objects.filter(pk=space).with_member_level(User(pk=user)).values_list("member_level")


_MEMBER_LEVELS = PreparedQuery(_member_levels, _USER, _SPACE)


@cache
def _spaces_of(visibilities: tuple[str, ...]) -> PreparedQuery:
    def make(user: int) -> QuerySet:
        return Space.objects.reached(visibilities, User(pk=user)).values_list(*_COLUMNS)

    # Who may read all spaces is not asked after: the query has no parameter then.
    return PreparedQuery(make, _USER)
