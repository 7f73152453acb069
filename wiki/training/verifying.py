"""Finds proofs of training that no longer belong to the text that was read, asked about or practised.

21 CFR 11.70 (signature and record are linked), 21 CFR 211.25(a) (training in what the procedure says).
"""

from collections.abc import Iterator

from django.db.models import F, Q
from django.utils.translation import gettext as _

from wiki.audit.findings import Advance, Finding
from wiki.pages.editions.verifying import seal_findings
from wiki.training.models import Acknowledgement, Attempt, SignOff


def acknowledgement_findings(advance: Advance) -> Iterator[Finding]:
    """Acknowledgements that are not of what was read."""
    rows = Acknowledgement.objects.annotate(sealed_number=F("revision_number"))
    yield from seal_findings("acknowledgement-seal", _("Acknowledgement (row %(key)d)"), rows, advance)


def attempt_findings(advance: Advance) -> Iterator[Finding]:
    """Answers to check questions that are not those of the text that was asked about."""
    rows = Attempt.objects.annotate(sealed_number=F("revision_number"))
    yield from seal_findings("attempt-seal", _("Attempt at check questions (row %(key)d)"), rows, advance)


def sign_off_findings(advance: Advance) -> Iterator[Finding]:
    """Sign-offs that are not of what was practised, or under which others signed, or signed something else."""
    rows = SignOff.objects.annotate(sealed_number=F("revision_number"))
    yield from seal_findings("sign-off-seal", _("Sign-off (row %(key)d)"), rows, advance)
    same = Q(learned__by=F("person"), learned__page=F("page"), learned__seal=F("seal"))
    same &= Q(trained__by=F("trainer"), trained__page=F("page"), trained__seal=F("seal"))
    for key in SignOff.objects.exclude(same).order_by("pk").values_list("pk", flat=True).iterator():
        words = _("A signature of sign-off (row %(key)d) belongs to another person or text.")
        yield Finding("sign-off-signature", words % {"key": key})
