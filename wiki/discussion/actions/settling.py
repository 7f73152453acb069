"""Resolving a thread, and opening it again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.discussion.access import may_settle
from wiki.discussion.actions.entering import entered, others_in
from wiki.discussion.models import Resolution, Thread
from wiki.pages.models import Page


@transaction.atomic
def resolve_thread(*, by: Any, thread: Thread) -> Resolution:
    """Settles the thread: it leaves the page, and stays to be read. Editors, and who began it."""
    page = _held(thread, by=by)
    standing = thread.resolutions.filter(reopened_at=None).first()
    if standing:
        return standing
    made = Resolution.objects.create(thread=thread, by=by)
    audit("thread.resolved", page, by=by, space=page.space.slug, after=_told(thread, by))
    return made


@transaction.atomic
def reopen_thread(*, by: Any, thread: Thread) -> None:
    """Brings a resolved thread back to the page. Editors, and who began it."""
    page = _held(thread, by=by)
    standing = thread.resolutions.filter(reopened_at=None)
    if standing.update(reopened_by=by, reopened_at=timezone.now()):
        audit("thread.reopened", page, by=by, space=page.space.slug, after=_told(thread, by))


def _held(thread: Thread, *, by: Any) -> Page:
    page, level = entered(thread.page, by=by)
    if not may_settle(by, level, thread):
        raise PermissionDenied(_("Only editors and the person who began a thread may resolve it or open it again."))
    return page


def _told(thread: Thread, by: Any) -> dict[str, Any]:
    return {"thread": thread.pk, "passage": thread.quote, "participants": others_in(thread, besides=by)}
