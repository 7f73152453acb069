"""From an approval to an edition, and from an edition to what readers meet."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.models import Document, ReviewRequest
from wiki.control.policy import policy_of
from wiki.control.reviews import first_review_on, shorter
from wiki.pages.actions.releasing import put_in_force
from wiki.pages.editions.models import Edition

log = logging.getLogger(__name__)


def next_number(page: Any, *, is_minor: bool) -> tuple[int, int]:
    """Major and minor number of the page's next edition; one that was called off keeps its own."""
    last = Edition.objects.filter(page=page).order_by("-major", "-minor").first()
    if last is None:
        return 1, 0
    return (last.major, last.minor + 1) if is_minor else (last.major + 1, 0)


def make_edition(request: ReviewRequest) -> Edition:
    """The edition that an approved request asked for; in force at once where nothing later was asked for."""
    major, minor = next_number(request.page, is_minor=request.is_minor)
    now = timezone.now()
    waits = request.effective_percent is not None
    edition = Edition.objects.create(
        page=request.page,
        revision=request.revision,
        major=major,
        minor=minor,
        is_minor=request.is_minor,
        marks=request.marks,
        summary=request.summary,
        seal=request.seal,
        approved_at=now,
        effective_at=None if waits else max(request.effective_at or now, now),
        falls_back_at=request.falls_back_at,
    )
    request.edition = edition
    request.save(update_fields=["edition"])
    _set_review(request)
    if edition.effective_at and edition.effective_at <= timezone.now():
        put_in_force(edition)
    return edition


def _set_review(request: ReviewRequest) -> None:
    """What has just changed is looked at sooner; a spelling mistake leaves the date as it is."""
    document = Document.objects.get(page=request.page)
    if request.is_minor and document.next_review_on:
        return
    months = document.review_months or policy_of(request.page.space).review_months
    if document.review_months and request.base:
        months = shorter(months)
        document.review_months = months
    document.next_review_on = first_review_on(months)
    document.save(update_fields=["review_months", "next_review_on"])


def release_at_once(request: ReviewRequest, *, by: Any) -> Edition:
    """An edition before its approval, in an emergency; the request stays open until somebody approves it or not."""
    edition = make_edition(request)
    told = {"edition": edition.number, "approve by": request.approve_by.isoformat()}
    audit("edition.emergency", request.page, by=by, space=request.page.space.slug, after=told, reason=request.summary)
    return edition


def take_back(request: ReviewRequest) -> None:
    """Ends an emergency edition that was not approved: the edition before it comes back; a first one is withheld by
    whoever rejects it."""
    edition, base = request.edition, request.base
    if base is None or edition.in_force_until is not None:
        return
    back = Edition.objects.create(
        page=request.page,
        revision=base.revision,
        major=base.major,
        minor=base.minor,
        seal=base.seal,
        summary=_("The emergency edition %(number)s was not approved.") % {"number": edition.number},
        effective_at=timezone.now(),
        follows=edition,
    )
    put_in_force(back)


def release_due() -> int:
    """Puts every edition in force whose moment has come; how many. Harmless when two do it at once."""
    count = 0
    for edition in Edition.objects.due().order_by("effective_at", "pk"):
        try:
            with transaction.atomic():
                count += put_in_force(edition)
        except Exception:  # one broken page must not keep the others, nor whoever happens to read, from going on
            log.exception("Edition %s of page %s could not be put in force.", edition.number, edition.page_id)
    return count
