"""How far an import is: what a later part of the run, or a later run, needs to know; and what people are told."""

from collections import Counter
from typing import Protocol

from django.utils import timezone

from wiki.exchange.models import Import
from wiki.exchange.reading.stream import FileEntry

MOST_NOTES = 500


class Watcher(Protocol):
    """Whoever shows how far an import is while it runs."""

    def begin(self, stage: str, total: int) -> None:
        """A stage of so many steps begins."""

    def advance(self, count: int) -> None:
        """So many steps of the stage are done."""


class Silent:
    """Shows nothing: what the import's own row says is enough."""

    def begin(self, stage: str, total: int) -> None:
        """Nothing."""

    def advance(self, count: int) -> None:
        """Nothing."""


class Progress:
    """The import's row while it runs. `save` belongs into the transaction of what it tells of.

    `touched` counts this run's revisions by page; `placing` are the pages whose place in the tree is to be found;
    `kept` are pages that people moved, which stay where they put them (None
    before that was looked up); `moved` says where side branches' pages went;
    `entries` are the files that the pages were last made from, where a source is compared with them.
    """

    def __init__(self, job: Import, watcher: Watcher) -> None:
        self.job = job
        self.watcher = watcher
        self.counts = Counter(job.counts)
        self.touched = Counter({int(page): count for page, count in job.memory.get("touched", {}).items()})
        self.placing: set[int] = set(job.memory.get("placing", []))
        self.kept: set[int] | None = None if job.memory.get("kept") is None else set(job.memory["kept"])
        self.moved: dict[str, int] = dict(job.memory.get("moved", {}))
        self.entries = {path: FileEntry(*entry) for path, entry in job.memory.get("entries", {}).items()}
        self._known_notes = set(job.notes)

    def begin(self, stage: Import.Stage, total: int, done: int = 0) -> None:
        """A stage begins, or goes on after `done` of its steps."""
        self.job.stage, self.job.steps_total, self.job.steps_done = stage, total, done
        self.watcher.begin(str(stage.label), total)
        self.watcher.advance(done)
        self.save()

    def advance(self, count: int) -> None:
        """So many steps of the stage are done."""
        self.job.steps_done += count
        self.watcher.advance(count)

    def note(self, path: str, why: str) -> None:
        """Keeps a line for the report, once."""
        line = f"{path}: {why}"
        if line in self._known_notes:
            return
        self._known_notes.add(line)
        self.counts["notes"] += 1
        if len(self.job.notes) < MOST_NOTES:
            self.job.notes.append(line)

    def close(self) -> None:
        """Forgets what only this run needed."""
        self.touched.clear()
        self.placing.clear()
        self.kept = None

    def save(self) -> None:
        """Writes all of it to the import's row."""
        self.job.counts = dict(self.counts)
        self.job.memory = {
            "touched": dict(self.touched),
            "placing": sorted(self.placing),
            "kept": None if self.kept is None else sorted(self.kept),
            "moved": self.moved,
            "entries": {path: [entry.blob, entry.mode] for path, entry in self.entries.items()},
        }
        self.job.worked_at = timezone.now()
        self.job.save()
