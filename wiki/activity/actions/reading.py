"""Marking notifications as read. No deed that concerns anybody else, so the audit trail has nothing of it."""

from typing import Any

from django.utils import timezone

from wiki.activity.models import Notification
from wiki.activity.querysets import Screen


def mark_read(*, by: Any, key: int) -> None:
    """Marks one of the person's own; nothing for anybody else's."""
    Notification.objects.unread().filter(person=by, pk=key).update(read_at=timezone.now())


def mark_all_read(*, by: Any, up_to: int) -> None:
    """Marks all of the person's own that they can have seen: those up to the newest that the list showed."""
    Notification.objects.unread().filter(person=by, pk__lte=up_to).update(read_at=timezone.now())


def mark_seen(*, by: Any, screen: Screen) -> None:
    """Marks those of the person's own whose things a screen has just shown them."""
    Notification.objects.unread().filter(person=by).shown_on(screen).update(read_at=timezone.now())
