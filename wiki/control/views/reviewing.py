"""Periodic reviews, readers' flags, and the end of a document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.control.access import require_person
from wiki.control.actions import close_flag, flag, keep_unchanged, retire
from wiki.control.answering import require_answering
from wiki.control.errors import PasswordNeeded
from wiki.control.fetching import document_entry, flag_on, open_flags
from wiki.control.forms import FlagForm, KeepForm, RetirementForm
from wiki.control.views.frame import asks_password, done_or_told, last_signed, note_signature, screen
from wiki.pages.access import Access, page_for, pages_linking_to
from wiki.pages.errors import PageError
from wiki.pages.notices import page_link, tell
from wiki.spaces.models import Level


def periodic_review(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Says that the edition in force needs no change, or leads to the editor."""
    access = page_for(request.user, space, path, Level.EDITOR, html=True)
    page = access.page
    require_answering(request.user, document_entry(page))
    form = KeepForm(request.POST or None, needs_password=asks_password(request, page.space))
    if request.method == "POST" and form.is_valid():
        try:
            made = keep_unchanged(by=request.user, page=page, last_signed=last_signed(request), **form.cleaned_data)
        except PageError as error:
            name = "password" if isinstance(error, PasswordNeeded) and "password" in form.fields else None
            form.add_error(name, str(error))
        else:
            note_signature(request, made.signature)
            sentence = _("{page} was reviewed and needs no change. The next review is due on {day}.")
            tell(request, sentence, page=page_link(page), day=made.next_review_on)
            return redirect(page.url())
    return render(request, "control/review.html", _review(access, form), status=422 if form.errors else 200)


def _review(access: Access, form: KeepForm) -> dict[str, Any]:
    page = access.page
    return {
        **screen(access),
        "form": form,
        "document": document_entry(page),
        "flags": open_flags(page),
        "body": mark_safe(access.page.rendering.html),
    }


@require_POST
def flags(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """A reader's word that something is not right."""
    page = page_for(request.user, space, path).page
    require_person(request.user)
    form = FlagForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""

    def act() -> None:
        flag(by=request.user, page=page, text=text)
        tell(
            request,
            _("Thank you. Who answers for {page} is told, and looks at it within a month."),
            page=page_link(page),
        )

    return done_or_told(request, act, page.url("document/"))


@require_POST
def flag_closing(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Says that a reader's word was looked at."""
    page = page_for(request.user, space, path, Level.EDITOR).page
    held = flag_on(page, pk)
    return done_or_told(request, lambda: close_flag(by=request.user, flag=held), page.url("document/"))


def retirement(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Asks why a document ends and what is valid instead."""
    access = page_for(request.user, space, path, Level.TRAINER)
    page = access.page
    form = RetirementForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        try:
            retire(by=request.user, page=page, **form.cleaned_data)
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{page} is retired. Its address says so and leads on."), page=page_link(page))
            return redirect(page.url("document/"))
    context = {**screen(access), "form": form, "linking": pages_linking_to(request.user, page)}
    return render(request, "control/retire.html", context, status=422 if form.errors else 200)
