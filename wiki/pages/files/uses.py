"""Where the files of a page are used: in its text, in which of its revisions, and on which other pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from wiki.pages.editions.reading import readable_numbers
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.files.thumbnails import thumbnail_url, widths_of
from wiki.pages.linking import file_url
from wiki.pages.models import Page, Rendering, Revision
from wiki.pages.revisions import files_of_revisions
from wiki.spaces.models import Space

# An upload that no revision shows may belong to a draft that somebody comes back to.
KEPT = timedelta(days=30)

Key = tuple[str, str]  # name and SHA-256


@dataclass
class FileUse:
    """One version of a file of a page."""

    page: Page
    name: str
    file: StoredFile
    first: Revision | None = None  # that showed it, and the last one; None for an upload that was never saved
    last: Revision | None = None
    uploaded_at: datetime | None = None
    uploaded_by: Any = None
    in_text: bool = False
    elsewhere: list[Page] = field(default_factory=list)

    @property
    def is_present(self) -> bool:
        """Whether the page's present state has it."""
        return self.page.files.get(self.name) == self.file.pk

    @property
    def url(self) -> str:
        """Where its content is."""
        return file_url(self.page.pk, self.file.pk, self.name)

    @property
    def picture_url(self) -> str:
        """Its smallest version, "" for what is no picture."""
        widths = widths_of(self.file)
        return thumbnail_url(self.page.pk, self.file.pk, widths[0]) if widths else self.url if self.file.width else ""

    @property
    def suffix(self) -> str:
        """What its name ends in, in capital letters."""
        return self.name.rpartition("/")[2].rpartition(".")[2].upper() if "." in self.name else ""

    @property
    def goes_at(self) -> datetime | None:
        """When an upload that was never saved is cleared away."""
        return self.uploaded_at + KEPT if self.uploaded_at and self.first is None else None


def uses_of(page: Page, user: Any) -> list[FileUse]:
    """Every file that the page has or had, as a reader may know of it, by name and the newest version first; the same
    number of queries however many there are. The page has its rendering."""
    pins = list(page.pinned_files.select_related("file", "by__merged_into").order_by("name", "-pk"))
    if not pins:
        return []
    shown = _shown(page)
    others = _other_pages(page, {pin.file_id for pin in pins}, user)
    html = page.rendering.html
    uses = [_use(page, pin, shown.get((pin.name, pin.file_id)), html, others) for pin in pins]
    if page.approved_only:
        uses = [use for use in uses if use.first]
    return sorted(uses, key=lambda use: (use.name, -(use.last.number if use.last else 10**9)))


def _shown(page: Page) -> dict[Key, list[Revision]]:
    """The first and the last revision that showed each file."""
    shown: dict[Key, list[Revision]] = {}
    approved = set(readable_numbers(page) or ()) if page.approved_only else None
    for revision, files in files_of_revisions(page):
        if approved is not None and revision.number not in approved:
            continue
        for key in files.items():
            shown.setdefault(key, [revision, revision])[1] = revision
    return shown


def _use(
    page: Page, pin: PinnedFile, shown: list[Revision] | None, html: str, others: dict[str, list[Page]]
) -> FileUse:
    use = FileUse(page, pin.name, pin.file, uploaded_at=pin.at, uploaded_by=pin.by)
    if shown:
        use.first, use.last = shown
    use.in_text = use.is_present and mark_of(pin.file_id) in html
    use.elsewhere = others.get(pin.file_id, [])
    return use


def mark_of(sha256: str) -> str:
    """What a page's HTML holds where it shows the file or leads to it."""
    return f"/files/{sha256}/"


def _other_pages(page: Page, hashes: Iterable[str], user: Any) -> dict[str, list[Page]]:
    """The other live pages that the user may read and whose present state has these contents, by SHA-256."""
    readable = Page.objects.live().readable_by(user).exclude(pk=page.pk)
    pins = PinnedFile.objects.filter(file__in=hashes, page__in=readable.values("pk")).select_related("page__space")
    found: dict[str, dict[int, Page]] = {}
    for pin in pins.defer("page__text", "page__front_matter").order_by("page__title", "page"):
        if pin.file_id in pin.page.files.values():
            found.setdefault(pin.file_id, {})[pin.page_id] = pin.page
    return {sha256: list(pages.values()) for sha256, pages in found.items()}


def unused_files(space: Space) -> QuerySet[PinnedFile]:
    """Files of the space's live pages that the present text of their page neither shows nor leads to. What was uploaded
    while a page was first written waits with the page above: it is told of the page that got it."""
    mark = Concat(Value("/files/"), OuterRef("file_id"), Value("/"), output_field=CharField())
    mentions = Rendering.objects.filter(page=OuterRef("page"), html__contains=mark)
    taken = PinnedFile.objects.filter(page__parent=OuterRef("page"), file=OuterRef("file"), page__trashed_at=None)
    pins = PinnedFile.objects.filter(
        ~Exists(mentions), ~Exists(taken), page__space=space, page__trashed_at=None, page__is_controlled=False
    )
    return (
        pins.select_related("page__space", "file")
        .defer("page__text", "page__front_matter")
        .order_by("page__path", "name", "pk")
    )


def with_revisions(pins: Iterable[PinnedFile]) -> list[FileUse]:
    """These files with the revisions that show them; one query a page."""
    pages = {pin.page_id: pin.page for pin in pins}
    shown = {pk: _shown(page) for pk, page in pages.items()}
    return [_use(pin.page, pin, shown[pin.page_id].get((pin.name, pin.file_id)), "", {}) for pin in pins]
