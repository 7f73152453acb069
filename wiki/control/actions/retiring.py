"""Taking a document out of force for good."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.audit.recording import record as audit
from wiki.control.actions.ending import unfinished
from wiki.control.errors import ControlError
from wiki.control.models import Retirement
from wiki.pages.actions.locking import locked
from wiki.pages.actions.releasing import withhold
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page
from wiki.spaces.models import Level


@transaction.atomic
def retire(*, by: Any, page: Page, reason: str, replacement: Page | None = None) -> Retirement:
    """Withdraws the document: readers meet a word about it and the way to its replacement instead (ISO 9001:2015
    7.5.3.2 d: unintended use of obsolete documents). Trainers and admins."""
    page = locked(page, by=by, at_least=Level.TRAINER)
    if not page.is_controlled:
        raise ControlError(_("This is an open page: move it to the trash instead."))
    if not reason.strip():
        raise ControlError(_("Say why it is retired: whoever looks for it is shown that."))
    if replacement and (replacement.pk == page.pk or replacement.withheld_at or replacement.trashed_at):
        raise ControlError(_("Choose another page as the replacement, one that readers meet."))
    if unfinished(page).exists():
        raise ControlError(_("A change of this page waits for approval. Decide on that first, or withdraw it."))
    last = Edition.objects.filter(page=page).in_force().first()
    withhold(page, by=by, reason=reason.strip())
    made = Retirement.objects.create(page=page, edition=last, by=by, reason=reason.strip(), replacement=replacement)
    after = {"replacement": replacement.title if replacement else ""}
    before = {"edition": last.number if last else ""}
    audit("document.retired", page, by=by, space=page.space.slug, before=before, after=after, reason=made.reason)
    return made
