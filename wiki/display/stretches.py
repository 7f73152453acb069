"""One page of a list that is too long to be counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

FARTHEST = 100_000  # pages; more would only make the database count


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a list, with what `components/pager.html` asks of Django's own pages; how many there are is not known."""

    rows: Sequence[Any]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether this is not the whole list."""
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """The number of the page after."""
        return self.number + 1


def stretch_of(rows: QuerySet, asked: str | None, size: int) -> Stretch:
    """Page number `asked`, as an address has it, of `size` rows; the first for what is no number. One query."""
    is_number = bool(asked) and asked.isascii() and asked.isdecimal()
    number = min(max(1, int(asked[:9])), FARTHEST) if is_number else 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Stretch(found[:size], number, len(found) > size)
