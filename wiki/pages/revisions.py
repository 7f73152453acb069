"""The one door to django-reversion: saving a page's state, and reading a saved one.

A saved state is written once. `Revision` is the small row that lists are made of; reversion's `Version` holds the body.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import router, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion.models import Revision as ReversionRevision
from reversion.models import Version

from accounts.prepared import PreparedQuery
from wiki.pages.errors import UnreadableBody
from wiki.pages.models import Page, Revision
from wiki.pages.packing import FORMAT, Packer, Place, unpacked

_AT_ONCE = 500  # bodies in memory

reversion.register(Page, fields=Page.VERSIONED, format=FORMAT)


@dataclass(frozen=True, slots=True)
class Body:
    """What a revision keeps of its page."""

    title: str
    text: str
    front_matter: str = ""
    tags: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)  # name -> SHA-256

    @property
    def source(self) -> str:
        """Front matter and text as one: the file as it was written or imported."""
        return self.front_matter + self.text

    @classmethod
    def of(cls, page: Page) -> "Body":
        """The page's body as it stands in memory."""
        return cls(page.title, page.text, page.front_matter, list(page.tags), dict(page.files))


def content_hash(source: str) -> str:
    """SHA-256 of front matter and text in UTF-8, in hex."""
    return hashlib.sha256(source.encode()).hexdigest()


def byte_size(source: str) -> int:
    """Bytes in UTF-8."""
    return len(source) if source.isascii() else len(source.encode())


def _row(page: Page, *, number: int, previous_size: int, **fields: Any) -> Revision:
    """The list row of the page's present state, not yet saved."""
    source = page.front_matter + page.text
    size = byte_size(source)
    return Revision(
        page=page,
        number=number,
        title=page.title,
        path=page.path,
        size=size,
        size_change=size - previous_size,
        content_hash=content_hash(source),
        **fields,
    )


def record(
    page: Page,
    *,
    by: Any,
    reason: str = "",
    kind: str = Revision.Kind.EDITED,
    is_minor: bool = False,
    origin: int | None = None,
    at: datetime | None = None,
) -> Revision:
    """Saves `page` and its present state as the next revision. The caller holds the transaction and the page's row
    lock. Where it waits for approval, the page's row stays as readers meet it.
    """
    at = at or timezone.now()
    previous, holds_back = page.latest, page.holds_back
    page.changed_at = page.changed_at if holds_back else at
    with reversion.create_revision():
        page.save(update_fields=["waiting"] if holds_back else None)
        reversion.set_user(by)
        reversion.set_comment(reason)
        reversion.set_date_created(at)
    revision = _row(
        page,
        number=previous.number + 1 if previous else 1,
        previous_size=previous.size if previous else 0,
        kind=kind,
        author=by,
        created_at=at,
        reason=reason,
        is_minor=is_minor,
        origin=origin,
        version_id=_newest_version(page),
    )
    revision.save(force_insert=True)
    page.latest = revision
    page.waiting = revision if holds_back else None
    Page.objects.filter(pk=page.pk).update(**{"waiting" if holds_back else "latest": revision})
    return revision


def _versions(kind: int, page: str) -> QuerySet[Version]:
    # Ordered by `revision_id`, the last column of reversion's unique index: one step from the index's end.
    # Reversion's own ordering by key walks every version of every page on SQLite.
    versions = Version.objects.filter(content_type=kind, object_id=page, db=router.db_for_write(Page))
    return versions.order_by("-revision_id").values_list("pk")[:1]


_NEWEST_VERSION = PreparedQuery(_versions, -1_000_001, "\0page")


def _newest_version(page: Page) -> int:
    kind = ContentType.objects.get_for_model(Page)
    return _NEWEST_VERSION.raw(kind.pk, str(page.pk))[0][0]


def body_of(revision: Revision) -> Body:
    """The saved body of one revision; one query."""
    return bodies_of([revision])[0]


