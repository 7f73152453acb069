"""Revisions with their authors, by queries whose SQL is built once: every screen of the history begins with them."""

from collections.abc import Hashable, Sequence
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from accounts.prepared import PreparedQuery
from wiki.pages.editions.reading import edition_numbers, readable_numbers
from wiki.pages.models import Page, Revision, Trashing
from wiki.spaces.models import Level, Space

_PAGE, _FIRST, _LAST = 2_000_000_001, 2_000_000_002, 2_000_000_003  # marks of the parameters
ASKED = 5  # people who are named to those who may not restore
_ROW = [field.attname for field in Revision._meta.concrete_fields]
_NUMBER = _ROW.index("number")
_PERSON = ["id", "email", "name", "merged_into_id"]
_PEOPLE = ("author__", "author__merged_into__")


def _rows(page: int, first: int, last: int) -> QuerySet:
    rows = Revision.objects.filter(page=page, number__gte=first, number__lte=last).order_by("-number")
    return rows.values_list(*_ROW, *(prefix + name for prefix in _PEOPLE for name in _PERSON), "batch__count")


def _stays(page: int, first: int, last: int) -> QuerySet:
    return Trashing.objects.filter(page=page, after_number__gte=first, after_number__lte=last).values_list(F("pk"))


def _trainers(space: int) -> QuerySet:
    members = User.objects.active().filter(memberships__space=space, memberships__level__gte=Level.TRAINER)
    return members.order_by("name", "email").distinct().values_list(*_PERSON)[:ASKED]


def _holders(role: str, other: str) -> QuerySet:
    people = User.objects.active().filter(groups__name__in=[role, other])
    return people.order_by("name", "email").distinct().values_list(*_PERSON)[: 2 * ASKED]


_REVISIONS = PreparedQuery(_rows, _PAGE, _FIRST, _LAST)
_STAYS = PreparedQuery(_stays, _PAGE, _FIRST, _LAST)
_TRAINERS = PreparedQuery(_trainers, _PAGE)
_HOLDERS = PreparedQuery(_holders, "\0role", "\0other")


def revisions_between(page: Page, first: int, last: int) -> list[Revision]:
    """The revisions from number `first` to number `last`, newest first, with their authors; one query."""
    approved = approved_numbers(page)
    last = min(last, _highest(page))  # an address may ask for any number
    rows = [_assembled(page, row) for row in _REVISIONS.converted(_rows_of(page, first, last))]
    return rows if approved is None else [row for row in rows if row.number in approved]


def _rows_of(page: Page, first: int, last: int) -> list[Sequence[Any]]:
    """The rows as the database gives them, newest first; revisions never change, so none is asked for twice while the
    page is in hand."""
    known: dict[int, Sequence[Any]] = page.__dict__.setdefault("known_revisions", {})
    wanted = range(last, first - 1, -1)
    if any(number not in known for number in wanted):
        known.update((row[_NUMBER], row) for row in _REVISIONS.raw(page.pk, first, last))
    return [known[number] for number in wanted if number in known]


def _highest(page: Page) -> int:
    """The number of the newest revision that the person may see: an edition that is only planned is one of them."""
    return max(approved_numbers(page) or (), default=page.latest.number)


def approved_numbers(page: Page) -> list[int] | None:
    """The only revisions that the person whom the page was fetched for may see; None for all; at most one query."""
    if not page.approved_only:
        return None
    if not hasattr(page, "approved_numbers"):
        page.approved_numbers = readable_numbers(page) or []
    return page.approved_numbers


def neighbours(page: Page, number: int) -> tuple[int | None, int | None]:
    """The numbers before and after `number` among the revisions that the person may see."""
    numbers = approved_numbers(page)
    if numbers is None:
        return (number - 1 or None), (number + 1 if number < page.latest.number else None)
    before = [other for other in numbers if other < number]
    after = [other for other in numbers if other > number]
    return (before[-1] if before else None), (after[0] if after else None)


def state_of(page: Page, first: int, last: int) -> Hashable:
    """Everything that is told of these revisions and of the page's place: the same as long as nothing of it changed."""
    space = page.space
    place = (page.pk, page.latest_id, page.title, page.path, tuple(edition_numbers(page).items()))
    shelf = (space.pk, space.created_at, space.slug, space.name, space.tree_version)
    return (place, shelf, *map(tuple, _rows_of(page, first, min(last, _highest(page)))))


def _assembled(page: Page, row: Sequence[Any]) -> Revision:
    """The revision with its page, its author, and `together`: how many pages the change was of that it belongs to."""
    end = len(_ROW)
    revision = Revision.from_db("default", _ROW, row[:end])
    revision.page, revision.together = page, row[-1] or 1
    author, merged_into = _person(row[end : end + len(_PERSON)]), _person(row[end + len(_PERSON) : -1])
    revision.author = author
    if author:
        author.merged_into = merged_into
    return revision


def _person(row: Sequence[Any]) -> User | None:
    return User.from_db("default", _PERSON, row) if row[0] is not None else None


def stays_between(page: Page, first: int, last: int) -> list[Trashing]:
    """The page's stays in the trash after these revisions, with who put it there; mostly one query that finds none."""
    keys = [key for (key,) in _STAYS.rows(page.pk, first, last)]
    people = ("by__merged_into", "recovered_by__merged_into", "batch")
    return list(Trashing.objects.filter(pk__in=keys).select_related(*people)) if keys else []


def trainers_of(space: Space) -> list[User]:
    """A few active people whose own membership lets them restore in the space."""
    return [User.from_db("default", _PERSON, row) for row in _TRAINERS.rows(space.pk)]


def holders_of(roles: Sequence[str]) -> list[User]:
    """Some active people with one of these one or two roles; twice as many as are named: some may be already."""
    return [User.from_db("default", _PERSON, row) for row in _HOLDERS.rows(roles[0], roles[-1])]
