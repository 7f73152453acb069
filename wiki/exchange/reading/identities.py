"""Which page a path means at each moment of a history: pages move, go to the trash and come back."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wiki.exchange.reading.stream import (
    ChangeKind,
    FileChange,
    FileEntry,
    changes_between,
    page_changes,
    pages_of,
)


class StepKind(StrEnum):
    """What happens to a page."""

    CREATE = "create"
    EDIT = "edit"
    MOVE = "move"
    TRASH = "trash"
    RECOVER = "recover"


@dataclass(frozen=True, slots=True)
class Step:
    """What a commit does to one page, known by its `key`. Without `entry` the text stays as it was."""

    kind: StepKind
    key: int
    path: str
    entry: FileEntry | None = None
    old_path: str = ""


@dataclass(slots=True)
class Identities:
    """Pages by path. The keys are ours to count or, when an import is carried on, those that were stored.

    `is_linear` says that each commit builds on the one before. Where side branches are read one after the
    other, a commit may change a file under a name that another branch has already given up: then the page is
    looked for where it went.
    """

    live: dict[str, int] = field(default_factory=dict)
    trashed: dict[str, int] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    entries: dict[str, FileEntry] = field(default_factory=dict)
    next_key: int = 1
    is_linear: bool = True

    def apply(self, changes: Iterable[FileChange], *, unreadable: Collection[str] = ()) -> list[Step]:
        """Take one commit's changes of pages and say what each does.

        A file in `unreadable` keeps the text it had: it is not created or edited, but it still moves.
        Everything that leaves a path goes first, so that pages may change places.
        """
        changes = list(changes)
        movers = {change.path: self._leave(self._source_of(change)) for change in changes if change.old_path}
        deletions = [change.path for change in changes if change.kind is ChangeKind.DELETE]
        steps = [step for path in deletions for step in self._delete(path)]
        for change in changes:
            mover = movers.get(change.path) if change.old_path else None
            entry = None if change.path in unreadable else change.entry
            if mover is not None:
                steps += self._move(mover, change, entry)
            elif entry is not None:
                steps.append(self._write(change.path, entry, is_new=change.kind is ChangeKind.ADD))
        return steps

    def differences(self, tree: Mapping[str, FileEntry], *, root: str = "") -> list[FileChange]:
        """Give the changes that make the live pages those of a tree.

        There are none after a line of commits that was read whole; side branches read one after the other need
        not add up to what they were merged into. A page whose file is not known in `entries` counts as alike.
        """
        wanted = pages_of(tree, root=root)
        unknown = FileEntry("")
        mine = {path: self.entries.get(path) or wanted.get(path, unknown) for path in self.live}
        return list(page_changes(changes_between(mine, wanted), root=root))

    def _source_of(self, change: FileChange) -> str:
        return change.old_path if change.old_path in self.live else self._where_moved(change.old_path)

    def _leave(self, path: str) -> int | None:
        self.entries.pop(path, None)
        return self.live.pop(path, None)

    def _delete(self, path: str) -> Iterator[Step]:
        key = self._leave(path)
        if key is not None:
            self.trashed[path] = key
            yield Step(StepKind.TRASH, key, path)

    def _move(self, key: int, change: FileChange, entry: FileEntry | None) -> Iterator[Step]:
        # Two branches may have brought two pages to one path; the one that was there makes room.
        yield from self._delete(change.path)
        self.moved[change.old_path] = key
        yield self._hold(StepKind.MOVE, key, change.path, entry, change.old_path)

    def _write(self, path: str, entry: FileEntry, *, is_new: bool) -> Step:
        if path in self.live:
            return self._hold(StepKind.EDIT, self.live[path], path, entry)
        if not is_new and (elsewhere := self._where_moved(path)):
            return self._hold(StepKind.EDIT, self.live[elsewhere], elsewhere, entry)
        if path in self.trashed:
            return self._hold(StepKind.RECOVER, self.trashed.pop(path), path, entry)
        self.next_key += 1
        return self._hold(StepKind.CREATE, self.next_key - 1, path, entry)

    def _hold(self, kind: StepKind, key: int, path: str, entry: FileEntry | None, old_path: str = "") -> Step:
        self.live[path] = key
        if entry is not None:
            self.entries[path] = entry
        return Step(kind, key, path, entry, old_path)

    def _where_moved(self, path: str) -> str:
        key = None if self.is_linear else self.moved.get(path)
        return next((now for now, holder in self.live.items() if holder == key), "")
