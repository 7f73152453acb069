"""The page screen in parts, drawn once for all who see the same."""

from collections.abc import Hashable
from hashlib import blake2b
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from accounts.site import wiki_name
from wiki.activity.screen import TEMPLATES as OWN
from wiki.control.screen import TEMPLATES as DOCUMENT
from wiki.display.holes import hole
from wiki.display.kept import Parts, drawn_once
from wiki.history.rendering import contents
from wiki.history.timeline import known_as
from wiki.pages.access import Access
from wiki.pages.attachments import attached
from wiki.pages.models import Page
from wiki.pages.snippets.names import tag_of
from wiki.pages.templates.listing import begin_address
from wiki.pages.tree import outline
from wiki.reading.fetching import Backlink, backlinks_of
from wiki.reading.outline_html import tree_html

WORDS_A_MINUTE = 220  # adults reading English prose silently average 238 (Brysbaert 2019); procedures read slower
TEMPLATES = {
    "sidebar": "reading/sidebar.html",
    "main": "reading/page_main.html",
    "aside": "reading/page_aside.html",
    "thumb": "reading/page_thumb.html",
}
HOLES = {name: hole(name) for name in ("facts", "notices", *DOCUMENT, *OWN)}


class Screen:
    """The parts of a page's screen as HTML by their names, with `HOLES` in the main one for what is said about the
    page, who watches it and who has to know it. They hold nothing about the person but what `access` allows, and
    whether they may suggest a change."""

    def __init__(self, access: Access, *, may_suggest: bool) -> None:
        self.access, self.may_suggest = access, may_suggest
        self.backlinks = backlinks_of(access.page)
        self.key = (_key(access, self.backlinks), may_suggest)

    def parts(self) -> Parts:
        """The parts, drawn once."""
        return drawn_once(self.key, self._draw)

    def _draw(self) -> Parts:
        context = {**_context(self.access, self.backlinks), "may_suggest": self.may_suggest, "holes": HOLES}
        return {name: render_to_string(template, context) for name, template in TEMPLATES.items()}


def _key(access: Access, backlinks: list[Backlink]) -> Hashable:
    """Everything that the parts are drawn from. Title, tags and files change only with the revision; the page's
    neighbours only with the version of the tree; the HTML also when what it links to changes."""
    page, space = access.page, access.page.space
    tree = (space.pk, space.created_at, space.tree_version, space.slug, space.name, space.is_controlled)
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
    return ("page", tree, state, html, others, access.level, tuple(backlinks))


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
        "tree_html": tree_html(tree, page.pk),
        "previous": before,
        "next": after,
    }
