"""Snippets: the name under which other pages show a page's text, where they do, and which names there are."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.pages.access import page_for
from wiki.pages.actions import name_snippet
from wiki.pages.errors import PageError
from wiki.pages.forms import SnippetForm
from wiki.pages.notices import page_link, tell
from wiki.pages.snippets.listing import pages_showing, snippets_for
from wiki.pages.snippets.names import name_for, name_of, tag_of
from wiki.spaces.access import level_in, require, space_for
from wiki.spaces.models import Level


def snippets(request: HttpRequest, space: str) -> HttpResponse:
    """What pages of this space can show, as a screen or, for the editor, as JSON."""
    shelf = space_for(request.user, space)
    found = snippets_for(shelf)
    if request.GET.get("format") == "json":
        return JsonResponse({"snippets": [snippet.told for snippet in found]})
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "own": [snippet for snippet in found if snippet.page.space_id == shelf.pk],
        "others": [snippet for snippet in found if snippet.page.space_id != shelf.pk],
        "may_edit": level_in(request.user, shelf) >= Level.EDITOR,
    }
    return render(request, "pages/snippets.html", context)


def snippet(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """The page's name as a snippet and where it is shown; editors give and take it."""
    if request.method == "POST":
        return _naming(request, space, path)
    access = page_for(request.user, space, path, body=True)
    name = name_of(access.page.front_matter)
    if not name:
        require(access.level, Level.EDITOR, access.page.space)
    form = SnippetForm(initial={"name": name or name_for(access.page.title)}) if access.may_edit else None
    return _screen(request, space, path, form)


def _naming(request: HttpRequest, space: str, path: str) -> HttpResponse:
    page = page_for(request.user, space, path, Level.EDITOR).page
    form = SnippetForm(request.POST)
    if not form.is_valid():
        return _screen(request, space, path, form)
    name = "" if "end" in request.POST else form.cleaned_data["name"]
    try:
        name_snippet(by=request.user, page=page, name=name)
    except PageError as error:
        form.add_error("name", str(error))
        return _screen(request, space, path, form)
    if not name:
        tell(request, _("{page} is not a snippet any more."), page=page_link(page))
        return redirect(page.url())
    tell(request, _("{page} is a snippet now. Other pages show it by “{tag}”."), page=page_link(page), tag=tag_of(name))
    return redirect(page.url("snippet/"))


def _screen(request: HttpRequest, space: str, path: str, form: SnippetForm | None) -> HttpResponse:
    access = page_for(request.user, space, path, body=True)
    page = access.page
    name = name_of(page.front_matter)
    showing, others = pages_showing(request.user, page)
    context = {
        "access": access,
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "name": name,
        "tag": tag_of(name) if name else "",
        "form": form,
        "showing": showing,
        "others": others,
    }
    return render(request, "pages/snippet.html", context, status=422 if form and form.is_bound else 200)
