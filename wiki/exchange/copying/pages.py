"""The pages of one space, each as a file that opens by itself."""

from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wiki.control.status import Status, status_of
from wiki.exchange.copying.index import SearchIndex
from wiki.exchange.copying.links import Files, Links, Places, list_of, place_of
from wiki.exchange.evidence.references import with_links
from wiki.pages.models import Page
from wiki.pages.tree import Node, Outline
from wiki.spaces.models import Space

BATCH = 100  # pages in memory together
MOST_BESIDE = 200  # pages right below one that every page's tree shows; the list of all pages has the others


class Copier:
    """Copies the live pages of a space, as readers meet them."""

    def __init__(self, space: Space, folder: Path, places: Places, files: Files, index: SearchIndex) -> None:
        self._space, self._folder = space, folder
        self._places, self._files, self._index = places, files, index
        self._outline = Outline(space)

    def copy(self, frame: dict[str, Any], advance: Callable[[int], None]) -> None:
        """Writes all of them, and a list of them; `frame` is what every page says."""
        self._list_all(frame)
        for node, page in self._pages():
            place = place_of(self._space.slug, page.path)
            file = self._folder / place
            file.parent.mkdir(parents=True, exist_ok=True)
            up = "../" * place.count("/")
            file.write_text(
                render_to_string("exchange/copying/page.html", frame | self._context(node, page, up)), "utf-8"
            )
            above = " / ".join(one.title for one in node.ancestors)
            self._index.add(page.title, above, quote(place), page.rendering.plain)
            advance(1)

    def _pages(self) -> Iterator[tuple[Node, Page]]:
        order = self._outline.order
        rows = Page.objects.live().select_related("space", "rendering", "latest__author__merged_into").without_body()
        for start in range(0, len(order), BATCH):
            nodes = order[start : start + BATCH]
            found = rows.in_bulk([node.pk for node in nodes])
            yield from ((node, found[node.pk]) for node in nodes if node.pk in found)

    def _context(self, node: Node, page: Page, up: str) -> dict[str, Any]:
        before, after = self._outline.neighbours(node.pk)
        html = with_links(page.rendering.html, Links(page, up, self._places, self._files).moved)
        files = [(name, self._files.name_of(page.pk, sha256, name)) for name, sha256 in sorted(page.files.items())]
        return {
            "up": up,
            "page": page,
            "space": self._space,
            "status": status_of(page) if page.is_controlled else Status([]),
            "trail": [(one.title, self._to(one, up)) for one in node.ancestors],
            "before": before and (before.title, self._to(before, up)),
            "after": after and (after.title, self._to(after, up)),
            "all_pages": up + list_of(self._space.slug),
            "files": [(name, f"{up}files/{stored}") for name, stored in files if stored],
            "tree": self._branch(self._outline.root, node, up, {one.pk for one in [*node.ancestors, node]}),
            # Cleaned when it was rendered; only its addresses are other ones now.
            "html": mark_safe(html),
        }

    def _to(self, node: Node, up: str) -> str:
        return up + quote(place_of(self._space.slug, node.path))

    def _list_all(self, frame: dict[str, Any]) -> None:
        file = self._folder / list_of(self._space.slug)
        file.parent.mkdir(parents=True)
        tree = self._branch(self._outline.root, None, "../../", self._outline.nodes.keys())
        context = {"up": "../../", "space": self._space, "tree": tree}
        file.write_text(render_to_string("exchange/copying/list.html", frame | context), "utf-8")

    def _branch(self, below: Node | None, here: Node | None, up: str, opened: Container[int]) -> SafeString:
        """The pages below a page as a list, and below those of them that are `opened`."""
        if below is None or not below.children:
            return SafeString()
        lines = (
            (
                self._to(child, up),
                mark_safe(' aria-current="page"') if child is here else "",
                child.title,
                self._branch(child, here, up, opened) if child.pk in opened else "",
            )
            for child in (_around(below.children, opened) if here else below.children)
        )
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}"{}>{}</a>{}</li>', lines))


def _around(children: list[Node], opened: Container[int]) -> list[Node]:
    """Of very many pages those around the opened one: ten thousand lines on each of ten thousand pages are 10 GB."""
    if len(children) <= MOST_BESIDE:
        return children
    place = next((place for place, child in enumerate(children) if child.pk in opened), 0)
    start = max(0, min(place - MOST_BESIDE // 2, len(children) - MOST_BESIDE))
    return children[start : start + MOST_BESIDE]
