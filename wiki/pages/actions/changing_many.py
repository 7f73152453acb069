"""Changing many pages as one: all or nothing, with one reason."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.pages.batches import carrying
from wiki.pages.batches.models import Batch
from wiki.pages.batches.planning import Plan, plan_move, plan_tags, plan_trash
from wiki.pages.batches.taking_back import BACK, plan_back
from wiki.pages.errors import BatchRefused, PageError
from wiki.pages.models import Page
from wiki.pages.rendering import AT_ONCE, render_many, render_soon
from wiki.pages.writers import only_writer
from wiki.spaces.access import require_level
from wiki.spaces.models import Level, Space

AT_ONCE_AT_MOST = 50  # pages; more are left to the worker


def plan_change(
    *,
    by: Any,
    space: Space,
    act: str,
    pages: Sequence[int],
    parent: Page | None = None,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    reason: str = "",
) -> Plan:
    """What one of the verbs below would do, and what stands against it. Changes nothing."""
    require_level(by, space, Level.EDITOR)
    return plan_of(_wished(by, space, act, pages, reason, parent=parent, add=add, remove=remove))


def move_pages(*, by: Any, space: Space, pages: Sequence[int], parent: Page, reason: str) -> Batch:
    """Moves these pages of `space`, with all below them, below `parent`, in this space or another where `by` may edit
    too. BatchRefused says what stands against it; nothing is changed then."""
    return _begin(_wished(by, space, Batch.Act.MOVE, pages, reason, parent=parent))


def tag_pages(
    *, by: Any, space: Space, pages: Sequence[int], add: Sequence[str], remove: Sequence[str], reason: str
) -> Batch:
    """Gives these pages of `space` some tags and takes others, as `move_pages`."""
    return _begin(_wished(by, space, Batch.Act.TAG, pages, reason, add=add, remove=remove))


def trash_pages(*, by: Any, space: Space, pages: Sequence[int], reason: str) -> Batch:
    """Trashes these pages of `space` with all below them, as `move_pages`."""
    return _begin(_wished(by, space, Batch.Act.TRASH, pages, reason))


def _wished(
    by: Any,
    space: Space,
    act: str,
    pages: Sequence[int],
    reason: str,
    *,
    parent: Page | None = None,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Batch:
    """The change as it is asked for, not saved."""
    wish = {"pages": list(pages), "parent": parent and parent.pk, "add": list(add), "remove": list(remove)}
    return Batch(space=space, act=act, by=by, reason=reason.strip(), wish=wish)


def take_back(*, by: Any, batch: Batch) -> Batch:
    """Takes a change back, as far as its pages are still as it left them. Only trainers and admins take out of the
    trash again."""
    if batch.act not in BACK:
        raise PageError(_("This can't be taken back. Change the pages again instead."))
    reason = _("Taken back: %(reason)s") % {"reason": batch.reason}
    wish = {"batch": batch.pk}
    return _begin(Batch(space=_space_now(batch), act=BACK[batch.act], by=by, reason=reason, wish=wish))


def _space_now(batch: Batch) -> Space:
    """Where its pages are."""
    if batch.act != Batch.Act.MOVE:
        return batch.space
    return Page.objects.select_related("space").get(pk=batch.wish["parent"]).space


def _begin(batch: Batch) -> Batch:
    """Does it, or leaves it to the worker where it is much."""
    from wiki.pages.tasks import carry_batch

    _require_right(batch)
    plan = plan_of(batch)
    if not plan.is_possible:
        raise BatchRefused(plan.problems)
    batch.count = plan.count
    if plan.count <= AT_ONCE_AT_MOST:
        return _at_once(batch)
    batch.save()
    transaction.on_commit(lambda: carry_batch.enqueue(batch.pk))
    return batch


def _require_right(batch: Batch) -> None:
    needed = Level.TRAINER if batch.act == Batch.Act.RECOVER else Level.EDITOR
    require_level(batch.by, batch.space, needed)


def plan_of(batch: Batch) -> Plan:
    """What the batch would do now. PermissionDenied where its author may not change a place that pages go to."""
    plan = _planned(batch)
    for space in {place.parent.space for place in plan.places.values()}:
        require_level(batch.by, space, Level.EDITOR)
    return plan


def _planned(batch: Batch) -> Plan:
    wish, space = batch.wish, batch.space
    match batch.act:
        case Batch.Act.MOVE:
            parent = Page.objects.live().select_related("space").filter(pk=wish["parent"]).first()
            if parent is None:
                raise PageError(_("The page that they were to go below is not there any more."))
            return plan_move(space, wish["pages"], parent)
        case Batch.Act.TAG:
            return plan_tags(space, wish["pages"], wish["add"], wish["remove"])
        case Batch.Act.TRASH:
            return plan_trash(space, wish["pages"])
    return plan_back(Batch.objects.select_related("space").get(pk=wish["batch"]))


@transaction.atomic
def _at_once(batch: Batch) -> Batch:
    _change(batch)
    render_soon(batch.drawing)
    batch.drawing, batch.finished_at = [], timezone.now()
    batch.save()
    return batch


@transaction.atomic
def _change(batch: Batch) -> None:
    """Changes every page, or none: BatchRefused, with what has come in between."""
    only_writer()
    if Batch.objects.filter(pk=batch.pk, done_at__isnull=False).exists():
        batch.refresh_from_db()  # another worker was quicker
        return
    _require_right(batch)
    plan = plan_of(batch)
    if not plan.is_possible:
        raise BatchRefused(plan.problems)
    batch.count, batch.done_at = plan.count, timezone.now()
    batch.save()
    batch.drawing = _apply(plan, batch)
    batch.to_draw = len(batch.drawing)
    batch.save()


def _apply(plan: Plan, batch: Batch) -> list[int]:
    match batch.act:
        case Batch.Act.MOVE | Batch.Act.MOVE_BACK:
            return carrying.move_all(plan, batch)
        case Batch.Act.TAG | Batch.Act.TAG_BACK:
            return carrying.tag_all(plan, batch)
        case Batch.Act.TRASH:
            return carrying.trash_all(plan, batch)
    return carrying.recover_all(plan, batch)


def carry_out(batch: Batch) -> None:
    """The worker's part: changes the pages unless that is done, then draws anew what must be, some at a time. Goes on
    where it was stopped."""
    if batch.is_over:
        return
    if batch.done_at is None:
        try:
            _change(batch)
        except (PageError, PermissionDenied) as refusal:
            batch.done_at, batch.refused_at = None, timezone.now()
            batch.problems = str(refusal).splitlines()
            batch.save()
            return
    while batch.drawing:
        render_many(batch.drawing[:AT_ONCE])
        batch.drawing = batch.drawing[AT_ONCE:]
        batch.save(update_fields=["drawing"])
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
