"""What people say and suggest: for those whom it speaks to, those who took part, and those who watch the page."""

from wiki.activity.kinds import Kind
from wiki.activity.telling.told import LONGEST_REASON, Telling, watchers
from wiki.audit.models import AuditEvent
from wiki.discussion.models import Comment
from wiki.history.access import whom_to_ask
from wiki.pages.models import Page
from wiki.spaces.readers import editors_of

_SAID = frozenset(("thread.started", "comment.added", "comment.edited"))
_SETTLED = {"thread.resolved": Kind.RESOLVED, "thread.reopened": Kind.REOPENED}
_DECIDED = {"suggestion.accepted": Kind.ACCEPTED, "suggestion.declined": Kind.DECLINED}
ACTIONS = frozenset((*_SAID, *_SETTLED, *_DECIDED, "suggestion.sent"))


def tellings(event: AuditEvent, page: Page) -> list[Telling]:
    """News of a page's discussion; what speaks to a person most comes first."""
    if event.action in _SAID:
        return _said(event, page)
    if event.action in _SETTLED:
        details = {"thread_id": event.after["thread"]}
        return [Telling(_SETTLED[event.action], _people(event, "participants"), page, details=details)]
    if event.action in _DECIDED:
        return [_decided(event, page)]
    return [_suggested(event, page)]


def _said(event: AuditEvent, page: Page) -> list[Telling]:
    key = event.after["comment"]
    if not Comment.objects.filter(pk=key, removed_at=None).exists():
        return []
    details = {"comment_id": key}
    told = [Telling(Kind.MENTION, _people(event, "mentioned"), page, details=details)]
    if event.action != "comment.edited":  # who was told of it before need not be told of other words
        told.append(Telling(Kind.REPLY, _people(event, "participants"), page, details=details))
        told.append(Telling(Kind.COMMENT, watchers(event, page=page, spaces={page.space.slug}), page, details=details))
    return told


def _suggested(event: AuditEvent, page: Page) -> Telling:
    """For the editors among those who watch; where none does, for the people who look after the space."""
    watching = watchers(event, page=page, spaces={page.space.slug})
    editors = set(editors_of(page.space).filter(pk__in=watching).values_list("pk", flat=True))
    told = editors or {person.pk for person in whom_to_ask(page.space)}
    return Telling(Kind.SUGGESTED, told, page, details=_of_suggestion(event))


def _decided(event: AuditEvent, page: Page) -> Telling:
    details = _of_suggestion(event)
    if event.after.get("changed"):
        details["words"]["changed"] = True
    return Telling(_DECIDED[event.action], {event.after["author"]}, page, details=details)


def _of_suggestion(event: AuditEvent) -> dict:
    reason = event.reason.strip()[:LONGEST_REASON]
    return {"suggestion_id": event.after["suggestion"], "words": {"reason": reason} if reason else {}}


def _people(event: AuditEvent, name: str) -> set[int]:
    return set(event.after.get(name, ()))
