"""The page as its reader meets it."""

from urllib.parse import quote

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response

from wiki.activity.bell import Bell
from wiki.activity.screen import on_page as own_on_page
from wiki.control.retired import retired_screen
from wiki.control.screen import on_page as document_on_page
from wiki.discussion.screen import on_page as discussion_on_page
from wiki.history.access import whom_to_ask
from wiki.pages.access import moved_page, page_for, trashed_page
from wiki.pages.tree import outline
from wiki.reading.fetching import PAGE
from wiki.reading.frame import framed
from wiki.reading.near import near_nodes
from wiki.reading.screen import Screen
from wiki.reading.unchanged import state_tag
from wiki.spaces.access import level_in, space_for
from wiki.spaces.models import Level


def page(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The page, with its place in the tree."""
    try:
        access = page_for(request.user, space, path, query=PAGE)
    except Http404:
        return _elsewhere(request, space, path)
    user = request.user
    own, document = Bell(request).own(access.page), document_on_page(access)
    screen = Screen(access, may_suggest=user.is_authenticated and access.takes_part and not access.may_edit)
    tag = state_tag(request, access, (screen.key, own, document))
    if tag and (unchanged := get_conditional_response(request, etag=tag)):
        return unchanged
    token = get_token(request) if user.is_authenticated else ""
    said = {**discussion_on_page(access, user, token), **document, **own_on_page(own, access, user, token)}
    parts = {**screen.parts(said), "threads": said["threads"]}
    html = framed(request, access, parts, token=token, unread=own.unread)
    return HttpResponse(html, headers={"ETag": tag} if tag else None)


def _elsewhere(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """The answer where no page is: its new address, the way to sign in, or what could be meant."""
    moved = moved_page(request.user, space, path)
    if moved:
        return redirect(moved.page.url(), permanent=False)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return retired_screen(request, space, path) or _missing(request, space, path)


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
        "recover_url": trashed.page.url() if trashed and trashed.may_recover else "",
        "ask": whom_to_ask(shelf) if trashed and not trashed.may_recover else [],
    }
    return render(request, "reading/missing.html", context, status=404)
