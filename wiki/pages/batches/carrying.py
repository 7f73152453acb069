"""Changing many pages in one transaction: their rows and revisions in bulk, an event for each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from wiki.audit.recording import record as audit
from wiki.pages import tree
from wiki.pages.actions.trashing import put_in_trash, take_out
from wiki.pages.batches.models import Batch
from wiki.pages.batches.planning import Plan, above
from wiki.pages.models import Page, PageTag, Rendering, Revision
from wiki.pages.rendering import waiting_for
from wiki.pages.revisions import Body, Entry, bulk_record

AT_A_TIME = 200  # rows an update


def move_all(plan: Plan, batch: Batch) -> list[int]:
    """Moves the pages to their places; keys of the pages to be drawn anew."""
    now = timezone.now()
    batch.before = {page.pk: [page.parent_id, page.position] for page in plan.pages}
    before = {page.pk: _address(page) for page in plan.pages}
    for page in plan.pages:
        place = plan.places[page.pk]
        tree.readdress(page, space=place.parent.space, path=tree.child_path(place.parent, page.slug))
        page.parent, page.position = place.parent, place.position
    _record(plan.pages, batch, kind=Revision.Kind.MOVED, at=now)
    _update(plan.pages, now, "parent", "position", "space", "path")
    for page in plan.pages:
        told = {"before": before[page.pk], "after": _address(page)}
        audit("page.moved", page, space=page.space.slug, **told, **_by(batch))
    along = Page.objects.filter(pk__in=[page.pk for page in plan.below]).select_related("space").without_body()
    # In another space the links of a text mean other pages.
    elsewhere = {page.path for page in plan.pages if before[page.pk]["space"] != page.space.slug}
    themselves = [*plan.pages, *(page for page in along if elsewhere.intersection(above(page.path)))]
    return list(dict.fromkeys([page.pk for page in themselves] + waiting_for([*plan.pages, *along])))


def _address(page: Page) -> dict[str, str]:
    return {"title": page.title, "path": page.path, "space": page.space.slug}


def tag_all(plan: Plan, batch: Batch) -> list[int]:
    """Gives the pages their tags; nothing has to be drawn anew."""
    now = timezone.now()
    batch.before = before = {page.pk: page.tags for page in plan.pages}
    for page in plan.pages:
        page.tags = plan.tags[page.pk]
    _record(plan.pages, batch, kind=Revision.Kind.EDITED, at=now)
    _update(plan.pages, now, "tags")
    _keep_tags(plan.pages, before)
    for page in plan.pages:
        number = page.latest.number
        told = {"before": {"revision": number - 1, "tags": before[page.pk]}}
        told |= {"after": {"revision": number, "tags": page.tags}}
        audit("page.tagged", page, space=page.space.slug, **told, **_by(batch))
    return []


def trash_all(plan: Plan, batch: Batch) -> list[int]:
    """Trashes the pages and what lies below; keys of the pages to be drawn anew."""
    return waiting_for(put_in_trash([*plan.pages, *plan.below], by=batch.by, reason=batch.reason, batch=batch))


def recover_all(plan: Plan, batch: Batch) -> list[int]:
    """Takes the pages out of the trash; keys of the pages to be drawn anew, those themselves first."""
    back: dict[int, Page] = {}
    for page in plan.pages:
        if page.pk not in back:
            back |= {one.pk: one for one in take_out(page, by=batch.by, batch=batch)}
    return [*back, *waiting_for(back.values())]


def _record(pages: Sequence[Page], batch: Batch, *, kind: str, at: datetime) -> None:
    """The next revision of each page, as it stands in memory."""
    entries = [
        Entry(
            page=page,
            number=page.latest.number + 1,
            body=Body.of(page),
            path=page.path,
            author=batch.by,
            at=at,
            reason=batch.reason,
            kind=kind,
            previous_size=page.latest.size,
            is_minor=kind == Revision.Kind.EDITED,  # tags: nothing that readers must know
            batch=batch,
        )
        for page in pages
    ]
    for page, revision in zip(pages, bulk_record(entries), strict=True):
        page.latest = revision


def _update(pages: Sequence[Page], at: datetime, *fields: str) -> None:
    for page in pages:
        page.changed_at = at
    Page.objects.bulk_update(pages, [*fields, "changed_at", "latest"], batch_size=AT_A_TIME)


def _keep_tags(pages: Sequence[Page], before: dict[int, list[str]]) -> None:
    """What pages are found by."""
    lost: dict[str, list[int]] = {}
    for page in pages:
        for tag in before[page.pk]:
            if tag not in page.tags:
                lost.setdefault(tag, []).append(page.pk)
    for tag, keys in lost.items():
        PageTag.objects.filter(name=tag, page__in=keys).delete()
    rows = [PageTag(page=page, name=tag) for page in pages for tag in page.tags if tag not in before[page.pk]]
    PageTag.objects.bulk_create(rows, ignore_conflicts=True)
    shown = {page.pk: page for page in pages}
    drawn = list(Rendering.objects.filter(page__in=shown).only("number", "tags"))
    for row in drawn:
        row.number, row.tags = shown[row.pk].latest.number, ", ".join(shown[row.pk].tags)
    Rendering.objects.bulk_update(drawn, ["number", "tags"], batch_size=AT_A_TIME)


def _by(batch: Batch) -> dict[str, Any]:
    """Who did it and why, and what joins the events."""
    return {"by": batch.by, "reason": batch.reason, "batch": batch.pk}
