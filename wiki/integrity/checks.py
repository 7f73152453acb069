"""All checks of the record, in the order in which they are run."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from wiki.audit.findings import MEND, Advance, Check, Finding
from wiki.audit.heads import head_findings, kept_lines
from wiki.audit.verifying import link_count, trail_findings
from wiki.control.models import Decision, PeriodicReview, ReviewRequest, Signature
from wiki.control.verifying import decision_findings, request_findings, review_findings, signature_findings
from wiki.integrity.database import database_findings, step_count
from wiki.integrity.proofs import proof_count, proof_findings
from wiki.pages.editions.models import Edition
from wiki.pages.editions.verifying import edition_findings
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.verifying import file_findings, page_findings, recorded_findings, revision_findings, save_count
from wiki.search.verifying import index_findings
from wiki.training.models import Acknowledgement, Attempt, SignOff
from wiki.training.verifying import acknowledgement_findings, attempt_findings, sign_off_findings


def kept_head_findings(advance: Advance) -> Iterator[Finding]:
    """What the heads say that were kept every day."""
    try:
        lines = kept_lines()
    except OSError as error:
        yield Finding("heads-unreadable", str(error), _HEADS)
        return
    yield from head_findings(lines)
    advance(len(lines))


def _count_heads() -> int:
    try:
        return len(kept_lines())
    except OSError:
        return 0  # told as a finding


_BRING_BACK = _(
    "Take it out of a backup, where it is looseleaf-backup/files/HASH, and put it into the storage as HA/SH/HASH: the "
    "first two letters of its hash, the next two, the whole; in LOOSELEAF_DATA below files/."
)
_HEADS = _("See that the storage of files can be read, and check again: audit-heads/ lies where LOOSELEAF_FILES says.")
_REBUILD = _("Nothing that was saved is lost. Make it anew: manage.py rebuild_search")

CHECKS = (
    Check("database", _("The database itself"), step_count, database_findings, MEND),
    Check("trail", _("Audit trail"), link_count, trail_findings),
    Check("heads", _("Heads kept every day"), _count_heads, kept_head_findings),
    Check("revisions", _("Saved revisions"), Revision.objects.count, revision_findings),
    Check("saves", _("Revisions as the audit trail recorded them"), save_count, recorded_findings),
    Check("pages", _("Pages and the revisions that they show"), Page.objects.count, page_findings),
    Check("files", _("Attached files"), StoredFile.objects.count, file_findings, _BRING_BACK),
    Check("editions", _("Approved editions"), Edition.objects.count, edition_findings),
    Check("requests", _("Requests for approval"), ReviewRequest.objects.count, request_findings),
    Check("decisions", _("Decisions and their signatures"), Decision.objects.count, decision_findings),
    Check("reviews", _("Periodic reviews and their signatures"), PeriodicReview.objects.count, review_findings),
    Check("signatures", _("Signatures"), Signature.objects.count, signature_findings),
    Check("acknowledgements", _("Acknowledgements"), Acknowledgement.objects.count, acknowledgement_findings),
    Check("attempts", _("Attempts at check questions"), Attempt.objects.count, attempt_findings),
    Check("sign-offs", _("Practical sign-offs and their signatures"), SignOff.objects.count, sign_off_findings),
    Check("proofs", _("Signatures and proofs as the audit trail recorded them"), proof_count, proof_findings),
    Check("search", _("What readers and search find"), Rendering.objects.count, index_findings, _REBUILD),
)
