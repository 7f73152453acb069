"""Packing and unpacking with the texts that lie in the database."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from accounts.prepared import PreparedQuery
from wiki.pages.models import Revision
from wiki.pages.packing.frames import Base, Place, base_place, opened, packed

_PAGE, _NUMBER = 2_000_000_001, 2_000_000_002  # marks of the parameters


def unpacked(stored: Iterable[str]) -> list[str | None]:
    """The texts in the order given, None for what is spoiled; at most two queries, for the texts that they build on."""
    texts = list(stored)
    places = [_place(text) for text in texts]
    wholes = _wholes({place for place in places if place})
    return [_text(text, place, wholes) for text, place in zip(texts, places, strict=True)]


def _place(stored: str) -> Place | None:
    try:
        return base_place(stored)
    except ValueError:
        return None


def _text(stored: str, place: Place | None, wholes: dict[Place, str]) -> str | None:
    if place and place not in wholes:
        return None
    try:
        return opened(stored, wholes[place] if place else None)
    except ValueError:
        return None


def _wholes(places: Collection[Place]) -> dict[Place, str]:
    """The texts of versions that are kept whole, as far as they can be read."""
    found = {}
    for place, stored in _stored(places).items():
        if _place(stored) is None and (text := _text(stored, None, {})) is not None:
            found[place] = text
    return found


def _texts(page: int, number: int) -> QuerySet:
    return Revision.objects.filter(page=page, number=number).values_list("version__serialized_data")


_TEXT = PreparedQuery(_texts, _PAGE, _NUMBER)


def _stored(places: Collection[Place]) -> dict[Place, str]:
    """What the database keeps of these revisions."""
    if len(places) <= 2:  # one that is shown, or two that are compared
        return {place: text for place in places for (text,) in _TEXT.raw(*place)}
    near = Revision.objects.filter(page__in={page for page, _ in places}, number__in={number for _, number in places})
    wanted = {key for *place, key in near.values_list("page_id", "number", "pk") if Place(*place) in places}
    rows = Revision.objects.filter(pk__in=wanted).values_list("page_id", "number", "version__serialized_data")
    return {Place(page, number): text for page, number, text in rows}


class Packer:
    """Packs the revisions of pages, those of each page in their order."""

    def __init__(self) -> None:
        self._bases: dict[int, Base | None] = {}

    def prepare(self, places: Iterable[Place]) -> None:
        """Fetches what the first of these revisions of each page may build on: the revision before it, or what that
        one builds on. A few queries; what is spoiled is not built on."""
        first: dict[int, Place] = {}
        for page, number in places:
            if page not in self._bases:
                first.setdefault(page, Place(page, number - 1))
        stored = _stored([before for before in first.values() if before.number])
        grounds = {page: _place(stored.get(before, "")) or before for page, before in first.items()}
        wholes = _wholes({place for place in grounds.values() if place.number})
        for page, place in grounds.items():
            self._bases[page] = Base(place, wholes[place]) if place in wholes else None

    def packed(self, place: Place, text: str) -> str:
        """The text of this revision, which was prepared for, as the database keeps it."""
        stored = packed(text, self._bases[place.page])
        if base_place(stored) is None:
            self._bases[place.page] = Base(place, text)
        return stored
