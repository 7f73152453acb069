"""Drafts: a person's unsaved text, kept on the server while they write."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.pages.models import Draft, Page
from wiki.pages.titles import split_tags
from wiki.spaces.access import level_from
from wiki.spaces.models import Level
from wiki.spaces.querysets import membership_level

_USER = -1_000_004  # mark of the parameter


def keep_draft(*, by: Any, page: Page | None, parent: Page | None, **fields: Any) -> Draft:
    """Keeps the text, and the files of the page to be, for `by`: one draft for a page or for a new page below
    `parent`. The caller has checked the right to edit, and that the files were attached there.
    """
    place = {"page": page} if page else {"page": None, "parent": parent}
    draft, _created = Draft.objects.update_or_create(author=by, **place, defaults=fields)
    return draft


def draft_for(user: Any, *, page: Page | None = None, parent: Page | None = None) -> Draft | None:
    """The person's draft for a page, or for a new page below `parent`."""
    drafts = Draft.objects.filter(author=user)
    return (drafts.filter(page=page) if page else drafts.filter(page=None, parent=parent)).first()


def differs(draft: Draft, page: Page) -> bool:
    """Whether the draft has anything that the page has not."""
    said = (draft.title, draft.text.splitlines(), split_tags(draft.tags))
    return said != (page.title, page.text.splitlines(), page.tags) or not draft.files.items() <= page.files.items()


def discard_draft(user: Any, *, page: Page | None = None, parent: Page | None = None) -> None:
    """Throws the person's draft away, if there is one."""
    draft = draft_for(user, page=page, parent=parent)
    if draft:
        draft.delete()


class ListedDraft(NamedTuple):
    """A draft as a list shows it."""

    title: str
    saved_at: datetime
    url: str  # of the editor that offers it


def _rows(user: int) -> QuerySet:
    drafts = Draft.objects.filter(author=user, page__trashed_at=None, parent__trashed_at=None).annotate(
        space=Coalesce("page__space", "parent__space"),
        path=Coalesce("page__path", "parent__path"),
        slug=Coalesce("page__space__slug", "parent__space__slug"),
        visibility=Coalesce("page__space__visibility", "parent__space__visibility"),
        level=membership_level(User(pk=user), "space"),
    )
    return drafts.order_by("-saved_at").values_list("title", "saved_at", "page", "path", "slug", "visibility", "level")


_DRAFTS = PreparedQuery(_rows, _USER)


def drafts_of(user: Any) -> list[ListedDraft]:
    """All drafts of a person for live pages that they may still read, newest first; one query."""
    return [
        ListedDraft(title, saved_at, _editor(slug, path, _act(page, level)))
        for title, saved_at, page, path, slug, visibility, given in _DRAFTS.rows(user.pk)
        if (level := level_from(user, visibility, given)) >= Level.READER
    ]


def _act(page: int | None, level: Level) -> str:
    if page is None:
        return "new"
    return "edit" if level >= Level.EDITOR else "suggest"


def _editor(slug: str, path: str, act: str) -> str:
    return f"/{slug}/{path}/-/{act}/" if path else f"/{slug}/-/{act}/"
