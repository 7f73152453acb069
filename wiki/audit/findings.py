"""What a check of the record is, and what it finds. Slices above bring checks of their own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

Advance = Callable[[int], None]  # told of so many more rows looked at
Row = TypeVar("Row", bound=Model)
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was recorded: a short name for programs, and a line for people."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """A name for programs and words for people, how many rows there are to look at, and what looks at them: it reads
    them in batches, tells how far it is, and hands out what it finds as it finds it."""

    name: str
    words: str | Promise
    count: Callable[[], int]
    findings: Callable[[Advance], Iterator[Finding]]


def in_batches(rows: QuerySet[Row], advance: Advance) -> Iterator[Sequence[Row]]:
    """The rows in the order of their keys, some at a time."""
    found = list(rows.order_by("pk")[:AT_A_TIME])
    while found:
        yield found
        advance(len(found))
        found = list(rows.order_by("pk").filter(pk__gt=found[-1].pk)[:AT_A_TIME])
