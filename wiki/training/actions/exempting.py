"""Exempting somebody from a page, and no longer."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from wiki.audit.recording import record as audit
from wiki.pages.models import Page
from wiki.spaces.readers import learners_of
from wiki.training.access import require_trainer
from wiki.training.errors import TrainingError
from wiki.training.models import Exemption


@transaction.atomic
def exempt(*, by: Any, person: User, page: Page, reason: str) -> Exemption:
    """The person need not know the page from now on, for the reason given. Trainers of its space only, and nobody
    exempts themselves."""
    require_trainer(by, page.space)
    if not reason.strip():
        raise TrainingError(_("Say why they need not know it."))
    if person.pk == by.pk:
        raise TrainingError(_("Nobody exempts themselves. Ask another trainer."))
    if not learners_of(page.space).filter(pk=person.pk).exists():
        raise TrainingError(_("%(name)s may not read this page, so nothing is asked of them.") % {"name": person})
    if Exemption.objects.filter(person=person, page=page, ended_at=None).exists():
        raise TrainingError(_("%(name)s is exempt already.") % {"name": person})
    made = Exemption.objects.create(person=person, page=page, reason=reason.strip(), by=by)
    after = {"person": person.pk, "name": str(person)}
    audit("exemption.made", page, by=by, space=page.space.slug, after=after, reason=made.reason)
    return made


@transaction.atomic
def end_exemption(*, by: Any, exemption: Exemption) -> Exemption:
    """The person has to know the page again, where an assignment asks for it. Trainers only."""
    page = exemption.page
    require_trainer(by, page.space)
    ended = Exemption.objects.filter(pk=exemption.pk, ended_at=None)
    if not ended.update(ended_at=timezone.now(), ended_by=by):
        raise TrainingError(_("That exemption has ended already."))
    before = {"person": exemption.person_id, "name": str(exemption.person)}
    audit("exemption.ended", page, by=by, space=page.space.slug, before=before)
    return exemption
