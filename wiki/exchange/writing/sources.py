"""Opening what an import reads, whichever kind it is, as one history."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.exchange.errors import SourceSilent
from wiki.exchange.models import Import
from wiki.exchange.reading.archive import ArchiveSource
from wiki.exchange.reading.folder import FolderSource
from wiki.exchange.reading.git import GitRepository, Stretch
from wiki.exchange.reading.git_source import open_git
from wiki.exchange.reading.identities import Identities
from wiki.exchange.reading.stream import Author, BlobSource, Commit, FileEntry, Snapshot, SourceError
from wiki.exchange.shared import on_this_machine, scratch

log = logging.getLogger(__name__)

UPLOADS = "imports/uploads"


class History(BlobSource, Protocol):
    """What a run goes through."""

    def first_tree(self) -> Mapping[str, FileEntry]:
        """The files, other than pages, before the first of `commits`."""

    def last_tree(self) -> Mapping[str, FileEntry]:
        """All files after the last of `commits`."""

    def authors(self) -> list[Author]:
        """Everybody who wrote a commit."""

    def count(self) -> int:
        """How many `commits` there are."""

    def commits(self) -> Iterator[Commit]:
        """The commits in their order."""

    def closing(self, pages: Identities, root: str) -> Commit | None:
        """What is still missing when all commits are done, None for nothing."""


@dataclass(frozen=True, slots=True)
class GitHistory:
    """A stretch of a branch."""

    repository: GitRepository
    stretch: Stretch

    def read(self, blob: str, *, limit: int) -> bytes:
        """See `BlobSource`."""
        return self.repository.read(blob, limit=limit)

    def first_tree(self) -> Mapping[str, FileEntry]:
        """The tree at the base."""
        return self.repository.tree(self.stretch.base)

    def last_tree(self) -> Mapping[str, FileEntry]:
        """The tree at the tip."""
        return self.repository.tree(self.repository.tip)

    def authors(self) -> list[Author]:
        """The authors of side branches are among them: their work came in by merges."""
        return self.repository.authors(self.stretch)

    def count(self) -> int:
        """See `History`."""
        return self.repository.count(self.stretch)

    def commits(self) -> Iterator[Commit]:
        """See `History`."""
        return self.repository.commits(self.stretch)

    def closing(self, pages: Identities, root: str) -> Commit | None:
        """The tip's commit, with what side branches did not add up to."""
        missing = pages.differences(self.last_tree(), root=root)
        return self.repository.tip_commit(missing) if missing else None


@dataclass(slots=True)
class SnapshotHistory:
    """A folder or ZIP file: no commits, and one closing commit, now, by whoever imports it."""

    source: Snapshot
    author: Author
    reason: str
    at: datetime = field(default_factory=timezone.now)
    _tree: Mapping[str, FileEntry] | None = None

    def read(self, blob: str, *, limit: int) -> bytes:
        """See `BlobSource`."""
        return self.source.read(blob, limit=limit)

    def first_tree(self) -> Mapping[str, FileEntry]:
        """All files: there is only one moment."""
        if self._tree is None:
            self._tree = self.source.tree()
        return self._tree

    def last_tree(self) -> Mapping[str, FileEntry]:
        """The same."""
        return self.first_tree()

    def authors(self) -> list[Author]:
        """Nobody new."""
        return []

    def count(self) -> int:
        """See `History`."""
        return 0

    def commits(self) -> Iterator[Commit]:
        """See `History`."""
        return iter(())

    def closing(self, pages: Identities, root: str) -> Commit | None:
        """Everything that is not yet in the space as it is in the source; pictures may have changed without a page."""
        missing = pages.differences(self.first_tree(), root=root)
        return Commit("", self.author, self.at, self.reason, "", tuple(missing))


def name_of(upload: str) -> str:
    """What the storage that all servers share calls an uploaded bundle or ZIP file."""
    return f"{UPLOADS}/{upload}"


@contextmanager
def open_repository(job: Import) -> Iterator[GitRepository]:
    """The repository of a job that reads git."""
    with (
        scratch() as folder,
        open_git(_path_of(job, folder), scratch=folder / "git", branch=job.branch) as repository,
    ):
        yield repository


@contextmanager
def open_snapshot(job: Import) -> Iterator[SnapshotHistory]:
    """The folder or ZIP file of a job."""
    author = Author(str(job.by or ""), "")
    reason = _("Imported from %(name)s") % {"name": job.location}
    if job.source == Import.Source.FOLDER:
        yield SnapshotHistory(FolderSource(Path(job.location)), author, reason)
    else:
        with scratch() as folder, ArchiveSource(_path_of(job, folder)) as archive:
            yield SnapshotHistory(archive, author, reason)


def _path_of(job: Import, folder: Path) -> Path:
    """Where the job's source is on this machine; what another server was given is fetched into `folder`."""
    if not job.upload:
        return Path(job.location)
    try:
        return on_this_machine(name_of(job.upload), folder)
    except FileNotFoundError:
        raise SourceError(_("The uploaded file is not there any more. Upload it again.")) from None
    except OSError as error:
        log.exception("The upload %s can't be fetched", job.upload)
        words = _("The uploaded file can't be fetched at the moment. The import goes on by itself once it can.")
        raise SourceSilent(words) from error
