"""The discussion on the page's own screen: drawn once for each person and state, apart from the page."""

import secrets
from hashlib import blake2b
from typing import Any

from django.template.loader import render_to_string

from wiki.discussion.fetching import discussion_of
from wiki.discussion.showing import shown_threads
from wiki.display.holes import filled, hole
from wiki.display.kept import Parts, drawn_once
from wiki.pages.access import Access

TEMPLATES = {
    "threads": "discussion/section.html",  # beside or below the text
    "facts": "discussion/facts.html",  # in the line below the title
    "notices": "discussion/notices.html",  # above the text
}
HOLES = {name: hole(name) for name in ("page_url", "number", "csrf_token", "form_key")}


def on_page(access: Access, user: Any, token: str) -> Parts:
    """What is said about the page, as HTML by its places on the screen; `token` is for its forms. The page comes with
    `discussion__version`, so that there is no query where nothing new was said."""
    page = access.page
    version = page.discussion__version or 0
    if not version and not user.is_authenticated:
        return dict.fromkeys(TEMPLATES, "")
    if version or not access.takes_part:
        parts = _with_threads(access, user, version)
    else:
        parts = drawn_once("no discussion", _drawn_empty, tells_time=False)
    values = {"page_url": page.url(), "number": page.latest.number}
    if user.is_authenticated:
        values |= {"csrf_token": token, "form_key": secrets.token_urlsafe(12)}
    return {name: filled(html, values) for name, html in parts.items()}


def _drawn_empty() -> Parts:
    return _drawn({"may_comment": True})


def _with_threads(access: Access, user: Any, version: int) -> Parts:
    page = access.page
    html = blake2b(page.rendering.html.encode()).digest()  # passages are found in it anew whenever it differs
    place = (page.pk, page.path, page.space.slug, page.space.created_at, version)
    return drawn_once(
        ("discussion", place, html, user.pk, access.level),
        lambda: _drawn(_context(access, user)),
    )


def _drawn(context: dict[str, Any]) -> Parts:
    return {name: render_to_string(template, {**context, **HOLES}) for name, template in TEMPLATES.items()}


def _context(access: Access, user: Any) -> dict[str, Any]:
    page = access.page
    told = discussion_of(page)
    threads = shown_threads(page, told.threads, user, access.level)
    return {
        "may_comment": user.is_authenticated and access.takes_part,
        "threads": threads,
        "open_count": told.open_count,
        "closed_count": told.closed_count,
        "comment_count": sum(comment.removed_by is None for thread in threads for comment in thread.comments),
        "waiting": len(told.suggestions) if access.may_edit else 0,
        "own_waiting": [suggestion for suggestion in told.suggestions if suggestion.author_id == user.pk],
    }
