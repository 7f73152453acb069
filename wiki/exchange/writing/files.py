"""The pictures and files that imported pages show, kept as attachments."""

import io
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from wiki.exchange.reading.mentions import mentions
from wiki.exchange.reading.page_text import decode
from wiki.exchange.reading.stream import (
    SUBMODULE,
    BlobError,
    BlobSource,
    FileChange,
    FileEntry,
    apply_changes,
    is_page,
)
from wiki.exchange.writing.progress import Progress
from wiki.pages.attachments import store
from wiki.pages.errors import PageError
from wiki.pages.relative_links import candidate_paths

NAME_LENGTH = 200
MOST_TEXT = 1024 * 1024


class Files:
    """The tree of files as it stands at a moment of the history, and where the content of each is kept.

    An attachment's name is its path in the source: that is what relative addresses are looked up by.
    """

    def __init__(self, source: BlobSource, tree: dict[str, FileEntry], progress: Progress) -> None:
        self._source = source
        self._tree = dict(tree)
        self._progress = progress
        self._stored: dict[str, str] = {}

    def follow(self, changes: tuple[FileChange, ...]) -> set[str]:
        """Brings the tree one commit forward; the files, other than pages, whose content changed."""
        apply_changes(self._tree, changes)
        return {change.path for change in changes if change.entry and not is_page(change.path)}

    def shown_in(self, markdown: str, path: str) -> dict[str, str]:
        """The files that the page at `path` shows or links to: SHA-256 by name."""
        shown: dict[str, str] = {}
        for mention in mentions(markdown):
            found = self._find(mention.address, path)
            if found and found not in shown and (sha256 := self._keep(found)):
                shown[found] = sha256
        return shown

    def entry(self, path: str) -> FileEntry | None:
        """The file at a path of the present tree."""
        return self._tree.get(path)

    def text_of(self, path: str) -> str:
        """The text of a file of the present tree; "" where there is none."""
        try:
            return decode(self._source.read(self._tree[path].blob, limit=MOST_TEXT)) if path in self._tree else ""
        except BlobError:
            return ""

    def content_of(self, path: str) -> str | None:
        """The SHA-256 of a file of the present tree, None where there is none that can be kept."""
        return self._keep(path) if path in self._tree else None

    def _find(self, address: str, path: str) -> str:
        found = next((name for name in _candidates(address, path) if name in self._tree), "")
        return "" if is_page(found) else found

    def _keep(self, path: str) -> str | None:
        entry = self._tree[path]
        if entry.blob not in self._stored:
            self._stored[entry.blob] = self._store(path, entry)
        return self._stored[entry.blob] or None

    def _store(self, path: str, entry: FileEntry) -> str:
        """Keeps the content; "" and a note where that can't be."""
        try:
            _require_plain(path, entry)
            content = self._source.read(entry.blob, limit=settings.ATTACHMENT_LIMIT)
            stored = store(io.BytesIO(content), path.rpartition("/")[2])
        except (BlobError, PageError) as error:
            self._progress.note(path, _("the file is left out, because %(why)s") % {"why": error})
            return ""
        self._progress.counts["files"] += 1
        return stored.sha256


@lru_cache(maxsize=50_000)
def _candidates(address: str, path: str) -> tuple[str, ...]:
    # A page's revisions mostly repeat the addresses of the one before.
    return tuple(candidate_paths(address, source_path=path))


def _require_plain(path: str, entry: FileEntry) -> None:
    if entry.is_symlink:
        raise BlobError(_("it is a symbolic link, which is never followed"))
    if entry.mode == SUBMODULE:
        raise BlobError(_("it is another repository"))
    if len(path) > NAME_LENGTH:
        raise BlobError(_("its path is longer than %(limit)d characters") % {"limit": NAME_LENGTH})
