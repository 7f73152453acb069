"""Drafts: a person's unsaved text, kept on the server while they write."""

from typing import Any

from django.db.models import Q

from wiki.pages.models import Draft, Page
from wiki.spaces.models import Space

LARGEST = 5_000_000  # characters; the longest text that a page may have is far below


def keep_draft(*, by: Any, page: Page | None, parent: Page | None, **fields: Any) -> Draft:
    """Keeps the text for `by`, one draft for a page or for a new page below `parent`. The caller has checked the
    right to edit.
    """
    place = {"page": page} if page else {"page": None, "parent": parent}
    draft, _created = Draft.objects.update_or_create(author=by, **place, defaults=fields)
    return draft


def draft_for(user: Any, *, page: Page | None = None, parent: Page | None = None) -> Draft | None:
    """The person's draft for a page, or for a new page below `parent`."""
    drafts = Draft.objects.filter(author=user)
    return (drafts.filter(page=page) if page else drafts.filter(page=None, parent=parent)).first()


def discard_draft(user: Any, *, page: Page | None = None, parent: Page | None = None) -> None:
    """Throws the person's draft away, if there is one."""
    draft = draft_for(user, page=page, parent=parent)
    if draft:
        draft.delete()


def drafts_of(user: Any) -> list[Draft]:
    """All drafts of a person for live pages that they may still read, newest first."""
    spaces = Space.objects.readable_by(user).values("pk")
    drafts = Draft.objects.filter(author=user, page__trashed_at=None, parent__trashed_at=None)
    drafts = drafts.filter(Q(page__space__in=spaces) | Q(parent__space__in=spaces))
    return list(drafts.select_related("page__space", "parent__space").defer("text").order_by("-saved_at"))
