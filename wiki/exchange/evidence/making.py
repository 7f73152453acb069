"""Making the ZIP that somebody asked for. 21 CFR 11.10(b) and (c): copies for inspection, ready in good time."""

import hashlib
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.heads import Head, head
from wiki.audit.models import AuditEvent
from wiki.audit.recording import record
from wiki.exchange.archive import Archive
from wiki.exchange.evidence.access import require_still
from wiki.exchange.evidence.documents import Listed, Writer
from wiki.exchange.evidence.models import Evidence
from wiki.exchange.evidence.names import safe
from wiki.exchange.evidence.records import write_events, write_records
from wiki.exchange.evidence.references import Files
from wiki.exchange.evidence.scope import Scope, scope_of
from wiki.exchange.shared import remove, scratch, shared
from wiki.pages.editions.models import Edition

STYLE = Path(__file__).with_name("style.css")
AT_ONCE = 20  # documents and editions that a person may wait for
EVENTS_AT_ONCE = 20_000


def is_small(evidence: Evidence) -> bool:
    """Whether it is made while the person waits, and not by the worker."""
    scope = scope_of(evidence)
    texts = scope.documents.count() + Edition.objects.filter(page__in=scope.documents.values("pk")).count()
    return texts <= AT_ONCE and (scope.events is None or scope.events.count() <= EVENTS_AT_ONCE)


def carry_out(evidence: Evidence) -> Evidence:
    """Makes the ZIP. Done twice, the second time counts. What stood against it is told in the row and raised."""
    try:
        require_still(evidence)
        return _made(evidence)
    except Exception as error:
        words = _("There is not enough room, or the storage of files can't be written. Try again in a while.")
        unexpected = _("An unexpected error (%(name)s) stopped it.") % {"name": type(error).__name__}
        evidence.failure = words if isinstance(error, OSError) else unexpected
        evidence.save(update_fields=["failure"])
        raise


def _made(evidence: Evidence) -> Evidence:
    scope, at = scope_of(evidence), timezone.now()
    evidence.file, evidence.steps_total = f"{uuid.uuid4().hex}.zip", scope.documents.count()
    root = f"evidence-{safe(str(evidence.subject))}-{timezone.localtime(at):%Y-%m-%d}"
    evidence.name = f"{root}.zip"
    with scratch() as folder:
        with Archive(folder / evidence.file, root, timezone.localtime(at)) as archive:
            _fill(archive, scope, evidence, _counter(evidence))
        with (folder / evidence.file).open("rb") as made:
            evidence.sha256 = hashlib.file_digest(made, "sha256").hexdigest()
            evidence.size = made.tell()
            shared().save(evidence.storage_name, File(made))
    return _finished(evidence)


def _counter(evidence: Evidence) -> Callable[[int], None]:
    def count(done: int) -> None:
        Evidence.objects.filter(pk=evidence.pk).update(steps_done=done, steps_total=evidence.steps_total)

    return count


def _fill(archive: Archive, scope: Scope, evidence: Evidence, count: Callable[[int], None]) -> None:
    newest, last = head(), AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    archive.add("style.css", [STYLE.read_bytes()])
    writer = Writer(archive, Files(scope.by, archive), scope.person and scope.person.pk)
    listed: list[Listed] = []
    for access in scope.accesses():
        listed.append(writer.write(access.page))
        count(len(listed))
    records = write_records(archive, scope)
    if scope.events is not None:
        write_events(archive, scope.events, last)
    archive.add_text("audit/head.txt", f"{newest or ''}\n")
    archive.add_text("index.html", _explained(evidence, scope, listed, records, newest))


def _explained(evidence: Evidence, scope: Scope, listed: list[Listed], records: Any, newest: Head | None) -> str:
    context = {
        "evidence": evidence,
        "scope": scope,
        "documents": listed,
        "records": records,
        "head": newest,
        "at": timezone.now(),
        "base_url": settings.BASE_URL,
    }
    return render_to_string("exchange/evidence/index.html", context)


@transaction.atomic
def _finished(evidence: Evidence) -> Evidence:
    """The finished row; what the person was given of the same thing before goes."""
    evidence.finished_at, evidence.steps_done, evidence.failure = timezone.now(), evidence.steps_total, ""
    evidence.save()
    told = {"sha256": evidence.sha256, "bytes": evidence.size, "file": evidence.name}
    record("evidence.made", evidence.subject, by=evidence.by, space=space_slug(evidence), after=told)
    same = {"page": evidence.page, "space": evidence.space, "person": evidence.person, "by": evidence.by}
    discard(list(Evidence.objects.filter(**same, pk__lt=evidence.pk)))
    return evidence


def space_slug(evidence: Evidence) -> str:
    """The space in whose audit trail it is told; "" for that of a person."""
    space = evidence.space or (evidence.page and evidence.page.space)
    return space.slug if space else ""


def discard(rows: list[Evidence]) -> int:
    """Throws these away, and their files once that is certain; how many."""
    for one in rows:
        if one.file:
            transaction.on_commit(partial(remove, one.storage_name))
        one.delete()
    return len(rows)
