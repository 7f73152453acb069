"""Reading the audit trail: each event is told once, however many workers read, and whatever stops one of them."""

import logging
import time

from django.db import DatabaseError, transaction

from wiki.activity.telling import discussions, documents, events, pages, rights, training
from wiki.activity.telling.events import move_on, next_events
from wiki.activity.telling.noting import note
from wiki.activity.telling.own_pages import watch_own
from wiki.activity.telling.told import Telling
from wiki.audit.models import AuditEvent
from wiki.pages.access import key_from
from wiki.pages.models import Page

log = logging.getLogger(__name__)
_TOLD = rights.ACTIONS | pages.ACTIONS | documents.ACTIONS | discussions.ACTIONS | training.ACTIONS
# Seconds between parts of a long backlog: on SQLite there is one writer at a time, and who waits to save comes first.
PAUSE = 0.02


def tell_news() -> int:
    """Tells what happened since the last time; how many events that were. Stopped in the middle, it has told none of
    those that it was at, and the next reader tells them."""
    read = 0
    while part := _tell_some():
        read += part
        if part == events.AT_A_TIME:
            time.sleep(PAUSE)
    return read


def _tell_some() -> int:
    seen, fresh = next_events()
    if not fresh:
        return 0
    with transaction.atomic():
        if not move_on(seen, fresh[-1].pk):
            return 0  # another reader tells them
        told = [event for event in fresh if event.action in _TOLD]
        pages_of = _pages_of(told)
        for event in told:
            _tell(event, pages_of)
    return len(fresh)


def _pages_of(told: list[AuditEvent]) -> dict[str, Page]:
    """The pages that these events are about, by their keys as an event names them."""
    keys = {key_from(event.subject_id) for event in told if event.action not in rights.ACTIONS} - {None}
    found = Page.objects.select_related("space").without_body().filter(pk__in=keys)
    return {str(page.pk): page for page in found}


def _tell(event: AuditEvent, pages_of: dict[str, Page]) -> None:
    """An event that can't be understood is left out, with a word in the log: it must not keep back all that follow."""
    try:
        with transaction.atomic():
            note(event, _news(event, pages_of))
    except DatabaseError:
        raise  # nothing is wrong with the event
    except Exception:
        log.exception("The audit event %s (%s) could not be told.", event.pk, event.action)


def _news(event: AuditEvent, pages_of: dict[str, Page]) -> list[Telling]:
    if event.action in rights.ACTIONS:
        return rights.tellings(event)
    told = next(part for part in (pages, documents, discussions, training) if event.action in part.ACTIONS)
    page = pages_of[event.subject_id]
    news = told.tellings(event, page)
    watch_own(event, page)
    return news
