"""Asking for evidence, and clearing it away."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from wiki.audit.recording import record
from wiki.exchange.evidence.access import require_still
from wiki.exchange.evidence.making import discard, space_slug
from wiki.exchange.evidence.models import FOLDER, Evidence
from wiki.exchange.shared import clear_unknown

KEPT = timedelta(days=7)
# What is not done by then was lost with its worker.
LONGEST = timedelta(hours=2)


@transaction.atomic
def ask_for_evidence(*, by: Any, **subject: Any) -> tuple[Evidence, bool]:
    """A ZIP about `page`, `space` or `person` that waits to be made, and whether it is new: who asks while one is made
    gets that one. Auditors and trainers of the space, admins, and everyone of themselves."""
    asked = Evidence(by=by, **subject)
    require_still(asked)
    waiting = Evidence.objects.filter(by=by, **subject, finished_at=None, failure="", at__gt=timezone.now() - LONGEST)
    if found := waiting.first():
        return found, False
    asked.save()
    record("evidence.asked", asked.subject, by=by, space=space_slug(asked))
    return asked, True


def clear_old() -> int:
    """Throws away what was made or asked for more than a week ago, and files that no row knows; how many rows."""
    before = timezone.now() - KEPT
    count = discard(list(Evidence.objects.filter(at__lt=before)))
    clear_unknown(FOLDER, set(Evidence.objects.values_list("file", flat=True)), before)
    return count
