"""The stream every kind of source gives: commits, oldest first, each with the files it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

SYMLINK = 0o120000
SUBMODULE = 0o160000
PAGE_SUFFIXES = (".md", ".markdown")


class SourceError(Exception):
    """The source cannot be read at all; the message is one line for the person who started the import."""


class BlobError(Exception):
    """One file cannot be read; the rest of the import goes on. The message is one line for the report."""


class ChangeKind(StrEnum):
    """What a commit did to one file."""

    ADD = "add"
    EDIT = "edit"
    DELETE = "delete"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a tree: the id its bytes are read by, and git's mode."""

    blob: str
    mode: int = 0o100644

    @property
    def is_symlink(self) -> bool:
        """Whether the bytes are the address a symbolic link points to, not a text."""
        return self.mode == SYMLINK


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file changed by a commit. `entry` is None for a deletion; `old_path` is set for a rename."""

    kind: ChangeKind
    path: str
    entry: FileEntry | None = None
    old_path: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A name and address as the history gives them; neither is verified."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One step of the history. `date` is the author's, with the author's zone."""

    id: str
    author: Author
    date: datetime
    subject: str
    body: str
    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest files that are read, in bytes; larger ones are named in the report and left out."""

    page_bytes: int = 5 * 1024 * 1024
    file_bytes: int = 50 * 1024 * 1024


class BlobSource(Protocol):
    """What can give the bytes of a file of the stream."""

    def read(self, blob: str, *, limit: int) -> bytes:
        """Give the bytes; raises BlobError when they are missing or more than `limit`."""


class Snapshot(BlobSource, Protocol):
    """A source without history: one state of a tree."""

    def tree(self) -> Mapping[str, FileEntry]:
        """Give every file by its path, which uses "/" and never leaves the tree."""


def is_page(path: str) -> bool:
    """Tell whether a path names a Markdown file."""
    return path.lower().endswith(PAGE_SUFFIXES)


def page_changes(changes: tuple[FileChange, ...], *, root: str = "") -> Iterator[FileChange]:
    """Give the changes of pages below `root`; a rename over that border is an addition or a deletion."""
    for change in changes:
        inside = _in_scope(change.path, root) and not (change.entry and change.entry.mode == SUBMODULE)
        if change.kind is not ChangeKind.RENAME:
            if inside:
                yield change
            continue
        came_from_inside = _in_scope(change.old_path, root)
        if inside and came_from_inside:
            yield change
        elif inside:
            yield FileChange(ChangeKind.ADD, change.path, change.entry)
        elif came_from_inside:
            yield FileChange(ChangeKind.DELETE, change.old_path)


def pages_of(tree: Mapping[str, FileEntry], *, root: str = "") -> dict[str, FileEntry]:
    """Give the pages of a tree that lie below `root`."""
    return {path: entry for path, entry in tree.items() if _in_scope(path, root) and entry.mode != SUBMODULE}


def apply_changes(tree: dict[str, FileEntry], changes: tuple[FileChange, ...]) -> None:
    """Bring a tree one commit forward, in place."""
    for change in changes:
        tree.pop(change.old_path or change.path, None)
    for change in changes:
        if change.entry is not None:
            tree[change.path] = change.entry


def changes_between(old: Mapping[str, FileEntry], new: Mapping[str, FileEntry]) -> tuple[FileChange, ...]:
    """Give the changes that lead from one tree to another; a file that only changed its path is a rename."""
    gone = {path: entry for path, entry in old.items() if path not in new}
    source_of: dict[str, str] = {entry.blob: path for path, entry in sorted(gone.items(), reverse=True)}
    changes = []
    for path, entry in sorted(new.items()):
        if path in old:
            if old[path].blob != entry.blob or old[path].is_symlink != entry.is_symlink:
                changes.append(FileChange(ChangeKind.EDIT, path, entry))
        elif source := source_of.pop(entry.blob, ""):
            del gone[source]
            changes.append(FileChange(ChangeKind.RENAME, path, entry, source))
        else:
            changes.append(FileChange(ChangeKind.ADD, path, entry))
    return (*(FileChange(ChangeKind.DELETE, path) for path in sorted(gone)), *changes)


def _in_scope(path: str, root: str) -> bool:
    return is_page(path) and (not root or path.startswith(root + "/"))
