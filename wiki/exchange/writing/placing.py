"""The tree of an imported space: every page to its parent, sections for folders, old addresses leading on."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.exchange.reading.arrangement import Leaf, Place, arrange
from wiki.exchange.reading.front_matter import aliases_of, order_of
from wiki.exchange.reading.page_text import name_as_title
from wiki.exchange.writing.progress import Progress
from wiki.exchange.writing.shelf import front_page, is_untouched
from wiki.pages import tree
from wiki.pages.errors import PageError
from wiki.pages.front_matter import read_front_matter
from wiki.pages.models import FormerAddress, Page, Revision, Trashing
from wiki.pages.revisions import Body, Entry, bulk_record
from wiki.pages.titles import slug_for, title_key
from wiki.spaces.models import Space

PLACED = ("parent", "slug", "path", "position", "trashed_at")


def imported_leaves(space: Space) -> list[Leaf]:
    """The live pages of a space that stand for files, hidden ones too, with what orders them."""
    pages = Page.objects.filter(space=space).exclude(source_path="").exclude(source_path__endswith="/")
    in_trash = Trashing.objects.filter(page__space=space, page__trashed_at__isnull=False, recovered_at=None)
    rows = pages.exclude(pk__in=in_trash.values("page")).values_list("pk", "source_path", "title", "front_matter")
    return [Leaf(pk, path, title, order_of(read_front_matter(block))) for pk, path, title, block in rows]


def moved_by_people(space: Space, *, root: str) -> set[int]:
    """The imported pages that do not stand where an import put them: people moved them, and there they stay."""
    addresses = dict(Page.objects.live().filter(space=space).values_list("pk", "path"))
    places = arrange((leaf for leaf in imported_leaves(space) if leaf.key in addresses), root=root)
    return {place.key for place in places if place.key and addresses[place.key] != place.address}


@dataclass
class Tree:
    """Gives pages their places, in memory, then writes them; the caller holds the transaction."""

    space: Space
    by: Any
    progress: Progress
    kept: set[int] = field(init=False)
    front: Page = field(init=False)
    pages: dict[int, Page] = field(init=False)
    sections: dict[str, Page] = field(init=False)
    at: dict[str, Page] = field(default_factory=dict)  # the page for each address of the arrangement
    taken: dict[str, int] = field(default_factory=dict)  # who has each real address
    living: set[int] = field(default_factory=set)
    changed: list[Page] = field(default_factory=list)
    old_paths: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kept = self.progress.kept or set()
        self.front = front_page(self.space)
        mine = Page.objects.filter(space=self.space).exclude(source_path="").without_body().select_related("latest")
        self.pages = {page.pk: page for page in mine}
        live = [page for page in self.pages.values() if page.trashed_at is None]
        self.sections = {page.source_path: page for page in live if page.source_path.endswith("/")}

    def place(self, places: list[Place]) -> None:
        """Places everything."""
        self._drop_sections({place.path for place in places})
        self._take_front(places)
        self._make_sections([place for place in places if place.key is None])
        self._note_taken(places)
        self.at[""] = self.front
        for place in places:
            page = self._page_of(place)
            self.at.setdefault(place.address, page)
            if page.pk != self.front.pk and self._is_to_be_placed(page, place):
                self._put(page, place)
        self._write()

    def _page_of(self, place: Place) -> Page:
        return self.pages[place.key] if place.key else self.sections[place.path]

    def _is_to_be_placed(self, page: Page, place: Place) -> bool:
        if page.trashed_at is not None or page.pk in self.progress.placing:
            return True
        if page.pk in self.kept:
            return page.parent_id not in self.living
        return page.parent_id != self._parent_of(place).pk

    def _parent_of(self, place: Place) -> Page:
        return self.at.get(place.parent, self.front)

    def _put(self, page: Page, place: Place) -> None:
        """Gives the page its parent and address: the arranged word, or the next free one where people took it."""
        parent = self._parent_of(place)
        wanted = place.slug or slug_for(name_as_title(place.path))
        try:
            slug, path = self._free(parent, wanted, page)
        except PageError as error:
            self.progress.note(page.source_path, str(error))
            parent = self.front
            slug, path = self._free(parent, f"{wanted[:80]}-{page.pk}", page)
        if page.trashed_at is None and page.path not in ("", path):  # "": it was the front page
            self.old_paths[page.pk] = page.path
        page.parent, page.slug, page.path, page.position, page.trashed_at = parent, slug, path, place.position, None
        self.taken[path] = page.pk
        self.changed.append(page)

    def _free(self, parent: Page, wanted: str, page: Page) -> tuple[str, str]:
        slug, number = wanted, 1
        while self.taken.get(path := tree.child_path(parent, slug), page.pk) != page.pk:
            number += 1
            slug = f"{wanted[:110]}-{number}"
        return slug, path

    def _note_taken(self, places: list[Place]) -> None:
        """Addresses that are in use by pages that stay where they are."""
        placed = {place.key for place in places if place.key} - self.kept
        placed |= {self.sections[place.path].pk for place in places if place.key is None}
        rows = list(Page.objects.live().filter(space=self.space).values_list("path", "pk"))
        self.living = {pk for _path, pk in rows} | placed
        self.taken = {path: pk for path, pk in rows if pk not in placed or pk == self.front.pk}

    def _take_front(self, places: list[Place]) -> None:
        """Makes the source's own index the front page, where the one that there is stands for another file, or nobody
        has written on it.
        """
        first = places[0] if places else None
        if first is None or first.address or not first.key or first.key == self.front.pk:
            return
        old = self.front
        if not old.source_path and not is_untouched(old):
            return
        self.front = self.pages[first.key]
        if old.source_path:
            self._make_room(old)
        else:
            self._trash_front(old)
        self._write_front(old)

    def _make_room(self, old: Page) -> None:
        """Lets go of a front page that will have its place among the others."""
        Page.objects.filter(pk=old.pk).update(parent=self.front, path=f"-/{old.pk}")
        self.progress.placing.add(old.pk)

    def _trash_front(self, old: Page) -> None:
        now, slug = timezone.now(), slug_for(old.title)
        reason = _("%(path)s is the front page now") % {"path": self.front.source_path}
        Trashing.objects.create(page=old, by=self.by, at=now, reason=reason, after_number=old.latest.number)
        Page.objects.filter(pk=old.pk).update(trashed_at=now, parent=self.front, slug=slug, path=slug)

    def _write_front(self, old: Page) -> None:
        if self.front.trashed_at is None:
            self._lead_on([(self.front.path, self.front.pk)])
        self.front.parent, self.front.slug, self.front.path, self.front.position = None, "", "", 0
        self.front.trashed_at = None
        Page.objects.bulk_update([self.front], PLACED)
        Page.objects.filter(space=self.space, parent=old).exclude(pk=self.front.pk).update(parent=self.front)
        for page in self.pages.values():
            page.parent_id = self.front.pk if page.parent_id == old.pk else page.parent_id

    def _drop_sections(self, wanted: set[str]) -> None:
        """Trashes sections whose folder is gone or has a page of its own now; never one that people made use of."""
        used = Page.objects.live().filter(space=self.space, source_path="", parent__in=self.sections.values())
        kept = set(used.values_list("parent", flat=True))
        unused = {path: page for path, page in self.sections.items() if page.pk not in kept and page.latest.number == 1}
        gone = {path: page for path, page in unused.items() if path not in wanted}
        now = timezone.now()
        reason = _("The folder has no pages of its own any more, or has an index page now")
        Trashing.objects.bulk_create(
            [Trashing(page=page, by=self.by, at=now, reason=reason, after_number=1) for page in gone.values()]
        )
        Page.objects.filter(pk__in=[page.pk for page in gone.values()]).update(trashed_at=now)
        for path, page in gone.items():
            del self.sections[path], self.pages[page.pk]

    def _make_sections(self, places: list[Place]) -> None:
        """Makes a page, with its first revision, for every folder that has none."""
        new = [place for place in places if place.path not in self.sections]
        now = timezone.now()
        made = Page.objects.bulk_create([self._section(place, now) for place in new])
        body_of = {page.pk: Body(page.title, "") for page in made}
        common = {"author": self.by, "at": now, "reason": _("Folder of the imported handbook"), "previous_size": 0}
        revisions = bulk_record(
            [
                Entry(page, 1, body_of[page.pk], place.address, kind=Revision.Kind.CREATED, **common)
                for page, place in zip(made, new, strict=True)
            ]
        )
        for page, revision in zip(made, revisions, strict=True):
            page.latest = revision
            self.sections[page.source_path] = self.pages[page.pk] = page
        Page.objects.bulk_update(made, ["latest"])
        self.progress.touched.update(page.pk for page in made)
        self.progress.counts["sections"] += len(made)

    def _section(self, place: Place, now: Any) -> Page:
        return Page(
            space=self.space,
            parent=self.front,
            source_path=place.path,
            slug=place.slug,
            path=place.address,
            title=place.title,
            title_key=title_key(place.title),
            trashed_at=now,
        )

    def _write(self) -> None:
        # Pages may change addresses among themselves; "-" can never be a slug, so these are nobody's.
        aside = Concat(Value("-/"), Cast("pk", CharField()))
        Page.objects.live().filter(pk__in=list(self.old_paths)).update(path=aside)
        Page.objects.bulk_update(self.changed, PLACED, batch_size=200)
        self._lead_on([(path, pk) for pk, path in self.old_paths.items()] + self._aliases())
        self._place_trashed()
        self._rescue_orphans()
        tree.touch(self.space)

    def _lead_on(self, addresses: list[tuple[str, int]]) -> None:
        """Makes addresses lead to pages; of two claims the later counts."""
        FormerAddress.objects.bulk_create(
            [FormerAddress(page_id=pk, space=self.space, path=path) for path, pk in dict(addresses).items()],
            update_conflicts=True,
            unique_fields=["space", "path"],
            update_fields=["page"],
        )

    def _aliases(self) -> list[tuple[str, int]]:
        """The addresses that the front matter of pages names: those of the site that the handbook was shown on."""
        rows = Page.objects.live().filter(space=self.space, pk__in=self.progress.touched).exclude(front_matter="")
        blocks = rows.order_by("-pk").values_list("pk", "front_matter")
        return [(alias, pk) for pk, block in blocks for alias in aliases_of(read_front_matter(block))]

    def _rescue_orphans(self) -> None:
        """Brings pages that people made below a page that the source has deleted to the nearest living one."""
        orphans = Page.objects.live().filter(space=self.space, parent__trashed_at__isnull=False)
        for page in orphans.select_related("space").without_body():
            parent = self.at.get(page.path.rpartition("/")[0], self.front)
            slug, path = self._free(parent, page.slug, page)
            if path != page.path:
                tree.readdress(page, space=self.space, path=path)
            Page.objects.filter(pk=page.pk).update(parent=parent, slug=slug, path=path)

    def _place_trashed(self) -> None:
        """Remembers the folder of pages that were trashed before they ever had a place: recovery goes there."""
        waiting = Page.objects.in_trash().filter(space=self.space, parent=self.front, path__contains="/")
        moved = []
        for page in waiting.exclude(source_path="").without_body():
            parent = self.at.get(page.path.rpartition("/")[0])
            if parent is not None:
                page.parent = parent
                moved.append(page)
        Page.objects.bulk_update(moved, ["parent"], batch_size=200)
