"""Restoring an old revision: a new revision that copies it. What came in between stays in the history."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wiki.pages import revisions
from wiki.pages.actions.locking import locked
from wiki.pages.actions.writing import write
from wiki.pages.errors import PageError
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level


@transaction.atomic
def restore_revision(*, by: Any, page: Page, number: int, seen: int, reason: str) -> Revision:
    """Makes revision `number` the page's text again, as a new revision. Trainers and admins only.

    `seen` is the latest revision that the person was shown: PageError when somebody saved after that, so that
    nobody undoes a change unseen."""
    page = locked(page, by=by, at_least=Level.TRAINER)
    if page.latest.number != seen:
        raise PageError(
            _("“%(title)s” was changed a moment ago (revision %(number)d). Look at what would be lost now.")
            % {"title": page.title, "number": page.latest.number}
        )
    origin = page.revisions.filter(number=number).first()
    if origin is None or origin.number == page.latest.number:
        raise PageError(_("Choose an older revision of this page."))
    return write(
        page, revisions.body_of(origin), by=by, reason=reason.strip(), kind=Revision.Kind.RESTORED, origin=number
    )
