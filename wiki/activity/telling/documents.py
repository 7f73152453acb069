"""What becomes of controlled documents: for those whose word is asked for, who submitted, who watches, who answers."""

from collections.abc import Callable
from functools import partial

from wiki.activity.kinds import Kind
from wiki.activity.models import Notification
from wiki.activity.telling.told import LONGEST_REASON, Telling, watchers
from wiki.audit.models import AuditEvent
from wiki.control.access import asked_now
from wiki.control.models import Document, ReviewRequest
from wiki.history.access import whom_to_ask
from wiki.pages.models import Page


def tellings(event: AuditEvent, page: Page) -> list[Telling]:
    """News of a document; what speaks to a person most comes first."""
    return _TOLD[event.action](event, page)


def _asked(event: AuditEvent, page: Page) -> list[Telling]:
    """For those whose word the request waits for now, each told once, with what they are to approve: who was asked
    before is not told again."""
    request = _request(event)
    if request is None or request.closed_at is not None:
        return []
    told = Notification.objects.filter(kind=Kind.ASKED, page=page, words__request=request.pk).values_list("person")
    people = asked_now(request) - {person for (person,) in told} - {request.by_id}
    change = {"old": request.base.revision.number if request.base else 0, "new": request.revision.number}
    return [Telling(Kind.ASKED, people, page, details=change | _words(event, request.summary), by=request.by_id)]


def _agreed(event: AuditEvent, page: Page) -> list[Telling]:
    """With a yes the next ones may be asked, or who submitted has what they asked for."""
    request = _request(event)
    if request is not None and request.outcome == ReviewRequest.Outcome.APPROVED:
        return [Telling(Kind.APPROVED, {request.by_id}, page, details=_words(event, event.reason))]
    return _asked(event, page)


def _rejected(event: AuditEvent, page: Page) -> list[Telling]:
    request = _request(event)
    people = {request.by_id} if request else set()
    return [Telling(Kind.REJECTED, people, page, details=_words(event, event.reason))]


def _request(event: AuditEvent) -> ReviewRequest | None:
    requests = ReviewRequest.objects.select_related("page__space", "revision", "base__revision")
    return requests.filter(pk=event.after.get("request")).first()


def _words(event: AuditEvent, reason: str) -> dict:
    return {"words": {"request": event.after["request"], "reason": reason[:LONGEST_REASON]}}


def _effective(event: AuditEvent, page: Page) -> list[Telling]:
    """For watchers, with the change between the two editions."""
    words = {"edition": event.after["edition"], "reason": event.reason[:LONGEST_REASON]}
    details = {"old": event.before.get("revision", 0), "new": event.after["revision"], "words": words}
    people = watchers(event, page=page, spaces={page.space.slug})
    return [Telling(Kind.EFFECTIVE, people, page, details=details)]


def _planned(kind: Kind, event: AuditEvent, page: Page) -> list[Telling]:
    """For who submitted it: they count on it."""
    request = _request(event) or _that_became(event.after["edition"], page)
    words = {"edition": event.after["edition"], "reason": event.reason[:LONGEST_REASON]}
    return [Telling(kind, {request.by_id}, page, details={"words": words})] if request else []


def _that_became(number: str, page: Page) -> ReviewRequest | None:
    """The request that this edition came of, where another edition ended it and nobody looked at requests."""
    major, minor = number.split(".")
    return ReviewRequest.objects.filter(page=page, edition__major=major, edition__minor=minor).first()


def _flagged(event: AuditEvent, page: Page) -> list[Telling]:
    details = {"words": {"reason": event.reason[:LONGEST_REASON]}}
    return [Telling(Kind.FLAGGED, _answerable(page), page, details=details)]


def _due(event: AuditEvent, page: Page) -> list[Telling]:
    return [Telling(Kind.REVIEW_DUE, _answerable(page), page, details={"words": {"due": event.after["due"]}})]


def _answerable(page: Page) -> set[int]:
    """The document's owner or owning team; who looks after the space where nobody does, or whoever did has left."""
    document = Document.objects.filter(page=page).select_related("owner", "owner_team").first()
    owners: set[int] = set()
    if document and document.owner and document.owner.is_active:
        owners = {document.owner_id}
    elif document and document.owner_team:
        owners = set(document.owner_team.members.active().values_list("pk", flat=True))
    return owners or {person.pk for person in whom_to_ask(page.space)}


_TOLD: dict[str, Callable[[AuditEvent, Page], list[Telling]]] = {
    "review.requested": _asked,
    "review.reviewed": _agreed,
    "review.approved": _agreed,
    "review.rejected": _rejected,
    "edition.effective": _effective,
    "edition.planned_anew": partial(_planned, Kind.PLANNED_ANEW),
    "edition.called_off": partial(_planned, Kind.CALLED_OFF),
    "document.flagged": _flagged,
    "document.review_due": _due,
}
ACTIONS = frozenset(_TOLD)
