"""A stretch of the history on its way into the database: collected in memory, written in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from wiki.exchange.reading.arrangement import address_of
from wiki.exchange.reading.identities import Step, StepKind
from wiki.exchange.writing.progress import Progress
from wiki.exchange.writing.shelf import Row, Shelf
from wiki.pages.files.models import PinnedFile
from wiki.pages.models import FormerAddress, FormerTitle, Page, Revision, Trashing
from wiki.pages.revisions import Body, Entry, bulk_record, byte_size, content_hash
from wiki.pages.titles import title_key

KINDS = {
    StepKind.CREATE: Revision.Kind.CREATED,
    StepKind.EDIT: Revision.Kind.EDITED,
    StepKind.MOVE: Revision.Kind.MOVED,
    StepKind.RECOVER: Revision.Kind.RECOVERED,
}
COUNTS = {
    StepKind.CREATE: "created",
    StepKind.MOVE: "moved",
    StepKind.TRASH: "trashed",
    StepKind.RECOVER: "recovered",
}
# What a step may change of a page's row; its place in the tree is found at the end of the run.
CHANGED = (
    *(
        "title",
        "title_key",
        "tags",
        "files",
        "changed_at",
        "trashed_at",
        "front_matter",
        "text",
        "source_path",
        "latest",
    ),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose step it is: what a commit gives to every revision that it makes."""

    author: Any
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Save:
    """A revision to be made."""

    row: Row
    body: Body
    path: str
    kind: str
    origin: Origin


