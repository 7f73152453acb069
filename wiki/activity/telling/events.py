"""The audit events that were not read yet, in their order, without a hole that somebody may still fill."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from django.db import connection

from wiki.activity.models import EventPosition
from wiki.audit.models import AuditEvent

READER = "notifications"
AT_A_TIME = 20
# How far the clock of the process that wrote an event may be off the database's.
_CLOCKS = timedelta(seconds=10)
_OLDER_WRITERS = """
SELECT 1 FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start < %s
LIMIT 1
"""


def next_events() -> tuple[int, list[AuditEvent]]:
    """How far was read, and what comes next."""
    position, _created = EventPosition.objects.get_or_create(reader=READER)
    found = list(AuditEvent.objects.filter(pk__gt=position.event).order_by("pk")[:AT_A_TIME])
    return position.event, list(_without_holes(position.event, found))


def move_on(seen: int, to: int) -> bool:
    """Notes that everything up to `to` was read; False when another reader did so since `seen`. The first writing
    statement of the transaction in which the events are told: of two readers at once, one waits here and gives up."""
    return bool(EventPosition.objects.filter(reader=READER, event=seen).update(event=to))


def _without_holes(last: int, events: list[AuditEvent]) -> Iterator[AuditEvent]:
    """The events up to the first missing number that a transaction which is still running may have drawn.

    PostgreSQL gives numbers out when a row is written and shows the row when its transaction ends: a lower one can come
    to light after a higher one. SQLite has one writer at a time."""
    numbers = [last, *(event.pk for event in events)]
    for (before, number), event in zip(pairwise(numbers), events, strict=True):
        if number != before + 1 and connection.vendor == "postgresql" and _may_be_filled(event):
            return
        yield event


def _may_be_filled(event: AuditEvent) -> bool:
    """Whether a transaction runs that was there already when the event after the hole was written; PostgreSQL's own,
    such as those that clean up, write no events."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDER_WRITERS, [event.at + _CLOCKS])
        return cursor.fetchone() is not None
