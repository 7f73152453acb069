"""What has to be read and confirmed: for those who must, and for their supervisors."""

from typing import Any

from wiki.activity.kinds import Kind
from wiki.activity.models import Notification
from wiki.activity.telling.told import Telling
from wiki.audit.models import AuditEvent
from wiki.control.fetching import document_entry
from wiki.pages.models import Page
from wiki.training.models import Reminder

_CONFIRMED = "acknowledgement.given"
_SUPERVISORS = {"training.escalated": Kind.ESCALATED, "training.check_due": Kind.CHECK}
ACTIONS = frozenset(("training.reminded", _CONFIRMED, *_SUPERVISORS))
_OWN = (Kind.TO_READ, Kind.DUE, Kind.OVERDUE)
_KINDS = {Reminder.Stage.NEW: Kind.TO_READ, Reminder.Stage.LATE: Kind.OVERDUE}


def tellings(event: AuditEvent, page: Page) -> list[Telling]:
    """News of what a page asks of people; what somebody has confirmed is no news to them any more."""
    if event.action == _CONFIRMED:
        own = Notification.objects.filter(person=int(event.actor_id), page=page, kind__in=_OWN, read_at=None)
        own.update(read_at=event.at)
        return []
    if event.action in _SUPERVISORS:
        return _for_supervisor(event, page)
    kind = _KINDS.get(event.after["stage"], Kind.DUE)
    return [Telling(kind, set(event.after["people"]), page, details=_words(event))]


def _for_supervisor(event: AuditEvent, page: Page) -> list[Telling]:
    """About the page for supervisors who may read it; for others in words alone, and no more of them than the record of
    the person has, which every supervisor may see."""
    kind, people, details = _SUPERVISORS[event.action], {event.after["supervisor"]}, _words(event)
    subject = f"{document_entry(page).number or ''} {page.title}".strip()
    in_words = {"words": details["words"] | {"subject": subject}}
    return [Telling(kind, people, page, details=details), Telling(kind, people, details=in_words)]


def _words(event: AuditEvent) -> dict[str, Any]:
    told = ("due", "who", "person", "acknowledgement")
    return {"words": {name: event.after[name] for name in told if name in event.after}}
