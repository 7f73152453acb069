"""Beginning and ending to watch."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from wiki.activity.models import Watch
from wiki.audit.recording import record
from wiki.pages.models import Page
from wiki.spaces.access import require_level
from wiki.spaces.models import Level, Space


@transaction.atomic
def watch(*, by: Any, place: Page | Space) -> Watch:
    """Has `by` watch a page, or a space with all its pages. PermissionDenied for a place that they may not read."""
    space = place.space if isinstance(place, Page) else place
    require_level(by, space, Level.READER)
    made, is_new = Watch.objects.get_or_create(person=by, **_about(place))
    if is_new or made.ended_at:
        made.origin, made.since, made.ended_at = Watch.Origin.CHOSEN, timezone.now(), None
        made.save()
        record("watch.begun", place, by=by, space=space.slug)
    return made


@transaction.atomic
def end_watch(*, by: Any, place: Page | Space) -> None:
    """Ends that `by` watches the page or space, whatever they may read there now."""
    standing = Watch.objects.standing().filter(person=by, **_about(place))
    if standing.update(ended_at=timezone.now()):
        space = place.space if isinstance(place, Page) else place
        record("watch.ended", place, by=by, space=space.slug)


def _about(place: Page | Space) -> dict[str, Any]:
    return {"page": place, "space": None} if isinstance(place, Page) else {"page": None, "space": place}
