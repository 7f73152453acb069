"""manage.py backup: the whole wiki in one file, while people write."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.making import Made, make_backup
from wiki.management.commands._bar import Bar
from wiki.management.commands._stopping import stoppable

INCOMPLETE = 2  # the exit code of a backup that stands but lacks files


class Command(BaseCommand):
    help = (
        "Writes database and attached files into one ZIP file, as they stand at one moment; people go on writing. "
        "Ends with 1 when there is no backup, with 2 when it stands but attached files were missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, help="the ZIP file; one that is there stays until the new one is whole")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Writes it, and says what is in it and what is not."""
        bar = Bar()
        try:
            with stoppable():
                made = make_backup(file.absolute(), watcher=bar)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was left behind.") from None
        finally:
            bar.close()
        self.report(made)

    def report(self, made: Made) -> None:
        """A line, and one for each file that was missing."""
        size = made.path.stat().st_size / 1e6
        self.stdout.write(f"{made.path}: {made.rows:,} rows and {made.files:,} files, {size:,.1f} MB.")
        for words in made.missing.values():
            self.stdout.write(f"- missing in the storage, or damaged there: {words}")
        if made.missing:
            count = len(made.missing)
            words = f"The backup stands, but lacks {count} attached file{'' if count == 1 else 's'}."
            raise CommandError(words, returncode=INCOMPLETE)
