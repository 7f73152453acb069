"""Making and taking back the address of a draft."""

import secrets
from typing import Any

from django.db import transaction

from wiki.audit.recording import record as audit
from wiki.pages.models import Draft
from wiki.pages.sharing.access import place_of
from wiki.pages.sharing.models import DraftLink


@transaction.atomic
def share_draft(*, by: Any, draft: Draft) -> DraftLink:
    """The address of one's own draft: the one it has, or a new one. Raises Http404 where one may not read the page any
    more."""
    page = place_of(by, draft).page
    link, is_new = DraftLink.objects.get_or_create(draft=draft, defaults={"key": secrets.token_urlsafe(32), "by": by})
    if is_new:
        audit("draft.shared", page, by=by, space=page.space.slug, after={"title": draft.title})
    return link


@transaction.atomic
def unshare_draft(*, by: Any, draft: Draft) -> None:
    """Takes the address of one's own draft back; one that was given away leads nowhere from now on."""
    gone, _rows = DraftLink.objects.filter(draft=draft).delete()
    if gone:
        page = draft.page or draft.parent
        audit("draft.unshared", page, by=by, space=page.space.slug, before={"title": draft.title})
