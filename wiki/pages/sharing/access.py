"""Who may see a shared draft: signed-in people who may read what is written of the page."""

from typing import Any

from django.http import Http404

from wiki.pages.access import Access, page_by_id
from wiki.pages.editions.newest import as_newest
from wiki.pages.models import Draft


def place_of(user: Any, draft: Draft) -> Access:
    """The page that the draft is for, or that the page to be goes below, with its text; Http404 for those who may not
    read it."""
    access = page_by_id(user, draft.page_id or draft.parent_id)
    if access.page.approved_only:
        raise Http404
    return Access(as_newest(access.page), access.level) if access.sees_unapproved else access


def shared_draft(user: Any, key: str) -> tuple[Draft, Access]:
    """The draft behind an address, and `place_of` it; Http404 for strangers, and where there is none."""
    draft = Draft.objects.filter(link__key=key).select_related("author").first()
    if draft is None or not user.is_authenticated:
        raise Http404
    return draft, place_of(user, draft)
