"""Asking for approval: of one page, or of several as one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.control.actions import submit, submit_together
from wiki.control.fetching import edition_in_force
from wiki.control.forms import ChangeSetForm, SubmissionForm
from wiki.control.models import ReviewRequest
from wiki.control.register import pages_with_changes
from wiki.control.views.frame import screen
from wiki.history.access import revision_of
from wiki.history.comparing import compare
from wiki.history.views.comparing import comparison_context
from wiki.pages.access import Access, page_for
from wiki.pages.editions.models import Edition
from wiki.pages.errors import PageError
from wiki.pages.notices import page_link, tell
from wiki.spaces.access import space_for
from wiki.spaces.models import Level


def submission(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Asks for approval of the page's newest revision."""
    access = page_for(request.user, space, path, Level.EDITOR, html=True)
    page = access.page
    edition = edition_in_force(page)
    if not page.is_controlled or (edition and edition.revision_id == page.latest_id):
        return redirect(page.url("document/"))
    given: dict[str, Any] = {"space": page.space, "level": access.level, "has_edition": edition is not None}
    form = SubmissionForm(request.POST or None, initial=_initial(page), **given)
    if request.method == "POST" and form.is_valid():
        try:
            made = submit(
                by=request.user,
                page=page,
                seen=form.cleaned_data["seen"],
                summary=form.cleaned_data["summary"],
                wish=form.wish,
            )
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _told(made), page=page_link(page), day=made.approve_by)
            return redirect(page.url(f"requests/{made.pk}/"))
    context = {**screen(access), "form": form, "edition": edition, **_changes(access, edition)}
    return render(request, "control/submit.html", context, status=422 if form.errors else 200)


def _told(made: ReviewRequest) -> str:
    if made.kind == ReviewRequest.Kind.EMERGENCY:
        return _("{page} is in force as it stands. Somebody else has to approve it by {day}.")
    return _("{page} is submitted for approval.")


def _initial(page: Any) -> dict[str, Any]:
    """The reasons of the newest saves, to begin the summary with."""
    return {"seen": page.latest.number, "summary": page.latest.reason}


def _changes(access: Access, edition: Edition | None) -> dict[str, Any]:
    """The comparison with what readers meet, where they meet something."""
    if edition is None:
        return {}
    old = revision_of(access.page, edition.revision.number)
    return comparison_context(compare(access.page, old, access.page.latest), "rendered")


def change_set(request: HttpRequest, space: str) -> HttpResponse:
    """Asks for one approval of several pages, which become effective together."""
    shelf = space_for(request.user, space, Level.EDITOR)
    waiting = pages_with_changes(shelf)
    form = ChangeSetForm(request.POST or None, space=shelf, pages=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            made = submit_together(by=request.user, space=shelf, wish=form.wish, **form.said)
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(
                request,
                _("“{title}” is submitted: {count} pages as one."),
                title=made.title,
                count=made.requests.count(),
            )
            return redirect(f"/{shelf.slug}/-/register/")
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "form": form,
        "waiting": waiting,
    }
    return render(request, "control/change_set.html", context, status=422 if form.errors else 200)
