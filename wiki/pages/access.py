"""Fetching pages with the right to see or change them."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from wiki.pages import fetching
from wiki.pages.editions.newest import as_newest
from wiki.pages.editions.reading import readable_files
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.models import FormerAddress, Page, Trashing
from wiki.spaces.access import (
    SEES_UNAPPROVED,
    audits,
    level_from,
    require,
    sees_trash,
    spaces_to_edit,
    takes_evidence,
    takes_part,
)
from wiki.spaces.models import Level, Space


@dataclass(frozen=True, slots=True)
class Access:
    """A page and what the person may do with it."""

    page: Page
    level: Level

    @property
    def may_edit(self) -> bool:
        return self.level >= Level.EDITOR and self.page.trashed_at is None

    @property
    def may_restore(self) -> bool:
        return self.level >= Level.TRAINER and self.page.trashed_at is None

    @property
    def may_recover(self) -> bool:
        return self.level >= Level.TRAINER and self.page.trashed_at is not None

    @property
    def sees_trashed(self) -> bool:
        return sees_trash(self.level)

    @property
    def takes_part(self) -> bool:
        return takes_part(self.level)

    @property
    def may_audit(self) -> bool:
        return audits(self.level)

    @property
    def may_prove(self) -> bool:
        return takes_evidence(self.level)

    @property
    def sees_unapproved(self) -> bool:
        return self.level >= SEES_UNAPPROVED

    @property
    def is_admin(self) -> bool:
        return self.level >= Level.ADMIN


def _checked(user: Any, page: Page | None, at_least: Level) -> Access:
    if page is None:
        raise Http404(_("There is no such page."))
    level = level_from(user, page.space.visibility, page.member_level)
    if level < Level.READER or (page.withheld_at is not None and level < SEES_UNAPPROVED):
        raise Http404(_("There is no such page."))
    require(level, at_least, page.space)
    page.approved_only = page.is_controlled and level < SEES_UNAPPROVED
    return Access(as_newest(page) if at_least >= SEES_UNAPPROVED else page, level)


def key_from(written: str) -> int | None:
    """A row's key as an address or a form has it; None for what can't be one in any database."""
    is_key = written.isascii() and written.isdecimal() and len(written) < 19
    return int(written) if is_key else None


def page_for(
    user: Any,
    space: str,
    path: str,
    at_least: Level = Level.READER,
    *,
    body: bool = False,
    html: bool = False,
    query: fetching.PageQuery | None = None,
) -> Access:
    """The live page at an address; one query. Http404 when it is not there for this person; PermissionDenied when the
    level is too low. `html` also loads the rendering, `body` that and the text; `query` is a screen's own."""
    query = query or (fetching.WHOLE if body else fetching.SCREEN if html else fetching.ROW)
    return _checked(user, query.page(user, space, path), at_least)


def page_in_trash(user: Any, space: str, pk: int) -> Access:
    """The page with this key in the trash of a space, for those who may read it there; Http404 when it is not there for
    this person; PermissionDenied when the level is too low."""
    pages = (
        Page.objects.in_trash()
        .with_member_level(user)
        .select_related("space", "latest__author__merged_into", "rendering")
    )
    access = _checked(user, pages.filter(pk=pk, space__slug=space).first(), Level.READER)
    if not access.sees_trashed:
        require(access.level, Level.TRAINER, access.page.space)
    return access


def page_for_good(user: Any, pk: int) -> Access:
    """The page with this key, wherever it is now; in the trash only for those who may read it there."""
    access = page_by_id(user, pk, trashed=True)
    if access.page.trashed_at is not None and not access.sees_trashed:
        raise Http404(_("There is no such page."))
    return access


def page_by_id(user: Any, pk: int, at_least: Level = Level.READER, *, trashed: bool = False) -> Access:
    """As `page_for`, by key; with `trashed`, pages in the trash as well."""
    pages = Page.objects.with_member_level(user).select_related("space", "latest__author")
    if not trashed:
        pages = pages.standing()
    return _checked(user, pages.filter(pk=pk).first(), at_least)


def moved_page(user: Any, space: str, path: str) -> Access | None:
    """The page that once had this address, if this person may read it and it is live."""
    former = FormerAddress.objects.filter(space__slug=space, path=path).values("page")
    page = Page.objects.live().with_member_level(user).select_related("space").filter(pk__in=former).first()
    if page is None or level_from(user, page.space.visibility, page.member_level) < Level.READER:
        return None
    return _checked(user, page, Level.READER)


def trashed_page(user: Any, space: str, path: str) -> Access | None:
    """The page that lies in the trash and last had this address, for people who may see the trash's list."""
    pages = Page.objects.in_trash().with_member_level(user).select_related("space")
    page = pages.filter(space__slug=space, path=path).order_by("-trashed_at").first()
    if page is None or level_from(user, page.space.visibility, page.member_level) < Level.AUDITOR:
        return None
    return _checked(user, page, Level.AUDITOR)


def spaces_for_copies(user: Any) -> list[Space]:
    """The spaces that a copy can be put into; PermissionDenied, saying so, where there is none."""
    spaces = spaces_to_edit(user)
    if not spaces:
        raise PermissionDenied(
            _("You may read here, but there is no space where you may write, so there is nowhere to copy to.")
        )
    return spaces


def pages_linking_to(user: Any, page: Page) -> list[Page]:
    """The live pages that `user` may read and whose text links to `page`, by title."""
    pages = Page.objects.live().readable_by(user).filter(pk__in=page.backlinks.values("source")).exclude(pk=page.pk)
    return list(pages.select_related("space").without_body().order_by("title", "pk"))


def trashings_in(space: Space, title: str = "") -> QuerySet[Trashing]:
    """The stays of the pages that lie in the space's trash now, newest first; of those with `title` in their title."""
    stays = Trashing.objects.filter(page__space=space, recovered_at=None, page__trashed_at__isnull=False)
    if title:
        stays = stays.filter(page__title__icontains=title)
    stays = stays.select_related("page__space", "by__merged_into", "batch__space")
    long = ("page__text", "page__front_matter", "batch__wish", "batch__before", "batch__drawing", "batch__problems")
    stays = stays.defer(*long)
    return stays.order_by("-at", "page__path", "pk")


def stay_of(page: Page) -> Trashing | None:
    """The present stay of a page in the trash; None for one that only waits for its place, as imported pages do."""
    stays = page.trashings.filter(recovered_at=None).select_related("by__merged_into")
    return stays.order_by("-at").first()


def file_for(user: Any, page_id: int, sha256: str, name: str) -> StoredFile:
    """A file that some revision of a readable page shows under this name; Http404 otherwise."""
    access = page_by_id(user, page_id, trashed=True)
    pin = PinnedFile.objects.filter(page=page_id, file=sha256, name=name).select_related("file").first()
    if pin is None or not _may_fetch(access, sha256):
        raise Http404(_("There is no such file."))
    return pin.file


def _may_fetch(access: Access, sha256: str) -> bool:
    """Whether the person may see a revision that shows the file: of a controlled page only approved ones."""
    page = access.page
    return not page.approved_only or sha256 in page.files.values() or sha256 in readable_files(page)


def picture_for(user: Any, page_id: int, sha256: str) -> tuple[StoredFile, str]:
    """A file that some revision of a readable page shows, and a name it has there; Http404 otherwise."""
    access = page_by_id(user, page_id, trashed=True)
    pin = PinnedFile.objects.filter(page=page_id, file=sha256).select_related("file").order_by("pk").first()
    if pin is None or not _may_fetch(access, sha256):
        raise Http404(_("There is no such file."))
    return pin.file, pin.name
