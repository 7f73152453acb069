"""manage.py restore: a backup into an empty wiki."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.environment import BUCKETS, options_of_bucket
from wiki.exchange.backup.errors import BackupRefused
from wiki.exchange.backup.restoring import restore_backup
from wiki.management.commands._bar import Bar
from wiki.management.commands._stopping import stoppable


class Command(BaseCommand):
    help = "Restores a backup into an empty wiki, whole or not at all, whichever database and version made it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        words = (
            "a file that manage.py backup wrote, or the address of one in a bucket, s3://host/bucket/prefix/NAME.zip; "
            "its key is that of LOOSELEAF_BACKUPS_BUCKET, or where Amazon's tools look for one"
        )
        parser.add_argument("file", help=words)

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        """Restores it, and says what is there now."""
        bar = Bar()
        try:
            with stoppable(), _on_this_machine(file, bar) as path:
                manifest = restore_backup(path, watcher=bar)
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


@contextmanager
def _on_this_machine(file: str, bar: Bar) -> Iterator[Path]:
    """The file itself; what lies in a bucket is fetched, and gone afterwards."""
    scheme, is_address, _rest = file.partition("://")
    if not is_address:
        yield Path(file).absolute()
        return
    from wiki.exchange.backup.fetching import fetched  # and its library only with it

    options = options_of_bucket(file) if scheme in BUCKETS else {}
    if not options.get("location"):
        raise CommandError("That names no backup; use an address such as s3://host/bucket/prefix/NAME.zip.")
    with fetched(options, settings.BACKUPS_BUCKET, watcher=bar) as path:
        yield path
