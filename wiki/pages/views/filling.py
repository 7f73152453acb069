"""A new page from a template: its fields are asked for, then the editor opens with what was said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.pages.access import page_by_id, page_for
from wiki.pages.actions import borrow_files
from wiki.pages.forms import PageForm
from wiki.pages.models import Page
from wiki.pages.templates.fields import fields_of
from wiki.pages.templates.filling import filled
from wiki.pages.templates.forms import FillingForm
from wiki.pages.views.writing import new, new_screen
from wiki.spaces.models import Level


def new_from(request: HttpRequest, space: str, path: str = "", *, template: int) -> HttpResponse:
    """Asks for what the template wants to know. What the editor sends afterwards is a new page like any other."""
    if "text" in request.POST:
        return new(request, space, path)
    parent = page_for(request.user, space, path, Level.EDITOR).page
    chosen = page_by_id(request.user, template).page
    fields = fields_of(chosen.front_matter)
    title = request.GET.get("title", "")[:250]
    if not fields:
        return _editor(request, parent, chosen, title or chosen.title, chosen.text)
    form = FillingForm(fields, parent.space, request.POST or None, initial={"title": title})
    if form.is_valid():
        return _editor(request, parent, chosen, form.cleaned_data["title"], filled(chosen.text, form.answers))
    context: dict[str, Any] = {
        "template": chosen,
        "parent": parent,
        "space": parent.space,
        "page_url": parent.url(),
        "form": form,
    }
    return render(request, "pages/filling.html", context, status=422 if form.is_bound else 200)


def _editor(request: HttpRequest, parent: Page, template: Page, title: str, text: str) -> HttpResponse:
    form = PageForm(initial={"title": title, "text": text, "tags": ", ".join(template.tags)})
    files = borrow_files(by=request.user, template=template, parent=parent)
    return new_screen(request, parent, form, files, template=template)
