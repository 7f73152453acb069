"""The pages of a space that came from a source: which path each stands for, and how far its history is."""

from dataclasses import dataclass, field

from django.db.models import Max

from wiki.exchange.reading.identities import Identities, Step, StepKind
from wiki.exchange.reading.page_text import name_as_title
from wiki.exchange.reading.stream import FileEntry
from wiki.pages.models import Page, Trashing
from wiki.pages.revisions import Body
from wiki.pages.titles import slug_for, title_key
from wiki.spaces.models import Space


@dataclass(slots=True)
class Row:
    """A page and what the import must know of it. `body` is there only until the batch is written."""

    page: Page
    number: int = 0
    size: int = 0
    content_hash: str = ""
    body: Body | None = None
    stay: Trashing | None = None  # its present stay in the trash

    def present_body(self) -> Body:
        """The body as of the last step; from the database where this batch has not changed it."""
        if self.body is None:
            self.body = Body.of(Page.objects.get(pk=self.page.pk))
        return self.body


@dataclass(slots=True)
class Shelf:
    """Every imported page of a space, by the key that `identities` knows it by.

    `front_path` is the file that the front page will stand for: the page that the space began with has waited for it.
    """

    space: Space
    front: Page
    identities: Identities
    rows: dict[int, Row] = field(default_factory=dict)
    front_path: str = ""

    def row_for(self, step: Step, *, path: str) -> Row:
        """The row of a step's page; for a page that is created at `path` a new one, not yet in the database, or the
        front page.
        """
        if step.kind is StepKind.CREATE:
            is_front = bool(self.front_path) and step.path == self.front_path
            self.rows[step.key] = self._front_row() if is_front else Row(self._new_page(step.path, path))
        return self.rows[step.key]

    def _front_row(self) -> Row:
        self.front_path = ""
        return _row(self.front, None)

    def _new_page(self, source_path: str, path: str) -> Page:
        title = name_as_title(source_path)
        slug = path.rpartition("/")[2] or slug_for(title)
        return Page(
            space=self.space, parent=self.front, slug=slug, path=path or slug, title=title, title_key=title_key(title)
        )


def front_page(space: Space) -> Page:
    """The root of the space's tree."""
    return Page.objects.live().without_body().select_related("latest").get(space=space, parent=None)


def is_untouched(front: Page) -> bool:
    """Whether nobody has written on this front page since the space was made."""
    is_first = not front.source_path and front.latest.number == 1
    return is_first and not Page.objects.filter(pk=front.pk).exclude(text="").exists()


def imported_pages(space: Space) -> list[Page]:
    """Every page that stands for a file of a source, without its body."""
    pages = Page.objects.filter(space=space).exclude(source_path="").exclude(source_path__endswith="/")
    return list(pages.select_related("latest").without_body().order_by("pk"))


def load_shelf(space: Space, *, moved: dict[str, int], is_linear: bool) -> Shelf:
    """The shelf as the database has it. A page that is hidden until it has its place counts as live."""
    pages = imported_pages(space)
    stays = Trashing.objects.filter(page__in=[page.pk for page in pages], recovered_at=None).order_by("at", "pk")
    stay_of = {stay.page_id: stay for stay in stays}
    rows = {page.pk: _row(page, stay_of.get(page.pk)) for page in pages}
    in_trash = {row.page.source_path: key for key, row in rows.items() if row.stay and row.page.trashed_at}
    live = {row.page.source_path: key for key, row in rows.items() if not (row.stay and row.page.trashed_at)}
    highest = Page.objects.aggregate(highest=Max("pk"))["highest"] or 0
    identities = Identities(live=live, trashed=in_trash, moved=dict(moved), next_key=highest + 1, is_linear=is_linear)
    return Shelf(space, front_page(space), identities, rows)


def entries_by_content(shelf: Shelf) -> dict[str, FileEntry]:
    """What the live pages hold, by SHA-256: what the files of a source without history are known by."""
    return {path: FileEntry(shelf.rows[key].content_hash) for path, key in shelf.identities.live.items()}


def _row(page: Page, stay: Trashing | None) -> Row:
    latest = page.latest
    known = (latest.number, latest.size, latest.content_hash) if latest else (0, 0, "")
    return Row(page, *known, stay=stay)
