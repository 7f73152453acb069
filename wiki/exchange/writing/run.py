"""One run through a source: read, follow the pages, write, place, render.

It can be stopped at any moment: what is written is whole, and the next run goes on from there.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.exchange.models import Import
from wiki.exchange.reading.arrangement import arrange, front_path
from wiki.exchange.reading.identities import Step, StepKind
from wiki.exchange.reading.navigation import NAVIGATION_FILES, navigation_order
from wiki.exchange.reading.page_text import decode, read_page, shortened
from wiki.exchange.reading.stream import (
    BlobError,
    ChangeKind,
    Commit,
    FileChange,
    Limits,
    SourceError,
    page_changes,
    pages_of,
)
from wiki.exchange.reading.told import Told, split_told
from wiki.exchange.writing.batch import Batch, Origin
from wiki.exchange.writing.files import Files
from wiki.exchange.writing.finishing import make_ready_to_compare, pages_to_render, render_pages, tell_audit
from wiki.exchange.writing.people import People
from wiki.exchange.writing.placing import Tree, imported_leaves, moved_by_people
from wiki.exchange.writing.progress import Progress
from wiki.exchange.writing.shelf import entries_by_content, is_untouched, load_shelf
from wiki.exchange.writing.sources import History
from wiki.pages.models import Page
from wiki.pages.revisions import Body
from wiki.pages.titles import TAG_LENGTH, split_tags
from wiki.pages.writers import only_writer

BATCH = 400  # revisions in one transaction: about a third of a second
PORTION = 400  # files of one commit that are held in memory together
QUIET = 2000  # commits without pages after which progress is noted all the same


class Run:
    """Carries one import out. `failure` tells of a history that broke off; what came before it is imported."""

    def __init__(self, job: Import, history: History, progress: Progress) -> None:
        self.job = job
        self.history = history
        self.progress = progress
        self.failure = ""
        self.is_git = job.source == Import.Source.GIT
        self.shelf = load_shelf(job.space, moved=progress.moved, is_linear=not job.all_commits)
        self.shelf.front_path = self._front_path() if is_untouched(self.shelf.front) else ""
        self.pages = self.shelf.identities
        self.pages.entries = progress.entries or ({} if self.is_git else entries_by_content(self.shelf))
        self.files = Files(history, dict(history.first_tree()), progress)
        self.people = People()
        self.batch = Batch(self.shelf, progress, root=job.root)
        self.shows = self._shown_now()
        self.hidden_since = timezone.now()
        self.taken_up_at = job.done

    def _front_path(self) -> str:
        """The file that stands for the top of the tree in the end."""
        try:
            tree = self.history.last_tree()
        except SourceError:
            return ""  # what is broken is told where the import comes to it
        return front_path(pages_of(tree, root=self.job.root), root=self.job.root)

    def carry_out(self) -> None:
        """All of it."""
        if self.progress.kept is None:
            self.progress.kept = moved_by_people(self.job.space, root=self.job.root)
        self._read()
        if self.progress.touched:
            self._place()
            keys = pages_to_render(self.job.space, set(self.progress.touched))
            render_pages(keys, self.progress)
            make_ready_to_compare(keys)
        self._finish()

    def _shown_now(self) -> dict[str, set[int]]:
        shows: dict[str, set[int]] = defaultdict(set)
        for key, files in Page.objects.filter(pk__in=self.shelf.rows).values_list("pk", "files"):
            for name in files:
                shows[name].add(key)
        return shows

    def _read(self) -> None:
        self.progress.begin(Import.Stage.READING, self.history.count(), self.job.done)
        with transaction.atomic():
            self.progress.counts["new_people"] += self.people.bring(self.history.authors(), by=self.job.by)
        try:
            self._read_commits()
            if closing := self.history.closing(self.pages, self.job.root):
                self._take(closing, set(self.shows) if not self.is_git else set(), is_repeated=True)
        except SourceError as error:
            self.failure = str(error)
        self._write(self.job.done)

    def _read_commits(self) -> None:
        reached = self.job.done
        for number, commit in enumerate(self.history.commits(), start=1):
            changed_files = self.files.follow(commit.changes)
            if number <= self.taken_up_at:
                continue
            # The first commit after an interruption may have been written in part.
            self._take(commit, changed_files, is_repeated=number == self.taken_up_at + 1)
            self._count(commit)
            if len(self.batch) >= BATCH or number - reached >= QUIET:
                self._write(number)
                reached = number
            self.job.done = number

    def _count(self, commit: Commit) -> None:
        self.progress.counts["commits"] += 1
        changes = page_changes(commit.changes, root=self.job.root)
        self.progress.counts["changes"] += sum(2 if change.old_path else 1 for change in changes)
        self.progress.advance(1)

    def _write(self, done: int) -> None:
        with transaction.atomic():
            only_writer()
            self.batch.write(hidden_since=self.hidden_since)
            self.job.done = done
            if not (self.is_git and self.pages.is_linear):
                self.progress.moved = {path: self.shelf.rows[key].page.pk for path, key in self.pages.moved.items()}
                self.progress.entries = self.pages.entries
            self.progress.save()

    def _take(self, commit: Commit, changed_files: set[str], *, is_repeated: bool) -> None:
        author = self.people.of(commit.author) if self.is_git else self.job.by
        reason, told = split_told(f"{commit.subject}\n\n{commit.body}".strip())
        origin = Origin(author, commit.date, reason)
        keys: set[int] = set()
        for changes in _portions(self._changes(commit, told)):
            contents, unreadable = self._contents(changes, commit)
            for step in self.pages.apply(changes, unreadable=unreadable):
                keys.add(step.key)
                if told and step.path != told.file and step.kind in (StepKind.MOVE, StepKind.RECOVER):
                    self.batch.follow(step, origin)
                else:
                    self._step(step, contents, origin, is_repeated=is_repeated, told=told)
            if len(changes) == PORTION and len(self.batch) >= BATCH:
                self._write(self.job.done)
        if told is None:  # what an export tells of has a commit for every revision
            self._renew_pictures(changed_files, keys, origin)

    def _changes(self, commit: Commit, told: Told | None) -> list[FileChange]:
        """The changes of pages; with one of the page that an export tells of, where its file stayed as it was."""
        changes = list(page_changes(commit.changes, root=self.job.root))
        if told and told.file in self.pages.live and all(change.path != told.file for change in changes):
            changes.append(FileChange(ChangeKind.EDIT, told.file, self.files.entry(told.file)))
        return changes

    def _contents(self, changes: list[FileChange], commit: Commit) -> tuple[dict[str, bytes], set[str]]:
        """The bytes of the changed pages by blob, and the paths of those that can't be pages."""
        contents: dict[str, bytes] = {}
        unreadable: set[str] = set()
        for change in changes:
            if change.entry is None:
                continue
            try:
                content = self.history.read(change.entry.blob, limit=Limits().page_bytes)
                decode(content)
                contents[change.entry.blob] = content
            except BlobError as error:
                unreadable.add(change.path)
                text = _("a revision is left out, because %(why)s%(where)s")
                where = f" ({commit.id[:10]})" if commit.id else ""
                self.progress.note(change.path, text % {"why": error, "where": where})
        return contents, unreadable

    def _step(
        self, step: Step, contents: dict[str, bytes], origin: Origin, *, is_repeated: bool, told: Told | None
    ) -> None:
        body = self._body(step, contents[step.entry.blob], told) if step.entry else None
        row = self.shelf.rows.get(step.key)
        if is_repeated and body and row and step.kind is StepKind.EDIT and self.batch.holds(row, body):
            return
        self.batch.add(step, body, origin)
        for name in body.files if body else ():
            self.shows[name].add(step.key)

    def _body(self, step: Step, content: bytes, told: Told | None) -> Body:
        if step.entry and step.entry.is_symlink:
            text = _("it is a symbolic link to %(target)s: that address is its text, and nothing is read through it")
            self.progress.note(step.path, text % {"target": content.decode()[:200]})
        page = read_page(content, step.path)
        files = self.files.shown_in(page.body, step.path)
        is_told = told is not None and told.file == step.path
        title, written = (shortened(told.title), told.tags) if told and is_told else (page.title, page.tags)
        tags = [tag[:TAG_LENGTH] for tag in split_tags(",".join(written))]
        return Body(title, page.body, page.front_matter, tags, files)

    def _renew_pictures(self, changed: set[str], besides: set[int], origin: Origin) -> None:
        """Gives a revision to every page that shows a file whose content changed while the page's own text did not."""
        live = set(self.pages.live.values())
        for path in sorted(changed & self.shows.keys()):
            for key in sorted((self.shows[path] & live) - besides):
                row, sha256 = self.shelf.rows[key], self.files.content_of(path)
                body = row.present_body()
                if sha256 and body.files.get(path, sha256) != sha256:
                    renewed = replace(body, files=body.files | {path: sha256})
                    self.batch.add(Step(StepKind.EDIT, key, row.page.source_path), renewed, origin)
                    self.progress.counts["renewed_files"] += 1

    def _place(self) -> None:
        self.progress.begin(Import.Stage.PLACING, 1)
        order: dict[str, float] = {}
        for name in NAVIGATION_FILES:
            order |= navigation_order(self.files.text_of(name), path=name)
        with transaction.atomic():
            only_writer()
            places = arrange(imported_leaves(self.job.space), root=self.job.root, order=order)
            Tree(self.job.space, self.job.by, self.progress).place(places)
            self.progress.placing.clear()
            self.progress.advance(1)
            self.progress.save()

    def _finish(self) -> None:
        with transaction.atomic():
            pages = Page.objects.live().filter(space=self.job.space).exclude(source_path="")
            self.progress.counts["live_pages"] = pages.exclude(source_path__endswith="/").count()
            if not self.failure:
                self.job.finished_at = timezone.now()
            tell_audit(self.job, self.progress)
            self.progress.close()
            self.progress.save()


def _portions(changes: list[FileChange]) -> Iterator[list[FileChange]]:
    """Cuts a large commit so that not all of its files are in memory at once, where nothing changes places in it."""
    only_writes = all(change.kind in (ChangeKind.ADD, ChangeKind.EDIT) for change in changes)
    if not only_writes or len(changes) <= PORTION:
        yield changes
        return
    for start in range(0, len(changes), PORTION):
        yield changes[start : start + PORTION]
