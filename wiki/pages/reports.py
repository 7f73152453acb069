"""What is loose in a space: links that lead nowhere, pages that many want, pages that nothing links to."""

from dataclasses import dataclass
from urllib.parse import quote

from wiki.pages.models import Link, Page
from wiki.spaces.models import Space

LISTED = 500


@dataclass(slots=True)
class WantedPage:
    """A page that does not exist, and the pages that link to it."""

    title: str
    create_url: str
    sources: list[Page]


def broken_links(space: Space) -> list[Link]:
    """Links of live pages of the space to pages that don't exist."""
    rows = Link.objects.filter(source__space=space, source__trashed_at=None, target=None).exclude(kind="include")
    return list(rows.select_related("source__space").defer("source__text").order_by("source__path", "pk")[:LISTED])


def broken_anchors(space: Space) -> list[Link]:
    """Links whose page exists but has no such heading."""
    rows = Link.objects.filter(source__space=space, source__trashed_at=None, target__isnull=False).exclude(anchor="")
    rows = rows.select_related("source__space", "target__rendering").defer(
        "source__text", "target__text", "target__rendering__html"
    )
    return [row for row in rows[:LISTED] if row.anchor not in {heading[2] for heading in row.target.rendering.headings}]


def wanted_pages(links: list[Link], space: Space) -> list[WantedPage]:
    """The missing pages behind broken links, the most wanted first."""
    wanted: dict[str, WantedPage] = {}
    for link in links:
        title = link.written.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")
        page = wanted.setdefault(link.key, WantedPage(title, f"/{space.slug}/-/new/?title={quote(title)}", []))
        if link.source not in page.sources:
            page.sources.append(link.source)
    return sorted(wanted.values(), key=lambda page: (-len(page.sources), page.title))


def orphans(space: Space) -> list[Page]:
    """Live pages that no other live page links to; the front page is none."""
    linked = Link.objects.filter(source__trashed_at=None, target__isnull=False).values("target")
    pages = Page.objects.live().filter(space=space).exclude(parent=None).exclude(pk__in=linked)
    return list(pages.select_related("space").without_body().order_by("path")[:LISTED])
