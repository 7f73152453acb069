"""What of a page has to be acknowledged: the text in force, or an older one that nothing since asks to read again."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from wiki.pages.editions.models import Edition
from wiki.pages.models import Page, Revision

NONE, READ, TRAIN = "none", "read", "train"  # an approver's words for a changed section
# These leave the text as it was.
_SAME_TEXT = (Revision.Kind.MOVED, Revision.Kind.RECOVERED)


@dataclass(frozen=True, slots=True)
class Standard:
    """Of one page: who acknowledged one of the revisions `known` knows it; whom a trainer saw do what one of `trained`
    says, where that is not None, is trained for it."""

    number: int
    changed_at: datetime  # from when the last change applies that has to be read
    known: Container[int]
    trained: Container[int] | None = None
    edition: int | None = None
    label: str = ""  # as people write it: "3.1"; "" for a page that is not controlled
    is_highest: bool = True  # False while an older text is in force again, after a temporary edition


class _InForce(NamedTuple):
    """An edition that came into force, with what matters here: of a plant's documents there are thousands, and whole
    objects of them took longer to make than to ask for."""

    page: int
    since: datetime
    pk: int
    revision: int
    major: int
    minor: int
    is_minor: bool
    marks: dict[str, str]
    until: datetime | None

    @property
    def wakes(self) -> bool:
        """Whether people who knew the text before have something to read: not after a minor edition, and not where the
        approver said of every changed section that it needs no action."""
        return not self.is_minor and (not self.marks or any(word != NONE for word in self.marks.values()))

    @property
    def trains(self) -> bool:
        """Whether the approver asks for more than reading."""
        return not self.is_minor and TRAIN in self.marks.values()


_COLUMNS = ("page", "in_force_from", "pk", "revision__number", "major", "minor", "is_minor", "marks", "in_force_until")


def standards_of(pages: Iterable[int], at: datetime) -> dict[int, Standard]:
    """The standard of each of these pages at a moment; none for a page of which nothing was in force. Two queries."""
    keys = list(pages)
    editions = Edition.objects.filter(page__in=keys, in_force_from__lte=at).values_list(*_COLUMNS)
    rows = sorted(map(_InForce._make, editions), key=attrgetter("page", "since", "pk"))
    found: dict[int, Standard] = {}
    ended: set[int] = set()
    for page, group in groupby(rows, key=attrgetter("page")):
        line = list(group)
        if line[-1].until is None or line[-1].until > at:
            found[page] = _of_editions(line)
        else:
            ended.add(page)
    return _of_open_pages([key for key in keys if key not in found], at, ended) | found


def _of_editions(line: Sequence[_InForce]) -> Standard:
    """The standard of a page by all its editions that ever came into force, the oldest first."""
    floor = max((index for index, edition in enumerate(line) if edition.wakes), default=0)
    trained = max((index for index, edition in enumerate(line) if edition.trains), default=None)
    newest = line[-1]
    return Standard(
        number=newest.revision,
        changed_at=line[floor].since,
        known=frozenset(edition.revision for edition in line[floor:]),
        trained=None if trained is None else frozenset(edition.revision for edition in line[trained:]),
        edition=newest.pk,
        label=f"{newest.major}.{newest.minor}",
        is_highest=newest.revision == max(edition.revision for edition in line),
    )


def _of_open_pages(keys: list[int], at: datetime, ended: set[int]) -> Mapping[int, Standard]:
    """Pages that nobody controls: known by the newest revision whose author did not call it minor, and what follows.
    Of a controlled page without an edition in force there is nothing to know."""
    pages = Page.objects.filter(pk__in=keys).exclude(pk__in=ended, is_controlled=True).exclude(withheld_at__lte=at)
    saved = Revision.objects.filter(page=OuterRef("pk"), created_at__lte=at).order_by("-number")
    read = saved.filter(is_minor=False).exclude(kind__in=_SAME_TEXT)
    rows = pages.annotate(newest=_one(saved, "number"), floor=_one(read, "number"), since=_one(read, "created_at"))
    found = rows.values_list("pk", "newest", "floor", "since")
    return {
        pk: Standard(newest, since, range(floor, newest + 1)) for pk, newest, floor, since in found if floor is not None
    }


def _one(rows: QuerySet, name: str) -> Subquery:
    return Subquery(rows.values(name)[:1])
