"""The states of a page that go in: its editions, or what people confirmed of a page that has none."""

from collections.abc import Iterator
from dataclasses import dataclass

from wiki.control.models import Signature
from wiki.exchange.evidence.names import Names
from wiki.history.fetching import approved_numbers, revisions_between
from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision
from wiki.training.models import Acknowledgement, SignOff

_OF_APPROVAL = [meaning for meaning in Signature.Meaning if meaning not in ("trained", "learned")]


@dataclass(frozen=True, slots=True)
class State:
    """A revision as it was in force, or as somebody confirmed it, and the name that its files share."""

    name: str
    revision: Revision
    edition: Edition | None


def states_of(page: Page, person: int | None) -> list[State]:
    """Oldest first. Of a page of a person's evidence only what that person confirmed or practised."""
    names = Names()
    return [
        State(names.once(f"edition-{edition.number}" if edition else f"revision-{revision.number}"), revision, edition)
        for revision, edition in _chosen(page, person)
    ]


def _chosen(page: Page, person: int | None) -> Iterator[tuple[Revision, Edition | None]]:
    editions = Edition.objects.filter(page=page, cancelled_at=None).select_related("revision__author__merged_into")
    of_number = {edition.revision.number: edition for edition in editions.order_by("pk")}
    if person is None and of_number:
        yield from ((edition.revision, edition) for edition in editions.order_by("pk"))
        return
    for number in sorted(_numbers(page, person)):
        for revision in revisions_between(page, number, number):  # none where it was never approved for the asker
            yield revision, of_number.get(number)


def _numbers(page: Page, person: int | None) -> set[int]:
    own = {} if person is None else {"person": person}
    numbers = {
        number
        for kind in (Acknowledgement, SignOff)
        for number in kind.objects.filter(page=page, **own).values_list("revision_number", flat=True).distinct()
    }
    if person is None and page.latest:
        numbers.add(page.latest.number)
    approved = approved_numbers(page)
    return numbers if approved is None else numbers & set(approved)


def signatures_of(state: State, seal: str) -> list[Signature]:
    """The signatures under a state, which belong on every copy that people read (21 CFR 11.50(b))."""
    given = Signature.objects.filter(page=state.revision.page_id, seal=seal, meaning__in=_OF_APPROVAL)
    return list(given.filter(revision_number=state.revision.number).order_by("at", "pk"))
