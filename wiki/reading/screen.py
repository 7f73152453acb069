"""The page screen in parts, drawn once for all who see the same."""

from collections.abc import Hashable
from hashlib import blake2b
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from accounts.site import wiki_name
from wiki.activity.screen import TEMPLATES as OWN
from wiki.control.screen import TEMPLATES as DOCUMENT
from wiki.display.holes import filled, hole
from wiki.display.kept import Parts, drawn_once
from wiki.display.moments import moment_html
from wiki.history.rendering import contents
from wiki.history.timeline import known_as
from wiki.pages.access import Access
from wiki.pages.attachments import attached
from wiki.pages.models import Page
from wiki.pages.snippets.names import tag_of
from wiki.pages.templates.listing import begin_address
from wiki.pages.tree import outline
from wiki.reading.fetching import Backlink, backlinks_of
from wiki.reading.outline_html import branch_of, marked, tree_html

WORDS_A_MINUTE = 220  # adults reading English prose silently average 238 (Brysbaert 2019); procedures read slower
TEMPLATES = {
    "main": "reading/page_main.html",
    "aside": "reading/page_aside.html",
    "thumb": "reading/page_thumb.html",
}
HOLES = {name: hole(name) for name in ("page_url", "body", "changed", "facts", "notices", *DOCUMENT, *OWN)}


class Screen:
    """A page's screen in parts. They hold nothing about the person but what `access` allows, and whether they may
    suggest a change."""

    def __init__(self, access: Access, *, may_suggest: bool) -> None:
        self.access, self.may_suggest = access, may_suggest
        self.backlinks = backlinks_of(access.page)
        self.key = (_key(access, self.backlinks), may_suggest)

    def parts(self, said: Parts) -> Parts:
        """HTML by the places on the screen, with what is `said` about the page, who watches it and who has to know it.
        The text itself is not kept: it came with the page."""
        page = self.access.page
        parts = drawn_once(self.key, self._draw, tells_time=False)
        body, changed = mark_safe(page.rendering.html), moment_html(page.latest.created_at)
        main = filled(parts["main"], {**said, "body": body, "changed": changed})
        return {**parts, "main": main, "sidebar": self._sidebar()}

    def _draw(self) -> Parts:
        context = {**_context(self.access, self.backlinks), "may_suggest": self.may_suggest, "holes": HOLES}
        return {name: render_to_string(template, context) for name, template in TEMPLATES.items()}

    def _sidebar(self) -> SafeString:
        """The tree of the space, drawn once for the pages of a branch."""
        page, tree = self.access.page, outline(self.access.page.space)
        branch = branch_of(tree, page.pk)
        current = page.pk if branch == page.pk else 0

        def draw() -> Parts:
            context = {"access": self.access, "page": page, "space": page.space, "holes": HOLES, "root": tree.root}
            context["tree_html"] = tree_html(tree, branch, current)
            return {"html": render_to_string("reading/sidebar.html", context)}

        key = ("sidebar", _tree(page), self.access.level, branch, current)
        html = drawn_once(key, draw, tells_time=False)["html"]
        return filled(html if current else marked(html, tree, page.pk), {"page_url": page.url()})


def _tree(page: Page) -> Hashable:
    """What the tree of its space, and the space's own line above it, are drawn from."""
    space = page.space
    return (space.pk, space.created_at, space.tree_version, space.slug, space.name, space.is_controlled)


def _key(access: Access, backlinks: list[Backlink]) -> Hashable:
    """Everything that the parts are drawn from. Title, tags and files change only with the revision; the page's
    neighbours only with the version of the tree; the HTML also when what it links to changes."""
    page = access.page
    state = (
        page.pk,
        page.latest_id,
        page.path,
        str(known_as(page.latest.author)),
        page.is_controlled,
        page.withheld_at,
    )
    html = blake2b(page.rendering.html.encode()).digest()
    others = (page.rendering.snippet, repr(page.rendering.shows))
    return ("page", _tree(page), state, html, others, access.level, tuple(backlinks))


def _context(access: Access, backlinks: list[Backlink]) -> dict[str, Any]:
    page, rendering = access.page, access.page.rendering
    return {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "body": mark_safe(rendering.html),
        "headings": contents(rendering.headings),
        "tags": page.tags,
        "backlinks": backlinks,
        "attachments": attached(page, page.files) if page.files else [],
        "snippet_tag": tag_of(rendering.snippet) if rendering.snippet else "",
        "shows": [(title, url) for _key, title, url, name in rendering.shows if name],
        "is_template": rendering.is_template,
        "begin_url": begin_address(page) if rendering.is_template else "",
        "latest": page.latest,
        "latest_author": known_as(page.latest.author),
        "reading_minutes": max(1, round(rendering.words / WORDS_A_MINUTE)) if rendering.words else 0,
        "wiki_name": wiki_name(),
        **_neighbours(page),
    }


def _neighbours(page: Page) -> dict[str, Any]:
    tree = outline(page.space)
    node = tree.nodes.get(page.pk)
    before, after = tree.neighbours(page.pk)
    return {
        "crumbs": node.ancestors if node else [],
        "children": node.children if node else [],
        "previous": before,
        "next": after,
    }
