"""Renaming, moving and reordering pages."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.pages import revisions, tree
from wiki.pages.actions.locking import locked
from wiki.pages.editions.arriving import withhold_unapproved
from wiki.pages.errors import PageError
from wiki.pages.models import Page, Revision
from wiki.pages.rendering import follow_links, render_many, render_page_or_plain
from wiki.pages.titles import slug_for, title_key
from wiki.spaces.models import Level


@transaction.atomic
def move_page(
    *, by: Any, page: Page, parent: Page, title: str | None = None, slug: str | None = None, reason: str = ""
) -> Page:
    """Gives the page a new title, address or place, in its space or another where `by` may edit too. A revision
    tells of it;
    old addresses and titles go on leading here."""
    page = locked(page, by=by, at_least=Level.EDITOR)
    parent = locked(parent, by=by, at_least=Level.EDITOR)
    _require_possible(page, parent, title)
    before = {"title": page.title, "path": page.path, "space": page.space.slug}
    old_parent, old_title = page.parent_id, page.title
    page.title = (title or page.title).strip()
    page.title_key = title_key(page.title)
    page.slug = slug_for(slug) if slug else page.slug
    path = tree.child_path(parent, page.slug)
    tree.require_free(parent.space, path, besides=page)
    after = {"title": page.title, "path": path, "space": parent.space.slug}
    if before == after:
        return page
    if parent.pk != old_parent:
        page.parent, page.position = parent, tree.last_position(parent)
    tree.readdress(page, space=parent.space, path=path)
    _follow_control(page)
    _keep_moved(page, by=by, reason=reason)
    _keep_former_title(page, old_title)
    audit("page.moved", page, by=by, space=page.space.slug, before=before, after=after, reason=reason)
    follow_links([page, *tree.branch(page).select_related("space")], themselves=before["space"] != after["space"])
    return page


def _keep_moved(page: Page, *, by: Any, reason: str) -> None:
    if page.holds_back:  # its place is no part of what was approved: no revision
        page.save()
        render_many([page.pk])
    else:
        revisions.record(page, by=by, reason=reason, kind=Revision.Kind.MOVED)
        render_page_or_plain(page)


def _follow_control(page: Page) -> None:
    """What comes into a controlled space was approved by nobody there: it is withheld until somebody does."""
    if withhold_unapproved(page):
        tree.branch(page).filter(is_controlled=False).update(is_controlled=True, withheld_at=page.withheld_at)


def _require_possible(page: Page, parent: Page, title: str | None) -> None:
    if page.holds_back and title and title.strip() != page.title:
        raise PageError(
            _("This is a controlled page: change its title in the editor, so that it is approved with the text.")
        )
    if page.is_front:
        raise PageError(_("This is the front page of its space; it can't be moved."))
    if parent.pk == page.pk or (parent.space_id == page.space_id and f"{parent.path}/".startswith(f"{page.path}/")):
        raise PageError(_("A page can't be moved below itself. Choose another place."))


def _keep_former_title(page: Page, old_title: str) -> None:
    if page.title != old_title:
        page.former_titles.get_or_create(title_key=title_key(old_title))


@transaction.atomic
def reorder_page(*, by: Any, page: Page, parent: Page, index: int) -> Page:
    """Puts the page at place `index` (from 0) among the children of `parent`; as `move_page` when the parent
    changes.
    """
    if page.parent_id != parent.pk:
        page = move_page(by=by, page=page, parent=parent, reason=_("Moved in the tree"))
    page = locked(page, by=by, at_least=Level.EDITOR)
    siblings = list(Page.objects.standing().filter(parent=page.parent_id).exclude(pk=page.pk).without_body().in_order())
    index = max(0, min(index, len(siblings)))
    siblings.insert(index, page)
    changed = [sibling for place, sibling in enumerate(siblings) if _placed(sibling, place)]
    if changed:
        Page.objects.bulk_update(changed, ["position"])
        tree.touch(page.space)
        audit("page.reordered", page, by=by, space=page.space.slug, after={"place": index + 1, "of": len(siblings)})
    return page


def _placed(page: Page, place: int) -> bool:
    """Gives the page its place; whether that is a new one."""
    moved = page.position != place
    page.position = place
    return moved
