"""The audit trail as CSV."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from wiki.audit.models import AuditEvent
from wiki.audit.words import action_in_words, differences

HEADER = (
    "time (UTC)",
    "who",
    "who (id)",
    "what",
    "what (name)",
    "kind",
    "subject",
    "subject (id)",
    "space",
    "before",
    "after",
    "reason",
    "batch",
    "from address",
)
# Spreadsheets run a cell that begins so as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file for csv.writer that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: str) -> str:
    """The cell as text that a spreadsheet shows and does not run."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def csv_lines(events: QuerySet[AuditEvent]) -> Iterator[str]:
    """One line an event after the header, fetched and made as they are sent."""
    return lines_of(HEADER, map(_cells, events.iterator(chunk_size=2000)))


def lines_of(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Any table as CSV that a spreadsheet opens and does not run."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(map(harmless, header))  # the mark by which Excel knows UTF-8
    for row in rows:
        yield writer.writerow(map(harmless, row))


def _cells(event: AuditEvent) -> Iterable[str]:
    changes = differences(event.before, event.after)
    return (
        event.at.strftime("%Y-%m-%d %H:%M:%S"),
        event.actor_name,
        event.actor_id,
        action_in_words(event.action),
        event.action,
        event.subject_kind,
        event.subject_name,
        event.subject_id,
        event.space,
        _side(changes, 1) if event.before else "",
        _side(changes, 2) if event.after else "",
        event.reason,
        str(event.batch or ""),
        event.address or "",
    )


def _side(changes: list[tuple[Any, ...]], side: int) -> str:
    return "; ".join(f"{change[0]}: {change[side]}" for change in changes)
