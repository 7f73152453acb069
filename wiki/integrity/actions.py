"""Asking for a check of the record, and carrying it out."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from wiki.audit.findings import Check, Finding
from wiki.audit.heads import head
from wiki.audit.models import AuditEvent
from wiki.audit.recording import record
from wiki.integrity.checks import CHECKS
from wiki.integrity.models import ChainCheck
from wiki.spaces.actions import require_admin
from wiki.spaces.models import Space

# A check that is not done by then was lost with its worker.
LONGEST = timedelta(hours=2)


@transaction.atomic
def ask_for_check(*, by: Any) -> tuple[ChainCheck, bool]:
    """A check that is waiting to be carried out, and whether it is new: who asks while one runs gets that one.
    PermissionDenied for anyone but admins."""
    require_admin(by)
    running = ChainCheck.objects.filter(finished_at=None, asked_at__gt=timezone.now() - LONGEST).first()
    if running:
        return running, False
    check = ChainCheck.objects.create(by=by)
    record("chain.checked", check, by=by)
    return check, True


def record_export(*, by: Any, space: Space, asked: dict[str, str]) -> AuditEvent:
    """Notes that the audit trail of a space was taken away, and what of it: the one thing that an auditor leaves
    behind. The caller has asked for the right to read it."""
    return record("audit.exported", space, by=by, space=space.slug, after={"filter": asked})


def note_check(began: datetime, findings: Sequence[tuple[Check, Finding]], count: int, rows: int) -> ChainCheck:
    """Remembers a check that was made from the terminal: of `count` findings the first ones."""
    kept = [_kept(one, finding) for one, finding in findings[: ChainCheck.KEPT]]
    newest = head()
    links, hashed = (newest.sequence, newest.hash) if newest else (0, "")
    found = {"finding_count": count, "findings": kept, "links": links, "head": hashed, "rows": rows}
    return ChainCheck.objects.create(asked_at=began, finished_at=timezone.now(), **found)


def _kept(one: Check, finding: Finding) -> list[str]:
    return [finding.name, finding.words, one.name, str(finding.step)]


def carry_out(check: ChainCheck) -> ChainCheck:
    """Runs every check and remembers what it found. Done twice, the second time counts."""
    newest, looked_at = head(), Counter()
    findings = ((one, finding) for one in CHECKS for finding in one.run(lambda rows: looked_at.update(rows=rows)))
    first = islice(findings, ChainCheck.KEPT)
    kept = [_kept(one, finding) for one, finding in first]
    check.findings, check.finding_count = kept, len(kept) + sum(1 for _further in findings)
    check.links, check.head = (newest.sequence, newest.hash) if newest else (0, "")
    check.rows, check.finished_at = looked_at["rows"], timezone.now()
    check.save()
    return check
