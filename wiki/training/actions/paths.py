"""Learning paths: making, changing and ending them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.pages.models import Page
from wiki.spaces.models import Space
from wiki.training.access import require_trainer
from wiki.training.errors import TrainingError
from wiki.training.models import Assignment, LearningPath, PathItem


@transaction.atomic
def make_path(*, by: Any, space: Space, name: str, description: str, pages: Sequence[Page]) -> LearningPath:
    """A new path of these pages in this order. Trainers of its space only."""
    require_trainer(by, space)
    path = LearningPath.objects.create(space=space, name=name.strip(), description=description.strip(), by=by)
    _fill(path, pages)
    audit("path.made", path, by=by, space=space.slug, after=_told(path))
    return path


@transaction.atomic
def change_path(*, by: Any, path: LearningPath, name: str, description: str, pages: Sequence[Page]) -> LearningPath:
    """Other words, other pages or another order; who was asked for a page that is gone is asked no more. Trainers."""
    require_trainer(by, path.space)
    before = _told(path)
    path.name, path.description = name.strip(), description.strip()
    path.save(update_fields=["name", "description"])
    path.items.all().delete()
    _fill(path, pages)
    if before != _told(path):
        audit("path.changed", path, by=by, space=path.space.slug, before=before, after=_told(path))
    return path


@transaction.atomic
def end_path(*, by: Any, path: LearningPath) -> LearningPath:
    """Ends the path and all its assignments; what was confirmed stays on record. Trainers only."""
    require_trainer(by, path.space)
    now = timezone.now()
    if not LearningPath.objects.filter(pk=path.pk, ended_at=None).update(ended_at=now):
        raise TrainingError(_("That learning path has ended already."))
    Assignment.objects.standing().filter(path=path).update(ended_at=now, ended_by=by)
    audit("path.ended", path, by=by, space=path.space.slug, before=_told(path))
    return path


def _fill(path: LearningPath, pages: Sequence[Page]) -> None:
    if not pages:
        raise TrainingError(_("A learning path needs at least one page."))
    rows = [PathItem(path=path, page=page, position=place) for place, page in enumerate(dict.fromkeys(pages), 1)]
    PathItem.objects.bulk_create(rows)


def _told(path: LearningPath) -> dict[str, Any]:
    pages = path.items.select_related("page").values_list("page__title", flat=True)
    return {"name": path.name, "description": path.description, "pages": list(pages)}
