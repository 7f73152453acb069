"""Any two revisions of a page, compared at an address that can be sent to a colleague."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wiki.display.kept import Parts, drawn_once
from wiki.history.access import page_with_history, revision_of
from wiki.history.comparing import BodyComparison, RevisionComparison, compare
from wiki.history.fetching import neighbours, revisions_between, state_of
from wiki.history.timeline import known_as
from wiki.pages.access import Access
from wiki.pages.models import Page, Revision
from wiki.pages.trail import crumbs

VIEWS = ("rendered", "split", "inline")
LISTED = 100  # revisions in between that are listed one by one


def comparison_choice(request: HttpRequest, space: str, path: str = "", trashed: int | None = None) -> HttpResponse:
    """Turns the two revisions picked in the timeline into the comparison's own address, the older one first."""
    page = page_with_history(request.user, space, path, trashed).page
    try:
        picked = sorted((int(request.GET["a"]), int(request.GET["b"])))
    except (KeyError, ValueError):
        raise Http404(_("Pick two revisions to compare.")) from None
    return redirect(page.url(f"compare/{picked[0]}..{picked[1]}/"))


def comparison(
    request: HttpRequest, space: str, path: str = "", *, old: int, new: int, trashed: int | None = None
) -> HttpResponse:
    """Revisions `old` and `new` compared, in one of three views."""
    access = page_with_history(request.user, space, path, trashed, html=True)
    page = access.page
    view = request.GET.get("view", VIEWS[0])
    view = view if view in VIEWS else VIEWS[0]
    low, high = sorted((old, new))

    def draw() -> Parts:
        return {"main": render_to_string("history/compare_main.html", _context(access, old, new, view))}

    # The texts never change; what is told about the revisions may, such as the name of an author.
    told = (state_of(page, max(low, high - LISTED), high), state_of(page, low, low), access.level)
    parts = drawn_once(("comparison", old, new, view, told), draw)
    context = {"access": access, "page": page, "page_url": page.url(), "old": old, "new": new, "parts": parts}
    return render(request, "history/compare.html", context)


def _context(access: Access, old: int, new: int, view: str) -> dict[str, Any]:
    page = access.page
    compared = compare(page, revision_of(page, old), revision_of(page, new))
    return {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "between": _between(page, old, new),
        **comparison_context(compared, view),
        **_ways_on(access, old, new),
    }


def comparison_context(compared: RevisionComparison, view: str) -> dict[str, Any]:
    """What the comparison's template shows, for this screen and for the one that restores."""
    base = compared.page.url(f"compare/{compared.old.number}..{compared.new.number}/")
    return {
        "old": compared.old,
        "new": compared.new,
        "old_author": known_as(compared.old.author),
        "new_author": known_as(compared.new.author),
        **change_context(compared, view, {name: f"{base}?view={name}" for name in VIEWS}),
    }


def change_context(compared: BodyComparison, view: str, view_urls: dict[str, str]) -> dict[str, Any]:
    """What `history/comparison.html` shows of any two states of a page."""
    sources = compared.sources if view != "rendered" else None
    rendered = compared.rendered if view == "rendered" else None
    return {
        "view": view,
        "view_urls": view_urls,
        "comparison": sources,
        "rendered": rendered,
        "changes": rendered.changes if rendered else len(sources.changes),
        "title_change": compared.title_change,
        "tags_added": compared.tags_added,
        "tags_removed": compared.tags_removed,
        "files": compared.files,
        "inclusions": compared.inclusions,
        "is_same": compared.is_same,
    }


def _between(page: Page, old: int, new: int) -> list[Revision]:
    """The revisions after the older one up to the newer one, newest first."""
    low, high = sorted((old, new))
    return revisions_between(page, max(low + 1, high - LISTED + 1), high)


def _ways_on(access: Access, old: int, new: int) -> dict[str, str]:
    page, latest = access.page, access.page.latest.number
    may_restore = access.may_restore and old != latest
    before, after = neighbours(page, old)[0], neighbours(page, new)[1]
    return {
        "swap_url": page.url(f"compare/{new}..{old}/"),
        "older_url": page.url(f"compare/{before}..{old}/") if before else "",
        "newer_url": page.url(f"compare/{new}..{after}/") if after else "",
        "restore_url": page.url(f"restore/{old}/") if may_restore else "",
    }
