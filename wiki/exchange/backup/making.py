"""Making a backup, while people write."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_STORED

from django.apps import apps
from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.findings import in_batches
from wiki.audit.models import AuditLink
from wiki.exchange.archive import Archive
from wiki.exchange.backup.arriving import arriving
from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.files import chunks_of, is_sound, part_of
from wiki.exchange.backup.manifest import NAME, ROOT, Manifest, TablePart
from wiki.exchange.backup.snapshot import snapshot
from wiki.exchange.backup.tables import AT_A_TIME, Table, travelling
from wiki.exchange.writing.progress import Silent, Watcher
from wiki.pages.files.models import PinnedFile, StoredFile


@dataclass(slots=True)
class Made:
    """A backup that stands."""

    path: Path
    rows: int = 0
    files: int = 0
    # Files that the storage lacks or has damaged, by SHA-256, in words.
    missing: dict[str, str] = field(default_factory=dict)


def make_backup(target: Path, *, watcher: Watcher | None = None) -> Made:
    """Writes the whole wiki as it stands now into `target`, in the place of what is there.

    Raises BackupRefused when it can't be written, or the database can't be read or is not that of this release; then
    nothing of it is left, and an earlier file stays.
    """
    try:
        with arriving(target) as part, snapshot() as using:
            return _Making(target, using, watcher or Silent()).write(part)
    except OSError as error:
        words = _("%(file)s can't be written: %(why)s. Nothing was left behind.")
        raise BackupRefused(words % {"file": target, "why": (error.strerror or str(error)).lower()}) from error
    except DatabaseFault as error:
        words = _("The database can't be read: %s. Nothing was left behind. manage.py verify tells what to do.")
        raise BackupRefused(words % str(error).strip().partition("\n")[0]) from error


def _migrations(using: str) -> list[list[str]]:
    """Those that made the database; BackupRefused unless it is up to date."""
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupRefused(_("The database is not that of this version; bring it up to date: manage.py migrate"))
    known = executor.loader.graph.nodes
    return sorted([app, name] for app, name in executor.loader.applied_migrations if (app, name) in known)


class _Making:
    """One run, over one moment of the database."""

    def __init__(self, target: Path, using: str, watcher: Watcher) -> None:
        self.made, self.using, self.watcher = Made(target), using, watcher

    def write(self, path: Path) -> Made:
        migrations, at, vendor = _migrations(self.using), timezone.now(), connections[self.using].vendor
        manifest = Manifest(settings.VERSION, at.isoformat(), vendor, migrations)
        with Archive(path, ROOT, timezone.localtime(at)) as archive:
            self._write_tables(archive, manifest)
            self._write_files(archive, manifest)
            manifest.parts = dict(archive.sums)
            archive.add_text(NAME, json.dumps(manifest.as_json(), indent=1))
        return self.made

    def _write_tables(self, archive: Archive, manifest: Manifest) -> None:
        counts = {table: table.rows(self.using).count() for table in travelling(apps)}
        newest = AuditLink.objects.using(self.using).order_by("-sequence").first()
        manifest.head = f"{newest.sequence} {newest.hash}" if newest else ""
        self.made.rows = sum(counts.values())
        self.watcher.begin(_("Rows"), self.made.rows)
        for table, count in counts.items():
            part = TablePart(table.name, list(table.fields), count)
            archive.add_lines(part.part, self._counted(table))
            manifest.tables.append(part)

    def _counted(self, table: Table) -> Iterator[str]:
        for number, line in enumerate(table.lines(self.using), 1):
            yield line
            if number % AT_A_TIME == 0:
                self.watcher.advance(AT_A_TIME)

    def _write_files(self, archive: Archive, manifest: Manifest) -> None:
        files = StoredFile.objects.using(self.using).all()
        self.watcher.begin(_("Files"), files.count())
        for some in in_batches(files, lambda _count: None):  # told one by one: each may take its time
            for file in some:
                self._write_file(file, archive, manifest)
                self.watcher.advance(1)

    def _write_file(self, file: StoredFile, archive: Archive, manifest: Manifest) -> None:
        if is_sound(file):
            with file.open() as content:
                if archive.add(part_of(file.pk), chunks_of(content), how=ZIP_STORED) != file.pk:
                    raise BackupRefused(_("File %s changed while it was read. Nothing was left behind.") % file.pk)
            self.made.files += 1
        elif StoredFile.objects.filter(pk=file.pk).exists():
            manifest.missing.append(file.pk)
            self.made.missing[file.pk] = self._in_words(file)
        else:
            manifest.cleared.append(file.pk)  # an upload that was never saved, cleared away since the snapshot

    def _in_words(self, file: StoredFile) -> str:
        pin = PinnedFile.objects.using(self.using).filter(file=file).order_by("pk").first()
        if pin is None:
            return _("A file that no page shows (SHA-256 %s).") % file.pk
        words = _("“%(name)s” of page %(page)d (SHA-256 %(sha256)s).")
        return words % {"name": pin.name, "page": pin.page_id, "sha256": file.pk}
