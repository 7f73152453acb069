"""After the last revision is written: what readers see is rendered, and the audit trail told."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from wiki.audit.recording import record
from wiki.exchange.models import Import
from wiki.exchange.writing.progress import Progress
from wiki.pages.front_matter import OWN
from wiki.pages.models import Page
from wiki.pages.rendering import keep_names, render_page_or_plain, waiting_for
from wiki.pages.tasks import render_before
from wiki.pages.writers import only_writer
from wiki.spaces.models import Space

TOGETHER = 20  # pages rendered in one transaction: others may write in between


def pages_to_render(space: Space, touched: set[int]) -> list[int]:
    """Keys of the live pages without an up-to-date rendering, and of those that link to what was touched."""
    live = Page.objects.live().filter(space=space)
    outdated = live.filter(Q(rendering=None) | ~Q(rendering__number=F("latest__number")) | Q(pk__in=touched))
    keys = set(outdated.values_list("pk", flat=True))
    others = Page.objects.filter(pk__in=touched).exclude(pk__in=keys).select_related("space").without_body()
    linking = set(waiting_for([*others, *live.filter(pk__in=keys).select_related("space").without_body()]))
    return sorted(keys | linking)


def render_pages(keys: list[int], progress: Progress) -> None:
    """Renders these pages, and notes each that its text did not allow to be rendered."""
    progress.begin(Import.Stage.RENDERING, len(keys))
    for part in _parts(keys):
        keep_names(Page.objects.live().filter(pk__in=part, front_matter__contains=OWN).only("front_matter"))
    for part in _parts(keys):
        with transaction.atomic():
            only_writer()
            for page in Page.objects.live().filter(pk__in=part).select_related("space", "latest"):
                render_page_or_plain(page)
            progress.advance(len(part))
            progress.save()


def make_ready_to_compare(keys: list[int]) -> None:
    """Has the worker render the revision before the newest of these pages: an import need not wait for that."""
    for part in _parts(keys):
        render_before.enqueue(part)


def tell_audit(job: Import, progress: Progress) -> None:
    """One event for each page that the run changed, and one for its end; the caller holds the transaction."""
    pages = Page.objects.filter(pk__in=progress.touched).select_related("latest").without_body()
    for page in pages.order_by("pk"):
        after = {
            "revision": page.latest.number,
            "title": page.title,
            "path": page.path,
            "sha256": page.latest.content_hash,
            "imported": progress.touched[page.pk],
        }
        record("page.imported", page, by=job.by, space=job.space.slug, after=after, reason=job.location)
    if job.finished_at:
        record("import.finished", job, by=job.by, space=job.space.slug, after=_told(job, progress))


def _told(job: Import, progress: Progress) -> dict[str, Any]:
    return {"from": job.location, "up_to": job.tip, **progress.counts}


def _parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), TOGETHER):
        yield keys[start : start + TOGETHER]
