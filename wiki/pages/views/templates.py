"""Templates: making one from a page, and saying what is to be filled in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.pages.access import page_by_id, page_for
from wiki.pages.actions import end_template, make_template, offer_template
from wiki.pages.errors import PageError
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.pages.places import Places, form_for_place, offer_places
from wiki.pages.templates.fields import fields_of, is_template
from wiki.pages.templates.forms import SPARE, FieldFormSet, MakingForm, field_forms
from wiki.pages.templates.listing import is_offered
from wiki.spaces.access import spaces_to_edit
from wiki.spaces.models import Level


def template(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """What is to be filled in on pages made from this one; where it is no template yet, how it becomes one."""
    page = page_for(request.user, space, path, Level.EDITOR, body=True).page
    if is_offered(page):
        return _fields(request, page)
    if "itself" in request.POST:
        return _offered(request, page)
    return _making(request, page)


def _offered(request: HttpRequest, page: Page) -> HttpResponse:
    try:
        offer_template(by=request.user, page=page, fields=[])
    except PageError as error:
        messages.error(request, str(error))
    return redirect(page.url("template/"))


def _making(request: HttpRequest, page: Page) -> HttpResponse:
    """Asks for the title and the place of the template that is made from the page."""
    form = _making_form(request, page)
    if form.is_valid():
        parent = page_by_id(request.user, form.cleaned_data["parent"], Level.EDITOR).page
        try:
            made = make_template(by=request.user, page=page, parent=parent, title=form.cleaned_data["title"])
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{page} is a template now. Say what is to be filled in."), page=page_link(made))
            return redirect(made.url("template/"))
    return _making_screen(request, page, form, status=422 if form.is_bound else 200)


def _making_form(request: HttpRequest, page: Page) -> MakingForm:
    title = _("Template: %(title)s") % {"title": page.title}
    form = form_for_place(MakingForm, request.POST, {"title": title[:250], "parent": page.parent_id or page.pk})
    offer_places(form, Places(spaces_to_edit(request.user), page.space), request.POST)
    return form


def _making_screen(request: HttpRequest, page: Page, form: MakingForm, *, status: int) -> HttpResponse:
    context = {"page": page, "page_url": page.url(), "space": page.space, "form": form}
    return render(request, "pages/template_making.html", context, status=status)


def _fields(request: HttpRequest, page: Page) -> HttpResponse:
    """The template's fields, to be changed."""
    if request.method != "POST":
        return _fields_screen(request, page, field_forms(fields_of(page.front_matter)))
    if "end" in request.POST:
        end_template(by=request.user, page=page)
        tell(request, _("{page} is not offered as a template any more."), page=page_link(page))
        return redirect(page.url())
    forms = field_forms(fields_of(page.front_matter), request.POST)
    if "more" in request.POST:
        return _fields_screen(request, page, field_forms(said=_with_rows(request.POST)))
    return _save_fields(request, page, forms)


def _with_rows(said: QueryDict) -> QueryDict:
    """What was said, with some empty rows below."""
    said = said.copy()
    rows = said.get("fields-TOTAL_FORMS", "")
    said["fields-TOTAL_FORMS"] = str((int(rows) if rows.isdecimal() and len(rows) < 4 else 0) + SPARE)
    return said


def _save_fields(request: HttpRequest, page: Page, forms: FieldFormSet) -> HttpResponse:
    if not forms.is_valid():
        return _fields_screen(request, page, forms, status=422)
    try:
        offer_template(by=request.user, page=page, fields=forms.chosen)
    except PageError as error:
        return _fields_screen(request, page, forms, status=422, error=str(error))
    tell(request, _("New pages can begin from {page}."), page=page_link(page))
    return redirect(page.url())


def _fields_screen(
    request: HttpRequest, page: Page, forms: FieldFormSet, *, status: int = 200, error: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "forms": forms,
        "error": error,
        "may_end": is_template(page.front_matter),
    }
    return render(request, "pages/template_fields.html", context, status=status)
