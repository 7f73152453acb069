"""The end of a request without an edition."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.models import UNFINISHED, ReviewRequest
from wiki.pages.models import Page


def unfinished(page: Page) -> QuerySet[ReviewRequest]:
    """The page's request that may still become an edition."""
    return ReviewRequest.objects.filter(UNFINISHED, page=page).select_related("revision", "change_set")


def close(request: ReviewRequest, outcome: str, *, by: Any) -> None:
    """Notes how the request ended."""
    request.outcome, request.closed_at, request.closed_by = outcome, timezone.now(), by
    request.save(update_fields=["outcome", "closed_at", "closed_by"])


def end(request: ReviewRequest, outcome: str, *, by: Any) -> None:
    """Closes a request that becomes no edition, and with it those of the other pages of its change set: they take
    effect as one or not at all."""
    close(request, outcome, by=by)
    if request.change_set is None:
        return
    others = ReviewRequest.objects.filter(change_set=request.change_set, edition=None).exclude(pk=request.pk)
    ended = (ReviewRequest.Outcome.REJECTED, ReviewRequest.Outcome.WITHDRAWN, ReviewRequest.Outcome.OVERTAKEN)
    reason = _("As one with “%(title)s”") % {"title": request.revision.title}
    for other in others.exclude(outcome__in=ended).select_related("page__space", "revision"):
        close(other, ReviewRequest.Outcome.WITHDRAWN, by=by)
        space, told = other.page.space.slug, {"revision": other.revision.number}
        audit("review.withdrawn", other.page, by=by, space=space, after=told, reason=reason)
