"""Batches and their pages."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from wiki.pages.batches.models import Batch
from wiki.pages.batches.taking_back import BACK
from wiki.pages.models import Page, Revision, Trashing
from wiki.spaces.models import Space


def batch_for(space: Space, pk: int) -> Batch:
    """A change of many pages of this space; Http404 where there is none."""
    found = Batch.objects.select_related("space", "by__merged_into").filter(space=space, pk=pk).first()
    if found is None:
        raise Http404(_("There is no such change."))
    return found


def can_be_taken_back(batch: Batch) -> bool:
    """Whether it is done, and nobody has taken it back yet; of what was trashed, whether any is still in the trash."""
    if batch.act not in BACK or batch.done_at is None:
        return False
    if batch.act == Batch.Act.TRASH:
        return Trashing.objects.filter(batch=batch, recovered_at=None).exists()
    return reversal_of(batch) is None


def reversal_of(batch: Batch) -> Batch | None:
    """The last change that took this one back, as far as it was not refused."""
    back = Batch.objects.filter(act=BACK.get(batch.act, ""), wish__batch=batch.pk, refused_at=None)
    return back.select_related("space").order_by("-pk").first()


def pages_of(batch: Batch, user: Any) -> QuerySet[Page]:
    """The pages that it changed and that `user` may read where they are now."""
    key = batch.wish.get("batch") if batch.act == Batch.Act.RECOVER else batch.pk
    changed = Q(pk__in=Revision.objects.filter(batch=batch).values("page"))
    changed |= Q(pk__in=Trashing.objects.filter(batch=key).values("page"))
    pages = Page.objects.filter(changed).readable_by(user).select_related("space").without_body()
    return pages.order_by("path", "pk")