class Batch:
    """Steps in the order of the history, until `write`."""

    def __init__(self, shelf: Shelf, progress: Progress, *, root: str) -> None:
        self._shelf = shelf
        self._progress = progress
        self._root = root
        self._clear()

    def _clear(self) -> None:
        self._steps: list[Save | Trashing] = []
        self._rows: dict[int, Row] = {}
        self._former_addresses: dict[str, Row] = {}
        self._former_titles: list[tuple[Row, str]] = []
        self._stays: list[Trashing] = []

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, step: Step, body: Body | None, origin: Origin) -> None:
        """Takes one step; `body` is what the page holds after it, None for what it held before."""
        address = address_of(step.path, root=self._root)
        row = self._shelf.row_for(step, path=address)
        self._rows[step.key] = row
        if step.kind in COUNTS:
            self._progress.counts[COUNTS[step.kind]] += 1
        if step.kind is StepKind.TRASH:
            self._trash(row, origin)
            return
        if step.kind is StepKind.MOVE:
            self._former_addresses[address_of(step.old_path, root=self._root)] = row
        if step.kind is StepKind.RECOVER:
            self._recover(row, origin)
        row.page.source_path = step.path
        # The front page was there before the file that it stands for.
        is_new = step.kind is not StepKind.CREATE or row.page.pk is None
        kind = KINDS[step.kind] if is_new else Revision.Kind.EDITED
        self._save(row, body or row.present_body(), address, kind, origin)

    def follow(self, step: Step, origin: Origin) -> None:
        """Takes a step that changes a page's place and is no revision of it."""
        row = self._shelf.rows[step.key]
        self._rows[step.key] = row
        self._progress.counts[COUNTS[step.kind]] += 1
        if step.kind is StepKind.RECOVER:
            self._recover(row, origin)
        else:
            self._former_addresses[address_of(step.old_path, root=self._root)] = row
        row.page.source_path = step.path
        if row.page.pk:
            self._progress.placing.add(row.page.pk)

    def holds(self, row: Row, body: Body) -> bool:
        """Whether a page has this body already."""
        return row.content_hash == content_hash(body.source) and row.present_body() == body

    def _trash(self, row: Row, origin: Origin) -> None:
        if row.page.parent_id is None and row.page.pk:
            # A space is never without its front page; it goes on as a page of the wiki's own.
            self._progress.note(row.page.source_path, _("the file was deleted; its page stays as the front page"))
            row.page.source_path = ""
            row.present_body()
            return
        row.page.trashed_at = origin.at
        row.stay = Trashing(
            page=row.page, by=origin.author, at=origin.at, reason=origin.reason, after_number=row.number
        )
        self._steps.append(row.stay)

    def _recover(self, row: Row, origin: Origin) -> None:
        if row.stay is not None:
            row.stay.recovered_by, row.stay.recovered_at = origin.author, origin.at
            self._stays.append(row.stay)
            row.stay = None

    def _save(self, row: Row, body: Body, path: str, kind: str, origin: Origin) -> None:
        if row.page.pk and row.page.title_key != title_key(body.title):
            self._former_titles.append((row, row.page.title_key))
        row.body, row.content_hash = body, content_hash(body.source)
        row.page.title, row.page.title_key = body.title, title_key(body.title)
        self._steps.append(Save(row, body, path, kind, origin))
        self._progress.counts["revisions"] += 1

    def write(self, *, hidden_since: datetime) -> None:
        """Writes everything; the caller holds the transaction.

        New and recovered pages are hidden, as if in the trash, until they have their place in the tree.
        """
        self._hide(hidden_since)
        new = [row.page for row in self._rows.values() if row.page.pk is None]
        Page.objects.bulk_create(new)
        self._catch_up()
        newest = {revision.page_id: revision for revision in bulk_record(self._entries())}
        self._write_pages(newest)
        self._write_stays()
        self._write_former()
        self._write_pins()
        self._remember()
        for row in self._rows.values():
            row.body = None
            row.page.text = row.page.front_matter = ""
        self._clear()

    def _hide(self, since: datetime) -> None:
        for row in self._rows.values():
            if row.page.pk is None or (row.page.trashed_at and row.stay is None):
                row.page.trashed_at = row.stay.at if row.stay else since

    def _catch_up(self) -> None:
        """Locks the pages and counts on from their newest revision: somebody may have edited one meanwhile."""
        keys = [row.page.pk for row in self._rows.values()]
        # Two lookups by key: PostgreSQL has no statistics yet of what the import writes, and makes minutes of a join.
        latest = list(Page.objects.select_for_update().filter(pk__in=keys).values_list("latest", flat=True))
        rows = {row.page.pk: row for row in self._rows.values()}
        for revision in Revision.objects.filter(pk__in=latest):
            row = rows[revision.page_id]
            row.number, row.size = revision.number, revision.size

    def _entries(self) -> list[Entry]:
        entries = []
        for step in self._steps:
            if isinstance(step, Trashing):
                step.after_number = next(row.number for row in self._rows.values() if row.page is step.page)
                continue
            row, origin = step.row, step.origin
            row.number += 1
            common = {"author": origin.author, "at": origin.at, "reason": origin.reason, "kind": step.kind}
            entries.append(Entry(row.page, row.number, step.body, step.path, previous_size=row.size, **common))
            row.size = byte_size(step.body.source)
            row.page.changed_at = origin.at
            if row.number == 1:
                row.page.created_at = origin.at
        return entries

    def _write_pages(self, newest: dict[int, Revision]) -> None:
        changed = [row for row in self._rows.values() if row.body is not None]
        for row in changed:
            page, body = row.page, row.present_body()
            page.front_matter, page.text = _shown(body.front_matter), _shown(body.text)
            page.tags, page.files = body.tags, body.files
            page.latest = newest.get(page.pk, page.latest)
        Page.objects.bulk_create(
            [row.page for row in changed],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*CHANGED, "created_at"],
        )
        for row in self._rows.values():
            if row.body is None:
                Page.objects.filter(pk=row.page.pk).update(
                    trashed_at=row.page.trashed_at, source_path=row.page.source_path
                )

    def _write_stays(self) -> None:
        Trashing.objects.bulk_create([step for step in self._steps if isinstance(step, Trashing)])
        Trashing.objects.bulk_update([stay for stay in self._stays if stay.pk], ["recovered_by", "recovered_at"])

    def _write_former(self) -> None:
        addresses = [
            FormerAddress(page=row.page, space=self._shelf.space, path=path)
            for path, row in self._former_addresses.items()
            if path
        ]
        FormerAddress.objects.bulk_create(
            addresses, update_conflicts=True, unique_fields=["space", "path"], update_fields=["page"]
        )
        titles = [FormerTitle(page=row.page, title_key=key) for row, key in self._former_titles]
        FormerTitle.objects.bulk_create(titles, ignore_conflicts=True)

    def _write_pins(self) -> None:
        shown = {
            (step.row.page.pk, name, sha256)
            for step in self._steps
            if isinstance(step, Save)
            for name, sha256 in step.body.files.items()
        }
        pins = [PinnedFile(page_id=page, name=name, file_id=sha256) for page, name, sha256 in sorted(shown)]
        PinnedFile.objects.bulk_create(pins, ignore_conflicts=True)

    def _remember(self) -> None:
        self._progress.touched.update(step.row.page.pk for step in self._steps if isinstance(step, Save))
        for row in self._rows.values():
            self._progress.touched[row.page.pk] += 0
        placing = {
            step.row.page.pk for step in self._steps if isinstance(step, Save) and step.kind != Revision.Kind.EDITED
        }
        self._progress.placing |= placing


def _shown(text: str) -> str:
    """The text as readers meet it: CommonMark has U+FFFD for a zero byte, which PostgreSQL can't keep either. The
    revision has the text as it was."""
    return text.replace("\0", "\ufffd")
