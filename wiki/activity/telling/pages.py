"""What becomes of pages: for those who watch them or their space."""

from typing import Any

from wiki.activity.kinds import Kind
from wiki.activity.telling.told import LONGEST_REASON, Telling, watchers
from wiki.audit.models import AuditEvent
from wiki.display.tags import first_line
from wiki.pages.models import Page, Revision

_WRITTEN = {
    "page.created": Kind.CREATED,
    "page.edited": Kind.EDITED,
    "page.merged": Kind.EDITED,
    "page.restored": Kind.RESTORED,
}
_PLACED = {"page.moved": Kind.MOVED, "page.trashed": Kind.TRASHED, "page.recovered": Kind.RECOVERED}
ACTIONS = frozenset((*_WRITTEN, *_PLACED))


def tellings(event: AuditEvent, page: Page) -> list[Telling]:
    """News of a page's text or place."""
    if event.after.get("waits"):  # for approval: readers are told when it is in force, approvers when they are asked
        return []
    if event.action in _WRITTEN:
        return [_written(event, page)]
    spaces = {page.space.slug, event.before.get("space", "")}
    details = {"words": _reason(event) | _move(event)}
    return [Telling(_PLACED[event.action], watchers(event, page=page, spaces=spaces), page, details=details)]


def _written(event: AuditEvent, page: Page) -> Telling:
    kind = _WRITTEN[event.action]
    number = event.after.get("revision", 1)
    told = watchers(event, page=None if kind == Kind.CREATED else page, spaces={page.space.slug})
    if not {str(person) for person in told} - {event.actor_id}:
        return Telling(kind, set(), page)  # mostly nobody else watches
    revision = Revision.objects.filter(page=page, number=number).first()
    author = revision.author_id if revision else None  # of a suggestion that was accepted: not the one who saved it
    details: dict[str, Any] = {
        "old": event.before.get("revision", 0),
        "new": number,
        "is_minor": bool(revision and revision.is_minor),
        "words": _reason(event),
    }
    return Telling(kind, told - {author}, page, details=details)


def _reason(event: AuditEvent) -> dict[str, str]:
    reason = first_line(event.reason)[:LONGEST_REASON]
    return {"reason": reason} if reason else {}


def _move(event: AuditEvent) -> dict[str, str]:
    """What a page was called or where it lay before; nothing for an event that is no move."""
    if event.action != "page.moved":
        return {}
    before, after = event.before, event.after
    told = {}
    if before.get("title") != after.get("title"):
        told["title"] = before.get("title", "")
    if (before.get("space"), before.get("path")) != (after.get("space"), after.get("path")):
        told["from"] = f"/{before.get('space', '')}/{before.get('path', '')}/"
    return told
