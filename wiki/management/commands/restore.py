"""manage.py restore: a backup into an empty wiki."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.restoring import restore_backup
from wiki.management.commands._bar import Bar
from wiki.management.commands._stopping import stoppable


class Command(BaseCommand):
    help = "Restores a backup into an empty wiki, whole or not at all, whichever database and version made it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Restores it, and says what is there now."""
        bar = Bar()
        try:
            with stoppable():
                manifest = restore_backup(file.absolute(), watcher=bar)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was restored.") from None
        finally:
            bar.close()
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(f"Restored: {rows:,} rows and their files, as of {manifest.made_at}.")
        for sha256 in manifest.missing:
            self.stdout.write(f"- was missing already when the backup was made: file {sha256}")
        self.stdout.write("Check it now: manage.py verify")
