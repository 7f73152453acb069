"""Telling in time that a document has to be reviewed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wiki.audit.models import AuditEvent
from wiki.audit.recording import record as audit
from wiki.control.models import Document

BEFORE = (0, 7, 30)  # days before a review is due on which its owner is told


def remind_of_reviews() -> int:
    """Notes for each document whose review is near that its owner is to be told: once 30 days before, once 7, once when
    it is due, also when the worker was off on that day; how many were."""
    today = timezone.localdate()
    near = Document.objects.filter(
        next_review_on__lte=today + timedelta(days=BEFORE[-1]), page__withheld_at=None, page__trashed_at=None
    )
    return sum(_remind(document) for document in near.filter(page__is_controlled=True).select_related("page__space"))


@transaction.atomic
def _remind(document: Document) -> bool:
    left = (document.next_review_on - timezone.localdate()).days
    days = next(days for days in BEFORE if left <= days)
    told = {"due": document.next_review_on.isoformat(), "days": days}
    before = AuditEvent.objects.filter(action="document.review_due", subject_id=str(document.page_id))
    if any(event.after == told for event in before):
        return False
    audit("document.review_due", document.page, by=None, space=document.page.space.slug, after=told)
    return True
