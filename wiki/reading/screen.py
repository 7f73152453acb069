"""The page screen in parts, drawn once for all who see the same."""

import time
from collections.abc import Hashable
from hashlib import blake2b
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from accounts.site import wiki_name
from wiki.history.rendering import contents
from wiki.history.timeline import known_as
from wiki.pages.access import Access
from wiki.pages.attachments import attached
from wiki.pages.models import Page
from wiki.pages.tree import outline
from wiki.reading.fetching import Backlink, backlinks_of
from wiki.reading.kept import KeptParts, Parts
from wiki.reading.outline_html import tree_html

WORDS_A_MINUTE = 220  # adults reading English prose silently average 238 (Brysbaert 2019); procedures read slower
TEMPLATES = {
    "sidebar": "reading/sidebar.html",
    "main": "reading/page_main.html",
    "aside": "reading/page_aside.html",
    "thumb": "reading/page_thumb.html",
}
SOON = 300  # seconds for which "2 hours ago" stays true enough; the browser counts on by itself
_kept = KeptParts(most=8_000_000)  # characters in each process: some 300 pages


def parts_of(access: Access) -> Parts:
    """The screen's parts as HTML by their names; they hold nothing about the person but what `access` allows."""
    backlinks = backlinks_of(access.page)
    key = _key(access, backlinks)
    parts = _kept.get(key)
    if parts is None:
        context = _context(access, backlinks)
        parts = {name: render_to_string(template, context) for name, template in TEMPLATES.items()}
        _kept.keep(key, parts)
    return parts


def _key(access: Access, backlinks: list[Backlink]) -> Hashable:
    """Everything that the parts are drawn from. Title, tags and files change only with the revision; the page's
    neighbours only with the version of the tree; the HTML also when what it links to changes."""
    page, space = access.page, access.page.space
    tree = (space.pk, space.created_at, space.tree_version, space.slug, space.name)
    state = (page.pk, page.latest_id, page.path, str(known_as(page.latest.author)))
    html = blake2b(page.rendering.html.encode()).digest()
    reader = (access.level, get_language(), get_current_timezone_name(), int(time.time() / SOON), wiki_name())
    return (tree, state, html, reader, tuple(backlinks))


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
        "latest": page.latest,
        "latest_author": known_as(page.latest.author),
        "reading_minutes": max(1, round(rendering.words / WORDS_A_MINUTE)),
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
