"""What the commands that write spaces out have in common."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wiki.exchange.errors import ExportRefused
from wiki.management.commands._bar import Bar
from wiki.spaces.models import Space


class ExportCommand(BaseCommand):
    """Writes some or all spaces to a new place, with a progress bar."""

    export: Callable[..., list[str]]  # writes them, and gives the names of attachments that the storage has lost
    target_help = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and what."""
        parser.add_argument("target", type=Path, help=self.target_help)
        parser.add_argument("--space", action="append", metavar="SLUG", help="only this space; may be given again")

    def handle(self, *args: Any, target: Path, space: list[str] | None, **options: Any) -> None:
        """Exports, and says what the file storage has lost."""
        spaces = _spaces_called(space)
        bar = Bar()
        try:
            lost = self.export(spaces, target, watcher=bar)
        except ExportRefused as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            bar.close()
        self.stdout.write(f"{', '.join(map(str, spaces))}: {target}")
        if lost:
            raise CommandError(
                f"All but what the file storage has lost: {', '.join(lost)}. Bring it back, export again."
            )


def _spaces_called(slugs: list[str] | None) -> list[Space]:
    known = Space.objects.order_by("slug")
    found = list(known if slugs is None else known.filter(slug__in=slugs))
    missing = set(slugs or ()) - {space.slug for space in found}
    if missing:
        raise CommandError(f"There is no space {', '.join(sorted(missing))}.")
    return found
