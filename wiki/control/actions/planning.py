"""Another moment for an edition that is approved and not in force yet, or none at all."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.errors import ControlError, Overtaken
from wiki.pages.actions.locking import locked
from wiki.pages.actions.releasing import put_in_force
from wiki.pages.editions.models import Edition
from wiki.spaces.models import Level


@transaction.atomic
def plan_anew(*, by: Any, edition: Edition, effective_at: datetime | None, reason: str) -> list[Edition]:
    """Lets a planned edition take effect at another moment, None for at once, and with it those that were approved as
    one with it; all of them. Trainers: what was approved stays the same, and why its moment changes is kept (21 CFR
    11.10(e)). Overtaken when it took effect or was called off meanwhile."""
    moment = effective_at or timezone.now()
    if effective_at and effective_at <= timezone.now():
        raise ControlError(_("This moment is over. Choose a later one, or “at once”."))
    together = _planned_with(edition, by=by, reason=reason)
    for one in together:
        _move(one, moment, by=by, reason=reason)
    if effective_at is None:
        for one in together:
            put_in_force(one, by=by)
    return together


def _move(edition: Edition, moment: datetime, *, by: Any, reason: str) -> None:
    if edition.falls_back_at and edition.falls_back_at <= moment:
        raise ControlError(
            _("Edition %(number)s is temporary and would end before it begins.") % {"number": edition.number}
        )
    page, planned = edition.page, edition.effective_at
    before = {"edition": edition.number, "effective": planned.isoformat() if planned else ""}
    edition.effective_at = moment
    edition.save(update_fields=["effective_at"])
    after = _told(edition, effective=moment.isoformat())
    audit("edition.planned_anew", page, by=by, space=page.space.slug, before=before, after=after, reason=reason.strip())


@transaction.atomic
def call_off(*, by: Any, edition: Edition, reason: str) -> list[Edition]:
    """Takes back a planned edition, and those that were approved as one with it; all of them. Its revision waits for
    approval again, and its number is not given anew. Trainers. Overtaken when it took effect meanwhile."""
    together, slug = _planned_with(edition, by=by, reason=reason), edition.page.space.slug
    for one in together:
        one.cancelled_at = timezone.now()
        one.save(update_fields=["cancelled_at"])
        audit("edition.called_off", one.page, by=by, space=slug, after=_told(one), reason=reason.strip())
    return together


def _planned_with(edition: Edition, *, by: Any, reason: str) -> list[Edition]:
    """The edition and those of its change set, as they are now and stay until the transaction ends."""
    locked(edition.page, by=by, at_least=Level.TRAINER)
    planned = Edition.objects.planned().select_related("page__space", "request").order_by("pk")
    found = planned.filter(pk=edition.pk).first()
    if found is None:
        raise Overtaken(_("Edition %(number)s is not planned any more.") % {"number": edition.number})
    if found.follows_id is not None:
        raise ControlError(_("This edition comes back by itself when the temporary one ends."))
    if not reason.strip():
        raise ControlError(_("Say why: it is kept with the edition."))
    change_set = found.request.change_set_id if hasattr(found, "request") else None
    return list(planned.filter(request__change_set=change_set)) if change_set else [found]


def _told(edition: Edition, **more: str) -> dict[str, Any]:
    request = edition.request.pk if hasattr(edition, "request") else None
    return {"edition": edition.number, "request": request, **more}
