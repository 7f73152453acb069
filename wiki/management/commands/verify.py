"""manage.py verify: whether the record is still what was recorded."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wiki.audit.findings import Check, Finding
from wiki.audit.heads import head, head_findings
from wiki.integrity.checks import CHECKS
from wiki.management.commands._bar import Bar


class Command(BaseCommand):
    help = (
        "Checks the audit trail's chain, and saved revisions, pages and files against what was recorded of them. "
        "Prints a line for each finding and ends with 1 when there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An outside copy, and which checks."""
        parser.add_argument("--heads", type=Path, metavar="FILE", help="heads of the chain that were kept elsewhere")
        names = [check.name for check in CHECKS]
        parser.add_argument("--only", action="append", choices=names, help="this check only; may be given again")

    def handle(self, *args: Any, heads: Path | None, only: list[str] | None, **options: Any) -> None:
        """Runs the checks; the exit code is 1 when one of them found something."""
        bar, count = Bar(), 0
        try:
            for finding in self.findings(_lines(heads), only, bar):
                bar.clear()
                self.stdout.write(f"{finding.name}: {finding.words}")
                count += 1
        finally:
            bar.close()
        newest = head()
        said = f"{newest.sequence} links, head {newest.hash}" if newest else "nothing was recorded yet"
        self.stdout.write(f"{count or 'No'} finding{'' if count == 1 else 's'}; {said}.")
        if count:
            sys.exit(1)

    def findings(self, heads: list[str], only: list[str] | None, bar: Bar) -> Iterator[Finding]:
        """Of each check in turn, then of the outside copy."""
        for check in CHECKS:
            if not only or check.name in only:
                yield from _shown(check, bar)
        yield from head_findings(heads)


def _shown(check: Check, bar: Bar) -> Iterator[Finding]:
    bar.begin(str(check.words), check.count())
    yield from check.findings(bar.advance)


def _lines(heads: Path | None) -> list[str]:
    try:
        return heads.read_text(errors="replace").splitlines() if heads else []
    except OSError as error:
        raise CommandError(f"{heads} can't be read: {error.strerror}.") from None
