"""What every screen shows of a person's own: the number on the bell, and whether they watch what they look at."""

from functools import cache
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.activity.actions import mark_seen
from wiki.activity.models import Notification, Watch
from wiki.activity.querysets import Screen
from wiki.spaces.access import SEES_UNAPPROVED
from wiki.spaces.models import Space
from wiki.spaces.querysets import visibilities_prepared_by, visibilities_read_by
from wiki.training.standing.own import Standing, columns, standing_from

_USER, _PAGE, _SPACE = -1_000_021, -1_000_022, -1_000_023  # marks of the parameters
_SCREEN = Screen(-1_000_024, -1_000_025, -1_000_026)
_PAGE_SCREENS = frozenset(("reading:page", "reading:space"))


class Own(NamedTuple):
    """How much is unread, whether the page and the space on the screen are watched, and where the person stands with
    the page, if they have to know it."""

    unread: int
    watches_page: bool
    watches_space: bool
    standing: Standing | None = None


NOTHING = Own(0, watches_page=False, watches_space=False)


class Bell:
    """Asked once a screen, by whoever draws first, with the page that the screen is about; one query. What is told of
    and stands on the screen itself is seen with it, and counts no more."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._own: Own | None = None

    def own(self, page: Any = None) -> Own:
        """What there is for the person; nothing for strangers."""
        if self._own is None:
            user = getattr(self.request, "user", None)
            self._own = _asked(user, page, _screen(self.request, page)) if user and user.is_authenticated else NOTHING
        return self._own


def bell(request: HttpRequest) -> dict[str, Bell]:
    """For every template; costs nothing where no bell is drawn."""
    return {"bell": Bell(request)}


def _screen(request: HttpRequest, page: Any) -> Screen:
    """What the screen shows of a discussion; without a page, which errors have none of, nothing."""
    match = request.resolver_match
    if page is None or match is None or request.method != "GET":
        return Screen()
    if match.view_name in _PAGE_SCREENS:
        return Screen(page=page.pk)
    if match.view_name == "discussion:thread":
        return Screen(thread=match.kwargs["pk"])
    return Screen(suggestion=match.kwargs["pk"]) if match.view_name == "discussion:suggestion" else Screen()


def _asked(user: Any, page: Any, screen: Screen) -> Own:
    keys = (page.pk, page.space_id) if page is not None else (0, 0)
    rows = _query(visibilities_read_by(user), visibilities_prepared_by(user)).rows(user.pk, *keys, *screen)
    if not rows:
        return NOTHING
    unread, seen_now, watches_page, watches_space, *training = rows[0]
    if seen_now:
        mark_seen(by=user, screen=screen)
    standing = standing_from(training, user, page) if page is not None else None
    return Own(unread - seen_now, watches_page, watches_space, standing)


@cache
def _query(read: tuple[str, ...], prepared: tuple[str, ...]) -> PreparedQuery:
    def make(user: int, page: int, space: int, *screen: int) -> QuerySet:
        person = User(pk=user)
        spaces = Space.objects.reached(read, person), Space.objects.reached(prepared, person, SEES_UNAPPROVED)
        unread = Notification.objects.unread().within(*(some.values("pk") for some in spaces))
        unread = unread.filter(person=OuterRef("pk")).order_by()
        watches = Watch.objects.standing().filter(person=OuterRef("pk"))
        return User.objects.filter(pk=user).values_list(
            _count(unread),
            _count(unread.shown_on(Screen(*screen))),
            Exists(watches.filter(page=page)),
            Exists(watches.filter(space=space)),
            *columns(user, page, space),
        )

    return PreparedQuery(make, _USER, _PAGE, _SPACE, *_SCREEN)


def _count(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("person").annotate(count=Count("pk")).values("count")), 0)
