"""Saying that one edits a page, and who does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from wiki.pages.models import Page
from wiki.pages.presence.models import Presence

# Windows speak up about every 20 seconds; two may get lost before one counts as gone.
GONE_AFTER = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Editing:
    """Somebody who edits the page now, in however many windows."""

    person: Any
    since: datetime


def say_present(*, by: Any, page: Page, sitting: str) -> None:
    """Notes that `by` has the page's editor open; the caller has checked the right to edit. Clears away rows of any
    page that have fallen silent."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - GONE_AFTER).delete()
    Presence.objects.update_or_create(page=page, person=by, sitting=sitting, defaults={"seen_at": now})


def say_gone(*, by: Any, page: Page, sitting: str) -> None:
    """Notes that the window was closed."""
    Presence.objects.filter(page=page, person=by, sitting=sitting).delete()


def present(page: Page) -> list[Presence]:
    """The windows in which the page is edited now, the longest open first; one query."""
    living = Presence.objects.filter(page=page, seen_at__gte=timezone.now() - GONE_AFTER)
    return list(living.select_related("person").order_by("since", "pk"))


def others(windows: Iterable[Presence], user: Any) -> list[Editing]:
    """The people besides `user` behind these windows, each once."""
    first: dict[int, Editing] = {}
    for window in windows:
        if window.person_id != user.pk:
            first.setdefault(window.person_id, Editing(window.person, window.since))
    return list(first.values())


def own_window_besides(windows: Iterable[Presence], user: Any, sitting: str) -> Presence | None:
    """Another window in which `user` has the page's editor open."""
    return next((one for one in windows if one.person_id == user.pk and one.sitting != sitting), None)
