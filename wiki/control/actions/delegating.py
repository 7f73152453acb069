"""Naming who decides in one's place."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.models import Delegation


@transaction.atomic
def delegate(*, by: Any, to: Any, since: date, until: date) -> Delegation:
    """Lets `to` decide in the place of `by`, both days included."""
    made = Delegation.objects.create(person=by, to=to, since=since, until=until)
    after = {"to": str(to), "since": since.isoformat(), "until": until.isoformat()}
    audit("delegation.given", by, by=by, after=after)
    return made


@transaction.atomic
def end_delegation(*, by: Any, delegation: Delegation) -> None:
    """Ends it now; only who gave it may."""
    if delegation.person_id != by.pk:
        raise PermissionDenied(_("Only who gave it may take it back."))
    Delegation.objects.filter(pk=delegation.pk, ended_at=None).update(ended_at=timezone.now())
    audit("delegation.ended", by, by=by, before={"to": str(delegation.to)})
