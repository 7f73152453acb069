"""Texts of other pages that a revision shows: whether they were changed between two moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from wiki.pages.models import Page, Revision
from wiki.pages.revisions import bodies_of


class Inclusion(NamedTuple):
    """A page whose text another one shows, and its revision at that time."""

    page: int  # its key
    number: int
    name: str  # as a snippet; "" for an included file


@dataclass(frozen=True, slots=True)
class InclusionChange:
    """A shown text that has another content at a later or earlier moment."""

    title: str
    name: str
    old: int
    new: int
    compare_url: str


def changes_between(old: Iterable[Inclusion], new: Iterable[Inclusion]) -> list[InclusionChange]:
    """What both show and what differs, in the order of the newer one; at most three queries."""
    numbers = {one.page: one.number for one in old}
    moved = [(one, numbers[one.page]) for one in new if numbers.get(one.page, one.number) != one.number]
    if not moved:
        return []
    keys = [one.page for one, _number in moved]
    pages = Page.objects.select_related("space").without_body().in_bulk(keys)
    texts = _texts({(one.page, number) for one, before in moved for number in (one.number, before)})
    return [
        _change(pages[one.page], one, number)
        for one, number in moved
        if texts[one.page, number] != texts[one.page, one.number]
    ]


def changes_since(then: Iterable[Inclusion]) -> list[InclusionChange]:
    """What was changed of these texts up to now; at most four queries."""
    then = list(then)
    latest = Page.objects.filter(pk__in=[one.page for one in then]).values_list("pk", "latest__number")
    numbers = dict(latest) if then else {}
    return changes_between(then, [one._replace(number=numbers[one.page]) for one in then])


def _texts(wanted: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The texts of these revisions, by page and number."""
    rows = Revision.objects.filter(page__in={page for page, _ in wanted}, number__in={number for _, number in wanted})
    rows = [row for row in rows if (row.page_id, row.number) in wanted]
    return {(row.page_id, row.number): body.text for row, body in zip(rows, bodies_of(rows), strict=True)}


def _change(page: Page, inclusion: Inclusion, old: int) -> InclusionChange:
    url = page.url(f"compare/{old}..{inclusion.number}/")
    return InclusionChange(page.title, inclusion.name, old, inclusion.number, url)
