"""What every screen shows of a person's own: the number on the bell, and whether they watch what they look at."""

from functools import cache
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.activity.models import Notification, Watch
from wiki.spaces.models import Space
from wiki.spaces.querysets import visibilities_read_by

_USER, _PAGE, _SPACE = -1_000_021, -1_000_022, -1_000_023  # marks of the parameters


class Own(NamedTuple):
    """How much is unread, and whether the page and the space on the screen are watched."""

    unread: int
    watches_page: bool
    watches_space: bool


NOTHING = Own(0, watches_page=False, watches_space=False)


class Bell:
    """Asked once a screen, by whoever draws first, with the page that the screen is about; one query."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self._own: Own | None = None

    def own(self, page: Any = None) -> Own:
        """What there is for the person; nothing for strangers."""
        if self._own is None:
            self._own = _asked(self.user, page) if self.user and self.user.is_authenticated else NOTHING
        return self._own


def bell(request: HttpRequest) -> dict[str, Bell]:
    """For every template; costs nothing where no bell is drawn."""
    return {"bell": Bell(getattr(request, "user", None))}


def _asked(user: Any, page: Any) -> Own:
    keys = (page.pk, page.space_id) if page is not None else (0, 0)
    rows = _query(visibilities_read_by(user)).rows(user.pk, *keys)
    return Own(*rows[0]) if rows else NOTHING


@cache
def _query(visibilities: tuple[str, ...]) -> PreparedQuery:
    def make(user: int, page: int, space: int) -> QuerySet:
        spaces = Space.objects.reached(visibilities, User(pk=user)).values("pk")
        unread = Notification.objects.unread().within(spaces).filter(person=OuterRef("pk")).order_by()
        count = unread.values("person").annotate(count=Count("pk")).values("count")
        watches = Watch.objects.standing().filter(person=OuterRef("pk"))
        return User.objects.filter(pk=user).values_list(
            Coalesce(Subquery(count), 0), Exists(watches.filter(page=page)), Exists(watches.filter(space=space))
        )

    return PreparedQuery(make, _USER, _PAGE, _SPACE)
