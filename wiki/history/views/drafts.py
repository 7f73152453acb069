"""A draft that its author shares: as it would be read, and what it would change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.history.comparing import BodyComparison
from wiki.history.passages import drawn_passage
from wiki.history.timeline import known_as
from wiki.pages.merging import normalise_newlines
from wiki.pages.models import Draft, Page
from wiki.pages.revisions import Body
from wiki.pages.sharing.access import shared_draft
from wiki.pages.titles import split_tags


def draft(request: HttpRequest, key: str) -> HttpResponse:
    """The draft behind an address that was given away."""
    made, access = shared_draft(request.user, key)
    page, body = access.page, _body(made, access.page)
    is_new = made.page_id is None
    comparison = None if is_new else BodyComparison(page, Body.of(page), body)
    context = {
        "access": access,
        "draft": made,
        "author": known_as(made.author),
        "is_new": is_new,
        "page": page,
        "page_url": page.url(),
        "body": body,
        "view": "draft" if is_new or request.GET.get("view") == "draft" else "changes",
        "html": drawn_passage(page, body.files, body.text),
        **(_compared(comparison) if comparison else {}),
    }
    return render(request, "history/draft.html", context)


def _body(made: Draft, page: Page) -> Body:
    front_matter = "" if made.page_id is None else page.front_matter
    files = made.files if made.page_id is None else page.files | made.files
    return Body(made.title, normalise_newlines(made.text, page.text), front_matter, split_tags(made.tags), files)


def _compared(comparison: BodyComparison) -> dict:
    return {
        "rendered": comparison.rendered,
        "changes": comparison.rendered.changes,
        "is_same": comparison.is_same,
        "title_change": comparison.title_change,
        "tags_added": comparison.tags_added,
        "tags_removed": comparison.tags_removed,
        "files": comparison.files,
    }
