"""Finds approvals, reviews and signatures that no longer belong to what they were given for.

21 CFR 11.70 (signature and record are linked), 21 CFR 11.10(a) (altered records are discerned).
"""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from wiki.audit.findings import Advance, Finding, in_batches
from wiki.control.models import Decision, PeriodicReview, ReviewRequest, Signature
from wiki.pages.editions.verifying import seal_findings


def request_findings(advance: Advance) -> Iterator[Finding]:
    """Requests for approval that are not about what was submitted."""
    rows = ReviewRequest.objects.annotate(sealed_number=F("revision__number"))
    yield from seal_findings("request-seal", _("Request for approval (row %(key)d)"), rows, advance)


def signature_findings(advance: Advance) -> Iterator[Finding]:
    """Signatures that are not under what was signed."""
    rows = Signature.objects.annotate(sealed_number=F("revision_number"))
    yield from seal_findings("signature-seal", _("Signature (row %(key)d)"), rows, advance)


# What a signature under a decision or a review has to agree with, beside who gave it.
_OF_REQUEST = Q(
    signature__by=F("by"),
    signature__page=F("step__request__page"),
    signature__revision_number=F("step__request__revision__number"),
    signature__seal=F("step__request__seal"),
)
_OF_EDITION = Q(
    signature__by=F("by"),
    signature__page=F("page"),
    signature__revision_number=F("edition__revision__number"),
    signature__seal=F("edition__seal"),
)


def decision_findings(advance: Advance) -> Iterator[Finding]:
    """Decisions whose signature was given by somebody else or for something else."""
    words = _("The signature of decision (row %(key)d) belongs to another person or text.")
    yield from _foreign("decision-signature", words, Decision.objects.all(), _OF_REQUEST, advance)


def review_findings(advance: Advance) -> Iterator[Finding]:
    """Periodic reviews whose signature was given by somebody else or for something else."""
    words = _("The signature of periodic review (row %(key)d) belongs to another person or text.")
    yield from _foreign("review-signature", words, PeriodicReview.objects.all(), _OF_EDITION, advance)


def _foreign(name: str, words: str, rows: QuerySet, agreeing: Q, advance: Advance) -> Iterator[Finding]:
    for batch in in_batches(rows.only("signature"), advance):
        signed = {row.pk for row in batch if row.signature_id}
        right = set(rows.filter(agreeing, pk__in=signed).values_list("pk", flat=True))
        for key in sorted(signed - right):
            yield Finding(name, words % {"key": key})
