"""Drafts: a person's unsaved text, kept on the server while they write."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.pages.models import Draft, Page
from wiki.pages.sharing.models import DraftLink
from wiki.pages.titles import split_tags
from wiki.spaces.access import level_from
from wiki.spaces.models import Level
from wiki.spaces.querysets import membership_level

_USER, _PAGE = -1_000_004, -1_000_005  # marks of the parameters


class Replaced(NamedTuple):
    """A draft as somebody took it over into another sitting."""

    pk: int
    saved_at: datetime


@transaction.atomic
def keep_draft(
    *,
    by: Any,
    page: Page | None,
    parent: Page | None,
    sitting: str = "",
    step: int | None = None,
    replaces: Iterable[Replaced] = (),
    **fields: Any,
) -> Draft:
    """Keeps the text, and the files of the page to be, for `by`: one draft a sitting, for a page or for a new page
    below `parent`. The caller has checked the right to edit, and that the files were attached there.

    What arrives late, with a `step` below the one that is kept, changes nothing. Drafts that this one took over go,
    unless they changed since."""
    place = _place(page, parent)
    said = fields if step is None else fields | {"step": step}
    drafts = Draft.objects.select_for_update()
    draft, is_new = drafts.get_or_create(author=by, **place, sitting=sitting, defaults=said)
    if not is_new and (step is None or step >= draft.step):
        for name, value in said.items():
            setattr(draft, name, value)
        draft.save()
    _drop(by, place, replaces)
    return draft


def _place(page: Page | None, parent: Page | None) -> dict[str, Page | None]:
    return {"page": page, "parent": None} if page else {"page": None, "parent": parent}


def _drop(author: Any, place: dict[str, Page | None], replaced: Iterable[Replaced]) -> None:
    for pk, saved_at in replaced:
        Draft.objects.filter(author=author, **place, pk=pk, saved_at=saved_at).delete()


def drafts_at(user: Any, *, page: Page | None = None, parent: Page | None = None) -> list[Draft]:
    """The person's drafts for a page, or for a new page below `parent`, newest first; one query, two where a page has
    some: mostly there is none."""
    if page and not _OF_PAGE.rows(user.pk or 0, page.pk):
        return []
    drafts = Draft.objects.filter(author=user, **_place(page, parent)).select_related("link")
    return list(drafts.order_by("-saved_at", "-pk"))


def draft_for(user: Any, *, page: Page | None = None, parent: Page | None = None) -> Draft | None:
    """The newest of the person's drafts for a page, or for a new page below `parent`."""
    return next(iter(drafts_at(user, page=page, parent=parent)), None)


def own_draft(user: Any, pk: int) -> Draft:
    """The person's draft with this key; Http404 when they have none."""
    draft = Draft.objects.select_related("page__space", "parent__space").filter(author=user, pk=pk).first()
    if draft is None:
        raise Http404
    return draft


def differs(draft: Draft, page: Page) -> bool:
    """Whether the draft has anything that the page has not."""
    said = (draft.title, draft.text.splitlines(), split_tags(draft.tags))
    return said != (page.title, page.text.splitlines(), page.tags) or not draft.files.items() <= page.files.items()


def discard_draft(
    user: Any,
    *,
    page: Page | None = None,
    parent: Page | None = None,
    sitting: str = "",
    replaces: Iterable[Replaced] = (),
) -> None:
    """Throws away what the person wrote in one sitting, and the drafts that it took over; there may be none."""
    place = _place(page, parent)
    if page is None or has_draft(user, page, sitting):  # mostly not: then nobody else's save has to wait
        Draft.objects.filter(author=user, **place, sitting=sitting).delete()
    _drop(user, place, replaces)


_OF_PAGE = PreparedQuery(
    lambda user, page: Draft.objects.filter(author=user, page=page).values_list("pk"), _USER, _PAGE
)
_SITTING = "\0sitting"
_KEPT = PreparedQuery(
    lambda user, page, sitting: Draft.objects.filter(author=user, page=page, sitting=sitting).values_list("pk"),
    _USER,
    _PAGE,
    _SITTING,
)


def has_draft(user: Any, page: Page, sitting: str) -> bool:
    """Whether the person has a text of the page that they wrote in this sitting; one query."""
    return bool(_KEPT.raw(user.pk, page.pk, sitting))


def remove_draft(*, by: Any, draft: Draft) -> None:
    """Throws one's own draft away."""
    Draft.objects.filter(author=by, pk=draft.pk).delete()


class ListedDraft(NamedTuple):
    """A draft as a list shows it."""

    pk: int
    title: str
    place: str  # the title of its page, or of the page that a new one goes below
    is_new: bool
    is_shared: bool
    saved_at: datetime
    url: str  # of the editor, with the draft in it


def _rows(user: int) -> QuerySet:
    drafts = Draft.objects.filter(author=user, page__trashed_at=None, parent__trashed_at=None).annotate(
        space=Coalesce("page__space", "parent__space"),
        path=Coalesce("page__path", "parent__path"),
        slug=Coalesce("page__space__slug", "parent__space__slug"),
        place=Coalesce("page__title", "parent__title"),
        visibility=Coalesce("page__space__visibility", "parent__space__visibility"),
        level=membership_level(User(pk=user), "space"),
        is_shared=Exists(DraftLink.objects.filter(draft=OuterRef("pk"))),
    )
    columns = ("pk", "title", "place", "is_shared", "saved_at", "page", "path", "slug", "visibility", "level")
    return drafts.order_by("-saved_at").values_list(*columns)


_DRAFTS = PreparedQuery(_rows, _USER)


def drafts_of(user: Any) -> list[ListedDraft]:
    """All drafts of a person for live pages that they may still read, newest first; one query."""
    return [
        ListedDraft(pk, title, place, page is None, bool(shared), saved_at, f"{_editor(slug, path, act)}?draft={pk}")
        for pk, title, place, shared, saved_at, page, path, slug, visibility, given in _DRAFTS.rows(user.pk)
        if (level := level_from(user, visibility, given)) >= Level.READER and (act := _act(page, level))
    ]


def _act(page: int | None, level: Level) -> str:
    if page is None:
        return "new"
    return "edit" if level >= Level.EDITOR else "suggest"


def _editor(slug: str, path: str, act: str) -> str:
    return f"/{slug}/{path}/-/{act}/" if path else f"/{slug}/-/{act}/"
