"""The part of the audit trail that is about one space."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.filters import FieldFilter
from wiki.audit.filters import ActionFilter, SinceFilter, SubjectFilter, UntilFilter, WhoFilter, applied
from wiki.audit.models import AuditEvent
from wiki.audit.words import action_in_words, differences
from wiki.spaces.models import Space

FILTERS = (ActionFilter, WhoFilter, SinceFilter, UntilFilter, SubjectFilter)


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event in words."""

    event: AuditEvent
    what: str
    changes: list[tuple[str, str, str, bool]]
    subject_url: str


def events_asked_for(request: HttpRequest, space: Space) -> tuple[list[FieldFilter], QuerySet[AuditEvent]]:
    """The filters of the screen, and the space's events that they leave, newest first."""
    return applied(request, AuditEvent.objects.filter(space=space.slug), FILTERS)


def in_words(events: Sequence[Any]) -> list[ShownEvent]:
    """The events as the screen shows them."""
    return [
        ShownEvent(
            event,
            action_in_words(event.action),
            differences(event.before, event.after),
            f"/p/{event.subject_id}/" if event.subject_kind == "page" else "",
        )
        for event in events
    ]
