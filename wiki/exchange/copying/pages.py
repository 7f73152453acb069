"""The pages of one space, each as a file that opens by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wiki.control.status import Status, status_of
from wiki.exchange.copying.index import SearchIndex
from wiki.exchange.copying.links import Files, Links, Places, place_of
from wiki.exchange.evidence.references import with_links
from wiki.pages.models import Page
from wiki.pages.tree import Node, Outline
from wiki.spaces.models import Space

BATCH = 100  # pages in memory together


class Copier:
    """Copies the live pages of a space, as readers meet them."""

    def __init__(self, space: Space, folder: Path, places: Places, files: Files, index: SearchIndex) -> None:
        self._space, self._folder = space, folder
        self._places, self._files, self._index = places, files, index
        self._outline = Outline(space)

    def copy(self, frame: dict[str, Any], advance: Callable[[int], None]) -> None:
        """Writes all of them; `frame` is what every page says."""
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
            "files": [(name, f"{up}files/{stored}") for name, stored in files if stored],
            "tree": self._branch(self._outline.root, node, up),
            # Cleaned when it was rendered; only its addresses are other ones now.
            "html": mark_safe(html),
        }

    def _to(self, node: Node, up: str) -> str:
        return up + quote(place_of(self._space.slug, node.path))

    def _branch(self, below: Node | None, here: Node, up: str) -> SafeString:
        """The pages below a page as a list, open on the way to the page `here` and below it."""
        if below is None or not below.children:
            return SafeString()
        opened = {one.pk for one in [*here.ancestors, here]}
        lines = (
            (
                self._to(child, up),
                mark_safe(' aria-current="page"') if child is here else "",
                child.title,
                self._branch(child, here, up) if child.pk in opened else "",
            )
            for child in below.children
        )
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}"{}>{}</a>{}</li>', lines))
