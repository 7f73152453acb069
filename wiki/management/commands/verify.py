"""manage.py verify: whether the record is still what was recorded."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from wiki.audit.findings import Check, Finding
from wiki.audit.heads import head, head_findings
from wiki.integrity.actions import note_check
from wiki.integrity.checks import CHECKS
from wiki.integrity.models import ChainCheck
from wiki.management.commands._bar import Bar


class Command(BaseCommand):
    help = (
        "Checks the database, the audit trail's chain, saved revisions, pages and files against what was recorded of "
        "them, and the search index against the pages. Prints a line for each finding, and below them what to do; "
        "ends with 1 when there is one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An outside copy, and which checks."""
        parser.add_argument("--heads", type=Path, metavar="FILE", help="heads of the chain that were kept elsewhere")
        names = [check.name for check in CHECKS]
        parser.add_argument("--only", action="append", choices=names, help="this check only; may be given again")

    def handle(self, *args: Any, heads: Path | None, only: list[str] | None, **options: Any) -> None:
        """Runs the checks; the exit code is 1 when one of them found something."""
        bar, began = Bar(), timezone.now()
        self.findings: list[tuple[Check, Finding]] = []
        self.rows = 0
        try:
            count = sum(self.run(check, bar) for check in _asked_for(heads, only))
        finally:
            bar.close()
        if not only:
            self.note(began, count)
        self.stdout.write(f"{count or 'No'} finding{'' if count == 1 else 's'}; {_newest()}.")
        if count:
            sys.exit(1)

    def run(self, check: Check, bar: Bar) -> int:
        """Prints what the check finds and what to do then; how much it found."""
        count = 0

        def advance(rows: int) -> None:
            self.rows += rows
            bar.advance(rows)

        for count, finding in enumerate(check.run(advance, bar.begin), 1):  # noqa: B007 - the last one is wanted
            bar.clear()
            if len(self.findings) < ChainCheck.KEPT:
                self.findings.append((check, finding))
            self.stdout.write(f"{finding.name}: {finding.words}")
        if count:
            self.stdout.write(f"  What to do: {finding.step or check.step}")
        return count

    def note(self, began: datetime, count: int) -> None:
        """For the admins, who see when the record was last checked; a database that is damaged need not take it."""
        try:
            note_check(began, self.findings, count, self.rows)
        except DatabaseError as error:
            self.stderr.write(f"That the record was checked could not be noted: {error}")


def _asked_for(heads: Path | None, only: list[str] | None) -> Iterator[Check]:
    lines = _lines(heads)
    yield from (check for check in CHECKS if not only or check.name in only)
    if lines:
        yield Check("outside", "Heads kept elsewhere", lambda: len(lines), lambda _told: head_findings(lines))


def _lines(heads: Path | None) -> list[str]:
    try:
        return heads.read_text(errors="replace").splitlines() if heads else []
    except OSError as error:
        raise CommandError(f"{heads} can't be read: {error.strerror}.") from None


def _newest() -> str:
    try:
        newest = head()
    except DatabaseError:
        return "the head of the chain can't be read"
    return f"{newest.sequence} links, head {newest.hash}" if newest else "nothing was recorded yet"
