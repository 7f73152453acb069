"""Who answers for whose training, and the look at its effect weeks later."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.spaces.actions import require_admin
from wiki.training.access import supervises
from wiki.training.errors import TrainingError
from wiki.training.models import Acknowledgement, EffectivenessCheck, Supervisor


@transaction.atomic
def choose_supervisor(chosen: Supervisor, *, by: Any) -> Supervisor:
    """Somebody answers for a person's training from now on. Admins only."""
    require_admin(by)
    before = Supervisor.objects.filter(pk=chosen.pk).select_related("supervisor").first()
    chosen.full_clean(validate_unique=before is None)
    chosen.save()
    told = {"before": _told(before)} if before else {}
    audit("supervisor.chosen", chosen.person, by=by, after=_told(chosen), **told)
    return chosen


@transaction.atomic
def remove_supervisor(chosen: Supervisor, *, by: Any) -> None:
    """Nobody answers for the person's training any more. Admins only."""
    require_admin(by)
    audit("supervisor.removed", chosen.person, by=by, before=_told(chosen))
    chosen.delete()


def _told(chosen: Supervisor) -> dict[str, str]:
    return {"supervisor": f"{chosen.supervisor} <{chosen.supervisor.email}>"}


@transaction.atomic
def check_effect(*, by: Any, acknowledgement: Acknowledgement, is_effective: bool, remark: str) -> EffectivenessCheck:
    """The supervisor's word whether the training shows in the work (ISO 9001:2015 7.2 c). Theirs only, and once."""
    if not supervises(by, acknowledgement.person):
        raise PermissionDenied(_("Only the person’s supervisor may say that."))
    if not remark.strip():
        raise TrainingError(_("Say what you saw."))
    if EffectivenessCheck.objects.filter(acknowledgement=acknowledgement).exists():
        raise TrainingError(_("That was looked at already."))
    made = EffectivenessCheck.objects.create(
        acknowledgement=acknowledgement, by=by, is_effective=is_effective, remark=remark.strip()
    )
    page, person = acknowledgement.page, acknowledgement.person
    after = {"person": person.pk, "name": str(person), "effective": is_effective}
    audit("effectiveness.checked", page, by=by, space=page.space.slug, after=after, reason=made.remark)
    return made
