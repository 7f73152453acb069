"""Starter pages with their past, written as if they had been saved revision by revision."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from wiki.exchange.starter.reading import StarterPage, StarterRevision
from wiki.pages import tree
from wiki.pages.attachments import pin, store
from wiki.pages.models import FormerTitle, Page, Revision
from wiki.pages.revisions import Body, Entry, bulk_record, byte_size
from wiki.pages.titles import title_key
from wiki.spaces.models import Space


def write_pages(space: Space, starters: list[StarterPage], authors: dict[str, User]) -> list[Page]:
    """Makes the pages of a new space, not yet rendered. `starters` has parents before children."""
    pages: dict[str, Page] = {}
    entries: list[Entry] = []
    for position, starter in enumerate(starters):
        bodies = _bodies(starter)
        page = _make_page(space, pages.get(starter.parent), position, starter, bodies)
        pages[starter.folder] = page
        entries += _entries(page, starter, bodies, authors)
    for entry, revision in zip(entries, bulk_record(entries), strict=True):
        entry.page.latest = revision  # oldest first: the last one stays
    Page.objects.bulk_update(pages.values(), ["latest"])
    tree.touch(space)
    return list(pages.values())


def _bodies(starter: StarterPage) -> list[Body]:
    """What each revision keeps of the page; stores the pictures."""
    stored: dict[str, str] = {}
    for path in starter.pictures:
        with path.open("rb") as content:
            stored[path.name] = store(content, path.name).sha256
    return [
        Body(
            saved.title,
            saved.text,
            saved.front_matter,
            saved.tags,
            {path.name: stored[path.name] for path in saved.pictures},
        )
        for saved in starter.revisions
    ]


def _make_page(space: Space, parent: Page | None, position: int, starter: StarterPage, bodies: list[Body]) -> Page:
    """The page as its last revision left it, with the right to fetch what any of them shows."""
    last = bodies[-1]
    page = Page.objects.create(
        space=space,
        parent=parent,
        position=position,
        slug=starter.slug,
        path=tree.child_path(parent, starter.slug) if parent else "",
        title=last.title,
        title_key=title_key(last.title),
        front_matter=last.front_matter,
        text=last.text,
        tags=last.tags,
        files=last.files,
        created_at=_moment(starter.revisions[0]),
        changed_at=_moment(starter.revisions[-1]),
    )
    for body in bodies:
        pin(page, body.files)
    former = {title_key(body.title) for body in bodies} - {page.title_key}
    FormerTitle.objects.bulk_create([FormerTitle(page=page, title_key=key) for key in former])
    return page


def _entries(page: Page, starter: StarterPage, bodies: list[Body], authors: dict[str, User]) -> list[Entry]:
    sizes = [0, *(byte_size(body.source) for body in bodies)]
    return [
        Entry(
            page=page,
            number=saved.number,
            body=body,
            path=page.path,
            author=authors[saved.author],
            at=_moment(saved),
            reason=saved.reason,
            kind=_kind(saved),
            previous_size=size_before,
            origin=saved.restores,
        )
        for saved, body, size_before in zip(starter.revisions, bodies, sizes[:-1], strict=True)
    ]


def _moment(saved: StarterRevision) -> datetime:
    """So many days before today, in the wiki's own time zone."""
    day = timezone.localdate() - timedelta(days=saved.days_ago)
    return datetime.combine(day, saved.at, tzinfo=timezone.get_current_timezone())


def _kind(saved: StarterRevision) -> str:
    if saved.restores:
        return Revision.Kind.RESTORED
    return Revision.Kind.CREATED if saved.number == 1 else Revision.Kind.EDITED
