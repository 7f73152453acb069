"""The page as its reader meets it."""

from typing import Any
from urllib.parse import quote

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from wiki.history.rendering import contents
from wiki.history.timeline import known_as
from wiki.pages.access import Access, moved_page, page_for, trashed_page
from wiki.pages.attachments import attached
from wiki.pages.tree import outline
from wiki.reading.fetching import backlinks_of
from wiki.reading.near import near_nodes
from wiki.reading.outline_html import tree_html
from wiki.spaces.access import level_in, space_for
from wiki.spaces.models import Level

WORDS_A_MINUTE = 220  # adults reading English prose silently average 238 (Brysbaert 2019); procedures read slower


def page(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The page, with its place in the tree."""
    try:
        access = page_for(request.user, space, path, html=True)
    except Http404:
        return _elsewhere(request, space, path)
    return render(request, "reading/page.html", _page_context(access))


def _page_context(access: Access) -> dict[str, Any]:
    page, rendering = access.page, access.page.rendering
    tree = outline(page.space)
    node = tree.nodes.get(page.pk)
    before, after = tree.neighbours(page.pk)
    return {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "rendering": rendering,
        "body": mark_safe(rendering.html),
        "headings": contents(rendering.headings),
        "crumbs": node.ancestors if node else [],
        "children": node.children if node else [],
        "tree_html": tree_html(tree, page.pk),
        "previous": before,
        "next": after,
        "tags": page.tags,
        "backlinks": backlinks_of(page),
        "attachments": attached(page, page.files) if page.files else [],
        "latest": page.latest,
        "latest_author": known_as(page.latest.author),
        "reading_minutes": max(1, round(rendering.words / WORDS_A_MINUTE)),
    }


def _elsewhere(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """The answer where no page is: its new address, the way to sign in, or what could be meant."""
    moved = moved_page(request.user, space, path)
    if moved:
        return redirect(moved.page.url(), permanent=False)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _missing(request, space, path)


def _missing(request: HttpRequest, space: str, path: str) -> HttpResponse:
    shelf = space_for(request.user, space)
    title = path.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    trashed = trashed_page(request.user, space, path)
    context = {
        "space": shelf,
        "path": path,
        "title_guess": title,
        "may_create": level_in(request.user, shelf) >= Level.EDITOR,
        "create_url": f"/{shelf.slug}/-/new/?title={quote(title)}",
        "suggestions": near_nodes(outline(shelf), path),
        "trashed": trashed.page if trashed else None,
        "recover_url": f"/{shelf.slug}/-/trash/" if trashed and trashed.may_restore else "",
    }
    return render(request, "reading/missing.html", context, status=404)
