"""The document behind a page: its editions, its owner, and what one can do with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.control.actions import change_document, control_page, open_page
from wiki.control.answering import answers_for, require_answering
from wiki.control.fetching import (
    document_entry,
    editions_of,
    has_edition,
    may_submit,
    open_flags,
    requests_of,
    retirement_of,
    reviews_of,
)
from wiki.control.forms import DocumentForm, FlagForm
from wiki.control.status import Status, status_of
from wiki.control.views.frame import done_or_told, screen
from wiki.pages.access import page_for
from wiki.pages.errors import PageError
from wiki.pages.notices import page_link, tell
from wiki.spaces.models import Level


def document(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Number, owner, editions and reviews of the document; for open pages how to make it one."""
    access = page_for(request.user, space, path, html=True)
    page, retirement = access.page, retirement_of(access.page)
    entry = document_entry(page)
    context = {
        **screen(access),
        "document": entry,
        "may_answer": answers_for(request.user, entry),
        "status": status_of(page) if page.withheld_at is None else Status([]),
        "editions": editions_of(page),
        "reviews": reviews_of(page),
        "retirement": retirement,
        "is_retired": page.withheld_at is not None and retirement is not None,
        "flags": open_flags(page) if access.may_edit else [],
        "flag_form": FlagForm(),
        "may_flag": request.user.is_authenticated and page.is_controlled,
        "may_submit": may_submit(page),
        "requests": requests_of(page) if access.sees_unapproved else [],
    }
    return render(request, "control/document.html", context)


def document_change(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Who answers for the document, its category and how often it is looked at."""
    access = page_for(request.user, space, path, Level.EDITOR)
    page = access.page
    if not page.is_controlled:
        return redirect(page.url("document/"))
    entry = document_entry(page)
    require_answering(request.user, entry)
    form = DocumentForm(request.POST or None, instance=entry, has_edition=has_edition(page))
    if request.method == "POST" and form.is_valid():
        try:
            change_document(by=request.user, page=page, **form.cleaned_data)
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("What is kept of {page} is changed."), page=page_link(page))
            return redirect(page.url("document/"))
    context = {**screen(access), "form": form}
    return render(request, "control/document_change.html", context, status=422 if form.errors else 200)


@require_POST
def page_keeping(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Makes the page a controlled document, or an open page again."""
    page = page_for(request.user, space, path, Level.TRAINER).page

    def act() -> None:
        if page.is_controlled:
            open_page(by=request.user, page=page)
            tell(request, _("{page} is an open page now: what is saved is read at once."), page=page_link(page))
        else:
            control_page(by=request.user, page=page)
            tell(request, _("{page} is a controlled document now, as it stands."), page=page_link(page))

    return done_or_told(request, act, page.url("document/"))
