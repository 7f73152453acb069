"""What is loose in a space: links that lead nowhere, pages that many want, pages that nothing links to.

Each finding is whole and can be counted and sliced; what a screen shows of it is fetched for that slice alone.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Count, Exists, OuterRef, QuerySet

from wiki.pages.models import Link, Page, Rendering
from wiki.spaces.models import Space

_ANCHOR = re.compile(r'\b(?:id|name)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A page that does not exist, and the pages that link to it."""

    title: str
    create_url: str
    sources: list[Page]


def _links(space: Space) -> QuerySet[Link]:
    return Link.objects.filter(source__space=space, source__trashed_at=None, source__withheld_at=None).exclude(
        kind="include"
    )


def _with_sources(links: QuerySet[Link]) -> QuerySet[Link]:
    rows = links.select_related("source__space").order_by("source__path", "pk")
    return rows.only("written", "key", "anchor", "source__title", "source__path", "source__space__slug")


def broken_links(space: Space) -> QuerySet[Link]:
    """Links to pages that don't exist."""
    return _with_sources(_links(space).filter(target=None))


def wanted_keys(space: Space) -> QuerySet:
    """Keys of the missing pages behind broken links, the most wanted first."""
    missing = _links(space).filter(target=None).values_list("key", flat=True)
    return missing.annotate(sources=Count("source", distinct=True)).order_by("-sources", "key")


def wanted_pages(keys: Iterable[str], space: Space) -> list[WantedPage]:
    """The missing pages that these keys stand for, each with the pages that link to it; one query."""
    links: dict[str, list[Link]] = {key: [] for key in keys}
    for link in broken_links(space).filter(key__in=links):
        links[link.key].append(link)
    return [_wanted(found, space) for found in links.values()]


def _wanted(links: list[Link], space: Space) -> WantedPage:
    title = links[0].written.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")
    sources = list({link.source_id: link.source for link in links}.values())
    return WantedPage(title, f"/{space.slug}/-/new/?title={quote(title)}", sources)


def broken_anchors(space: Space) -> list[int]:
    """Keys of the links whose page exists but has no such place; three queries, whatever the space holds."""
    links = _links(space).filter(target__isnull=False).exclude(anchor="")
    rows = list(links.order_by("source__path", "pk").values_list("pk", "target", "anchor"))
    renderings = Rendering.objects.filter(page__in=links.values("target"))
    headings = {page: {heading[2] for heading in found} for page, found in renderings.values_list("page", "headings")}
    doubtful = [row for row in rows if row[2] not in headings.get(row[1], ())]
    others = _other_anchors(target for _pk, target, _anchor in doubtful)
    return [pk for pk, target, anchor in doubtful if anchor not in others.get(target, ())]


def _other_anchors(pages: Iterable[int]) -> dict[int, set[str]]:
    """Every place of these pages that a link can lead to: authors mark other things than headings too."""
    texts = Rendering.objects.filter(page__in=set(pages)).values_list("page", "html")
    return {page: set(_ANCHOR.findall(html)) for page, html in texts.iterator()}


def links_by_key(keys: Sequence[int]) -> list[Link]:
    """These links with the pages that they stand on, by address; one query."""
    return list(_with_sources(Link.objects.filter(pk__in=keys)))


def orphans(space: Space) -> QuerySet[Page]:
    """Live pages that no other live page links to; the front page is none."""
    linking = Link.objects.filter(target=OuterRef("pk"), source__trashed_at=None, source__withheld_at=None).exclude(
        source=OuterRef("pk")
    )
    pages = Page.objects.live().filter(~Exists(linking), space=space, parent__isnull=False)
    return pages.select_related("space").only("title", "path", "space__slug").order_by("path")
