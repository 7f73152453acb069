"""What a check of the record is, and what it finds. Slices above bring checks of their own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Begin = Callable[[str, int], None]  # told of a check in words, and how many rows it looks at
Advance = Callable[[int], None]  # told of so many more rows looked at
Row = TypeVar("Row", bound=Model)
AT_A_TIME = 500
MEND = gettext_lazy(
    "Stop the wiki and keep a copy of the database as it is. What manage.py migrate does not put right is in the "
    "newest backup: manage.py restore, into a new LOOSELEAF_DATA folder or database."
)
_COMPARE = gettext_lazy(
    "The database was changed past the wiki. Keep a copy of it as it is, find out who can write to it, and compare "
    "with the newest backup from before, restored into a new LOOSELEAF_DATA folder or database."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was recorded: a short name for programs, and a line for people. With what to do
    about it, where that is not what its check says."""

    name: str
    words: str
    step: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A name for programs and words for people, how many rows there are to look at, and what looks at them: it reads
    them in batches, tells how far it is, and hands out what it finds as it finds it."""

    name: str
    words: str | Promise
    count: Callable[[], int]
    findings: Callable[[Advance], Iterator[Finding]]
    step: str | Promise = _COMPARE  # what to do when it finds something

    def run(self, advance: Advance, begin: Begin | None = None) -> Iterator[Finding]:
        """What it finds, and that it could not read on: then others still can."""
        try:
            if begin:
                begin(str(self.words), self.count())
            yield from self.findings(advance)
        except DatabaseError as error:
            said = {"check": self.words, "why": str(error).strip().partition("\n")[0]}
            words = _("%(check)s: the database can't be read any further: %(why)s.") % said
            yield Finding("unreadable", words, MEND)


def in_batches(rows: QuerySet[Row], advance: Advance) -> Iterator[Sequence[Row]]:
    """The rows in the order of their keys, some at a time."""
    found = list(rows.order_by("pk")[:AT_A_TIME])
    while found:
        yield found
        advance(len(found))
        found = list(rows.order_by("pk").filter(pk__gt=found[-1].pk)[:AT_A_TIME])
