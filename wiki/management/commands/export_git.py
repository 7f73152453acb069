"""manage.py export_git"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wiki.exchange.errors import ExportRefused
from wiki.exchange.repository.exporting import export_git
from wiki.management.commands._bar import Bar
from wiki.spaces.models import Space


class Command(BaseCommand):
    help = (
        "Writes spaces as a git repository of Markdown whose log is the wiki's history. Every revision is in it, of "
        "controlled documents also those that nobody approved: it is for whoever runs the wiki."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and what."""
        parser.add_argument("target", type=Path, help="a new folder, or a new file that ends in .bundle")
        parser.add_argument("--space", action="append", metavar="SLUG", help="only this space; may be given again")

    def handle(self, *args: Any, target: Path, space: list[str] | None, **options: Any) -> None:
        """Exports."""
        spaces = _spaces(space)
        bar = Bar()
        try:
            export_git(spaces, target, watcher=bar)
        except ExportRefused as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            bar.close()
        self.stdout.write(f"{', '.join(map(str, spaces))}: {target}")


def _spaces(slugs: list[str] | None) -> list[Space]:
    known = Space.objects.order_by("slug")
    found = list(known if slugs is None else known.filter(slug__in=slugs))
    missing = set(slugs or ()) - {space.slug for space in found}
    if missing:
        raise CommandError(f"There is no space {', '.join(sorted(missing))}.")
    return found
