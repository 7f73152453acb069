"""What happened in a space, in the order in which it was saved."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from operator import attrgetter
from typing import Any

from django.db.models import Max

from wiki.pages.models import Revision, Trashing
from wiki.pages.revisions import Body, bodies_of
from wiki.spaces.models import Space

BATCH = 100  # bodies in memory together

Saved = tuple[Revision, Body]
_moment = attrgetter("at")


@dataclass(frozen=True, slots=True)
class Turn:
    """A page's way into the trash or out of it."""

    page: int
    after_number: int
    is_back: bool
    at: datetime
    by: Any
    reason: str


class History:
    """The revisions of a space until now, and the turns of its pages between them."""

    def __init__(self, space: Space) -> None:
        self._revisions = Revision.objects.filter(page__space=space)
        self._newest = self._revisions.aggregate(newest=Max("pk"))["newest"] or 0
        self._turns = _turns(space)
        self._of_page: dict[int, list[Turn]] = defaultdict(list)
        for turn in self._turns:
            self._of_page[turn.page].append(turn)
        self._reached: dict[int, int] = defaultdict(int)

    def count(self) -> int:
        """How many revisions there are, for a progress bar."""
        return self._revisions.filter(pk__lte=self._newest).count()

    def __iter__(self) -> Iterator[Saved | Turn]:
        for revision, body in self._saved():
            yield from self._turned_before(revision)
            self._reached[revision.page_id] = revision.number
            yield revision, body
        yield from self._turns

    def _saved(self) -> Iterator[Saved]:
        """In stretches by key, so that no cursor is held open while git works."""
        rows = self._revisions.select_related("page", "author").defer("page__text", "page__front_matter")
        last = 0
        while found := list(rows.filter(pk__gt=last, pk__lte=self._newest).order_by("pk")[:BATCH]):
            yield from zip(found, bodies_of(found), strict=True)
            last = found[-1].pk

    def _turned_before(self, revision: Revision) -> list[Turn]:
        early = takewhile(lambda turn: turn.at <= revision.created_at, self._turns)
        own = self._of_page.get(revision.page_id, ())
        due = [turn for turn in dict.fromkeys([*early, *own]) if self._is_due(turn, revision)]
        for turn in due:
            self._turns.remove(turn)
            self._of_page[turn.page].remove(turn)
        return sorted(due, key=_moment)

    def _is_due(self, turn: Turn, revision: Revision) -> bool:
        """An import keeps the dates of its source, which need not rise: a page's own revisions count more."""
        if turn.page == revision.page_id:
            return turn.after_number < revision.number
        return turn.at <= revision.created_at and self._reached[turn.page] >= turn.after_number


def _turns(space: Space) -> list[Turn]:
    stays = Trashing.objects.filter(page__space=space).select_related("by", "recovered_by").order_by("at", "pk")
    # An import tells of a recovery by a revision as well; the wiki itself does not.
    told = Revision.objects.filter(page__space=space, kind=Revision.Kind.RECOVERED)
    recovered = set(told.values_list("page", "number"))
    turns = []
    for stay in stays:
        place = (stay.page_id, stay.after_number)
        turns.append(Turn(*place, False, stay.at, stay.by, stay.reason))
        if stay.recovered_at and (stay.page_id, stay.after_number + 1) not in recovered:
            turns.append(Turn(*place, True, stay.recovered_at, stay.recovered_by, ""))
    return sorted(turns, key=_moment)