def bodies_of(revisions: Sequence[Revision]) -> list[Body]:
    """The saved bodies in the order asked for; a query for all, and one for each of the few that they build on.

    Raises UnreadableBody for what somebody took away or spoiled in the database itself.
    """
    bodies = bodies_if_readable(revisions)
    for revision, body in zip(revisions, bodies, strict=True):
        if body is None:
            raise UnreadableBody(
                _("The saved text of revision %(number)d is gone or damaged.") % {"number": revision.number}
            )
    return bodies


def bodies_if_readable(revisions: Sequence[Revision]) -> list[Body | None]:
    """As `bodies_of`, with None for what somebody took away or spoiled in the database itself."""
    saved = _saved(revisions)
    return [_read(text) for text in unpacked(saved.get(revision.version_id, "") for revision in revisions)]


def _saved(revisions: Sequence[Revision]) -> dict[int, str]:
    keys = [revision.version_id for revision in revisions]
    if len(keys) in (1, 2):  # one that is shown, or two that are compared
        return dict(_ONE_OR_TWO.raw(keys[0], keys[-1]))
    return dict(_bodies(*keys))


def _bodies(*versions: int) -> QuerySet[Version]:
    return Version.objects.filter(pk__in=versions).values_list("pk", "serialized_data")


_ONE_OR_TWO = PreparedQuery(_bodies, -1_000_001, -1_000_002)


def _read(text: str | None) -> Body | None:
    try:
        fields = json.loads(text or "")[0]["fields"]
        return Body(**{name: fields[name] for name in Page.VERSIONED})
    except (ValueError, LookupError, TypeError):
        return None


def files_of_revisions(page: Page) -> list[tuple[Revision, dict[str, str]]]:
    """The page's revisions, oldest first, each with the files that it shows (name -> SHA-256)."""
    rows = list(page.revisions.select_related("author__merged_into").order_by("number"))
    parts = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
    return [(row, body.files) for part in parts for row, body in zip(part, bodies_of(part), strict=True)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One state to be recorded in bulk, by an import."""

    page: Page  # its key must exist; only its key is used
    number: int
    body: Body
    path: str
    author: Any
    at: datetime
    reason: str
    kind: str
    previous_size: int
    origin: int | None = None
    is_minor: bool = False
    batch: Any = None


@transaction.atomic
def bulk_record(entries: Iterable[Entry]) -> list[Revision]:
    """Records many states exactly as `record` would have, in three inserts. The pages themselves are not touched."""
    entries = list(entries)
    states = [_state(entry) for entry in entries]
    places = [Place(entry.page.pk, entry.number) for entry in entries]
    packer = Packer()
    packer.prepare(places)
    packed = [packer.packed(place, _text(state)) for place, state in zip(places, states, strict=True)]
    holders = ReversionRevision.objects.bulk_create(
        [ReversionRevision(date_created=e.at, user=e.author, comment=e.reason) for e in entries]
    )
    content_type = ContentType.objects.get_for_model(Page)
    versions = Version.objects.bulk_create(
        [_version(*row, content_type) for row in zip(states, packed, holders, strict=True)]
    )
    return Revision.objects.bulk_create(
        [_entered(entry, state, version) for entry, state, version in zip(entries, states, versions, strict=True)]
    )


def _text(state: Page) -> str:
    return serializers.serialize("json", [state], fields=Page.VERSIONED)


def _version(state: Page, packed: str, holder: ReversionRevision, content_type: ContentType) -> Version:
    return Version(
        revision=holder,
        object_id=str(state.pk),
        content_type=content_type,
        db="default",
        format=FORMAT,
        serialized_data=packed,
        object_repr=str(state),
    )


def _entered(entry: Entry, state: Page, version: Version) -> Revision:
    return _row(
        state,
        number=entry.number,
        previous_size=entry.previous_size,
        kind=entry.kind,
        author=entry.author,
        created_at=entry.at,
        reason=entry.reason,
        origin=entry.origin,
        is_minor=entry.is_minor,
        batch=entry.batch,
        version=version,
    )


def _state(entry: Entry) -> Page:
    body = entry.body
    return Page(
        pk=entry.page.pk,
        path=entry.path,
        title=body.title,
        front_matter=body.front_matter,
        text=body.text,
        tags=body.tags,
        files=body.files,
    )
