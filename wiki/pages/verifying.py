"""Finds saved revisions, pages and files that are no longer what was saved: what triggers refuse, somebody who controls
the database or the disk can still do.

21 CFR 11.10(a): the ability to discern invalid or altered records.
"""

import hashlib
from collections.abc import Iterator

from django.db.models import Count, F, Max, QuerySet
from django.utils.translation import gettext as _

from wiki.audit.findings import Advance, Finding, in_batches
from wiki.audit.models import AuditEvent
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body, bodies_if_readable, content_hash


def revision_findings(advance: Advance) -> Iterator[Finding]:
    """Revisions whose saved content is not the one that was hashed when it was saved, or is gone."""
    for rows in in_batches(Revision.objects.all(), advance):
        bodies = bodies_if_readable(rows)
        shown = {sha256 for body in bodies if body for sha256 in body.files.values()}
        kept = set(StoredFile.objects.filter(pk__in=shown).values_list("pk", flat=True))
        for row, body in zip(rows, bodies, strict=True):
            yield from _of_revision(row, body, kept)
    holes = Page.objects.annotate(found=Count("revisions"), newest=Max("revisions__number"))
    for page in holes.exclude(found=F("newest")).order_by("pk").only("title"):
        words = _("Page %(key)d (“%(title)s”) lacks revisions: it has %(found)d, and the newest is number %(newest)d.")
        said = {"key": page.pk, "title": page.title, "found": page.found, "newest": page.newest or 0}
        yield Finding("revisions-deleted", words % said)


def _of_revision(row: Revision, body: Body | None, kept: set[str]) -> Iterator[Finding]:
    if body is None:
        yield _finding("revision-lost", _("The content of %(revision)s is gone or unreadable."), row)
        return
    if content_hash(body.source) != row.content_hash:
        yield _finding("revision-changed", _("The text of %(revision)s is not the one that was saved."), row)
    if body.title != row.title:
        yield _finding("title-changed", _("The title of %(revision)s is not the one that was saved."), row)
    if not kept.issuperset(body.files.values()):
        yield _finding("file-unknown", _("A file that %(revision)s shows is no longer known."), row)


def save_count() -> int:
    """How many events the next function looks at."""
    return _saves().count()


def _saves() -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(subject_kind="page", action__startswith="page.").order_by()


def recorded_findings(advance: Advance) -> Iterator[Finding]:
    """Revisions that differ from what the audit trail, which is chained, recorded when they were saved: also where hash
    and content were changed together."""
    for rows in in_batches(_saves().only("action", "subject_id", "after"), advance):
        told = [row for row in rows if {"revision", "sha256"} <= row.after.keys()]
        pages, numbers = {row.subject_id for row in told}, {row.after["revision"] for row in told}
        found = Revision.objects.filter(page__in=pages, number__in=numbers)
        there = {(str(revision.page_id), revision.number): revision for revision in found}
        for row in told:
            yield from _of_save(row, there.get((row.subject_id, row.after["revision"])))


def _of_save(event: AuditEvent, revision: Revision | None) -> Iterator[Finding]:
    said = {"event": event.pk, "number": event.after["revision"], "page": event.subject_id}
    if revision is None:
        words = _("Revision %(number)d of page %(page)s, recorded by event %(event)d, is gone.")
        yield Finding("revision-deleted", words % said)
    elif (revision.content_hash, revision.title) != (event.after["sha256"], event.after.get("title", revision.title)):
        words = _("Revision %(number)d of page %(page)s is not the one that event %(event)d recorded.")
        yield Finding("revision-replaced", words % said)


def page_findings(advance: Advance) -> Iterator[Finding]:
    """Pages that show something else than the revision they say they show."""
    for rows in in_batches(Page.objects.filter(latest__isnull=False).select_related("latest"), advance):
        bodies = bodies_if_readable([page.latest for page in rows])
        for page, body in zip(rows, bodies, strict=True):
            if body is not None and body != Body.of(page):
                words = _("Page %(key)d (“%(title)s”) does not show its revision %(number)d: it was changed past it.")
                said = {"key": page.pk, "title": page.title, "number": page.latest.number}
                yield Finding("page-changed", words % said)


def file_findings(advance: Advance) -> Iterator[Finding]:
    """Files whose content is not the one under whose hash they are kept, or is gone."""
    for rows in in_batches(StoredFile.objects.all(), advance):
        for row in rows:
            yield from _of_file(row)


def _of_file(row: StoredFile) -> Iterator[Finding]:
    said = {"sha256": row.sha256}
    try:
        with row.open() as content:
            is_same = hashlib.file_digest(content, "sha256").hexdigest() == row.sha256
    except FileNotFoundError:
        yield Finding("file-lost", _("The file %(sha256)s is gone.") % said)
        return
    except OSError as error:
        said["why"] = (error.strerror or str(error)).lower()
        yield Finding("file-unreadable", _("The file %(sha256)s can't be read: %(why)s.") % said)
        return
    if not is_same:
        yield Finding("file-changed", _("The file %(sha256)s has another content than when it was attached.") % said)


def _finding(name: str, words: str, row: Revision) -> Finding:
    revision = _("revision %(number)d of page %(page)d (“%(title)s”)")
    said = revision % {"number": row.number, "page": row.page_id, "title": row.title}
    return Finding(name, words % {"revision": said})
