"""Putting pages in the trash and taking them out again. Nothing is ever deleted."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.pages import tree
from wiki.pages.actions.locking import locked
from wiki.pages.editions.arriving import withhold_unapproved
from wiki.pages.editions.models import Edition
from wiki.pages.errors import PageError
from wiki.pages.models import FormerAddress, Page, Trashing
from wiki.pages.rendering import follow_links, render_page_or_plain
from wiki.spaces.models import Level


@transaction.atomic
def trash_page(*, by: Any, page: Page, reason: str = "") -> list[Page]:
    """Trashes the page with everything below it; the pages that went, the given one first."""
    page = locked(page, by=by, at_least=Level.EDITOR)
    if page.is_front:
        raise PageError(_("This is the front page of its space; it can't be trashed."))
    going = [page, *tree.branch(page).select_related("space", "latest").without_body()]
    require_never_approved(going)
    follow_links(put_in_trash(going, by=by, reason=reason))
    return going


def require_never_approved(pages: list[Page]) -> None:
    """Raises PageError, naming one, where a page among these has an approved edition: that is retired instead."""
    if approved := Edition.objects.filter(page__in=[page.pk for page in pages]).select_related("page").first():
        raise PageError(
            _("“%(title)s” is a controlled document with an approved edition. Retire it instead of trashing it.")
            % {"title": approved.page.title}
        )


def put_in_trash(going: list[Page], *, by: Any, reason: str, batch: Any = None) -> list[Page]:
    """Trashes these pages of one space, no more and no less; the caller has locked them, asked for the right, and draws
    anew what links to them."""
    now, space = timezone.now(), going[0].space
    Trashing.objects.bulk_create(
        [
            Trashing(page=gone, by=by, at=now, reason=reason, after_number=gone.latest.number, batch=batch)
            for gone in going
        ]
    )
    Page.objects.filter(pk__in=[gone.pk for gone in going]).update(trashed_at=now)
    tree.touch(space)
    said = {"by": by, "space": space.slug, "reason": reason, "batch": batch.pk if batch else None}
    for gone in going:
        audit("page.trashed", gone, before={"path": gone.path}, **said)
    return going


@transaction.atomic
def recover_page(*, by: Any, page: Page) -> Page:
    """Takes the page, and what was trashed below it in the same act, out of the trash: to its old place, or to the
    front
    page when its parent is still trashed. Trainers and admins only."""
    page = locked(page, by=by, at_least=Level.TRAINER, trashed=True)
    pages = take_out(page, by=by)
    for one in pages:
        render_page_or_plain(one)
    follow_links(pages)
    return pages[0]


def take_out(page: Page, *, by: Any, batch: Any = None) -> list[Page]:
    """Takes a page out of the trash with what was trashed below it in the same act, the given one first; the caller has
    locked it, asked for the right, and draws anew these and what links to them."""
    together = list(
        Page.objects.in_trash()
        .filter(space=page.space_id, trashed_at=page.trashed_at, path__startswith=f"{page.path}/")
        .select_related("space", "latest")
    )
    parent = _living_parent(page)
    old_path, page.trashed_at = page.path, None
    page.parent, page.slug = parent, tree.free_slug(parent, page.slug, besides=page)
    page.path = tree.child_path(parent, page.slug)
    page.position = tree.last_position(parent)
    withhold_unapproved(page)
    page.save()
    for below in together:
        withhold_unapproved(below)
        below.path, below.trashed_at = page.path + below.path[len(old_path) :], None
        below.save()
    _note_recovered([page, *together], by=by, old_path=old_path, batch=batch)
    return [page, *together]


def _living_parent(page: Page) -> Page:
    parent = page.parent
    if parent is not None and parent.trashed_at is None:
        return parent
    return Page.objects.standing().get(space=page.space_id, parent=None)


def _note_recovered(pages: list[Page], *, by: Any, old_path: str, batch: Any) -> None:
    now = timezone.now()
    Trashing.objects.filter(page__in=pages, recovered_at=None).update(recovered_at=now, recovered_by=by)
    root = pages[0]
    if root.path != old_path:
        FormerAddress.objects.get_or_create(space=root.space, path=old_path, defaults={"page": root})
    tree.touch(root.space)
    for page in pages:
        said = {"after": {"path": page.path}, "batch": batch.pk if batch else None}
        audit("page.recovered", page, by=by, space=page.space.slug, **said)
