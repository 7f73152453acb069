"""The timeline, and one revision whole."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from wiki.display.kept import Parts, drawn_once
from wiki.history.access import page_with_history, revision_for, whom_to_ask
from wiki.history.fetching import approved_numbers, neighbours, state_of, stays_between
from wiki.history.inclusions import changes_since
from wiki.history.rendering import contents, shown
from wiki.history.timeline import entries, known_as
from wiki.history.timeline_html import timeline_rows
from wiki.pages.access import Access, page_in_trash, stay_of
from wiki.pages.attachments import attached
from wiki.pages.editions.reading import edition_of
from wiki.pages.models import Page, Revision
from wiki.pages.revisions import Body, body_of
from wiki.pages.trail import crumbs

A_PAGE = 30


def timeline(request: HttpRequest, space: str, path: str = "", trashed: int | None = None) -> HttpResponse:
    """Who changed the page when, why and by how much; newest first."""
    access = page_with_history(request.user, space, path, trashed)
    page = access.page
    # Strangers who read a public space are not told anybody's address.
    may_ask = request.user.is_authenticated and access.takes_part and not access.may_restore and not access.may_recover
    # Revisions are numbered without gaps, so a stretch of the list is a stretch of numbers: nothing has to be counted.
    approved = approved_numbers(page)
    numbers = range(1, page.latest.number + 1) if approved is None else approved
    stretch = Paginator(numbers[::-1], A_PAGE).get_page(request.GET.get("page"))
    last, first = stretch.object_list[0], stretch.object_list[-1]
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "timeline": _timeline(access, first, last),
        "page_object": stretch,
        "latest_two_url": _latest_two_url(page),
        "ask": whom_to_ask(page.space) if may_ask else [],
        **_stay(page),
    }
    return render(request, "history/list.html", context)


def _timeline(access: Access, first: int, last: int) -> SafeString:
    """The lines of the timeline from revision `first` to `last`, drawn once for all who may do the same."""
    page = access.page
    stays = stays_between(page, first, last)
    told = (
        state_of(page, neighbours(page, first)[0] or first, last),
        tuple((stay.pk, stay.recovered_at, str(stay.by)) for stay in stays),
    )

    def draw() -> Parts:
        return {"lines": timeline_rows(entries(page, first, last, may_restore=access.may_restore))}

    return drawn_once(("timeline", first, last, access.may_restore, told), draw)["lines"]


def _latest_two_url(page: Page) -> str:
    """Address of what the newest revision changed; "" for a page that was never changed."""
    number = page.latest.number
    before, _after = neighbours(page, number)
    return page.url(f"compare/{before}..{number}/") if before else ""


def revision(
    request: HttpRequest, space: str, path: str = "", *, number: int, trashed: int | None = None
) -> HttpResponse:
    """Revision `number` whole, under a banner that says how old it is."""
    found = revision_for(request.user, space, path, number, trashed)
    page, row = found.access.page, found.revision
    body = body_of(row)
    view = shown(page, row, body)
    latest = page.latest.number
    context = {
        "access": found.access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "revision": row,
        **_told(row, body),
        "latest": page.latest,
        "after_count": latest - number,
        "is_latest": number == latest,
        "body": view.html,
        "headings": contents(view.headings),
        "attachments": attached(page, body.files),
        "changed_inclusions": changes_since(view.inclusions),
        "permanent_url": reverse("pages:permanent-revision", args=[page.pk, number]),
        **_ways_on(page, number, may_restore=found.access.may_restore),
    }
    return render(request, "history/revision.html", context)


def _told(revision: Revision, body: Body) -> dict[str, Any]:
    """What is said of a revision beside its text."""
    edition = edition_of(revision) if revision.page.is_controlled else None
    return {"author": known_as(revision.author), "tags": body.tags, "edition": edition}


def trashed(request: HttpRequest, space: str, trashed: int) -> HttpResponse:
    """A page in the trash as it was last, to be read before it is recovered."""
    access = page_in_trash(request.user, space, trashed)
    page = access.page
    view = shown(page, page.latest)
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "crumbs": crumbs(page),
        "latest_author": known_as(page.latest.author),
        "body": view.html,
        "headings": contents(view.headings),
        "tags": page.tags,
        "attachments": attached(page, page.files),
        **_stay(page),
    }
    return render(request, "history/trashed.html", context)


def _stay(page: Page) -> dict[str, Any]:
    """Who trashed the page, when and why; nothing for a live page."""
    stay = stay_of(page) if page.trashed_at is not None else None
    return {"stay": stay, "trashed_by": known_as(stay.by) if stay else None}


def _ways_on(page: Page, number: int, *, may_restore: bool) -> dict[str, str]:
    latest = page.latest.number
    before, after = neighbours(page, number)
    return {
        "previous_url": page.url(f"history/{before}/") if before else "",
        "next_url": page.url(f"history/{after}/") if after else "",
        "compare_with_previous_url": page.url(f"compare/{before}..{number}/") if before else "",
        "compare_with_latest_url": page.url(f"compare/{number}..{latest}/") if number < latest else "",
        "restore_url": page.url(f"restore/{number}/") if may_restore and number < latest else "",
    }
