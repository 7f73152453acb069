"""Moving, copying and ordering pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wiki.pages.access import key_from, page_by_id, page_for, spaces_for_copies
from wiki.pages.actions import copy_page, move_page, reorder_page
from wiki.pages.arrangement import branch_of, branch_url, place_of, rows_of
from wiki.pages.arrangement_html import arranged_rows
from wiki.pages.batches.choosing import stretch_named
from wiki.pages.errors import PageError
from wiki.pages.forms import CopyForm, MoveForm, ReorderForm
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.pages.places import Places, form_for_place, offer_places
from wiki.pages.tree import branch, outline
from wiki.spaces.access import space_for, spaces_to_edit
from wiki.spaces.models import Level, Space


def place_of_new(request: HttpRequest) -> HttpResponse:
    """Asks in which space the new page shall be, and hands on the template that it is to begin from."""
    template = key_from(request.GET.get("template", ""))
    context = {"spaces": spaces_to_edit(request.user), "query": f"?template={template}" if template else ""}
    return render(request, "pages/place.html", context)


def move(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Asks for a new title, address or place."""
    page = page_for(request.user, space, path, Level.EDITOR).page
    form = form_for_place(MoveForm, request.POST, {"title": page.title, "slug": page.slug, "parent": page.parent_id})
    offer_places(form, Places(spaces_to_edit(request.user), page.space, [page.pk]), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        said["parent"] = page_by_id(request.user, said["parent"], Level.EDITOR).page
        try:
            moved = move_page(by=request.user, page=page, **said)
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{page} has its new place. The old address leads there."), page=page_link(moved))
            return redirect(moved.url())
    below = branch(page).count()
    context = {"page": page, "page_url": page.url(), "space": page.space, "form": form, "below_count": below}
    context["backlink_count"] = page.backlinks.values("source").distinct().count()
    return render(request, "pages/move.html", context, status=422 if form.is_bound else 200)


def copy(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Asks for the copy's title and place."""
    page = page_for(request.user, space, path, body=True).page
    title = _("Copy of %(title)s") % {"title": page.title}
    form = form_for_place(CopyForm, request.POST, {"title": title[:250], "parent": page.parent_id or page.pk})
    offer_places(form, Places(spaces_for_copies(request.user), page.space), request.POST)
    if form.is_valid():
        parent = page_by_id(request.user, form.cleaned_data["parent"], Level.EDITOR).page
        try:
            made = copy_page(by=request.user, page=page, parent=parent, title=form.cleaned_data["title"])
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{page} is a copy of {original}."), page=page_link(made), original=page_link(page))
            return redirect(made.url())
    context = {"page": page, "page_url": page.url(), "space": page.space, "form": form}
    return render(request, "pages/copy.html", context, status=422 if form.is_bound else 200)


def arrangement(request: HttpRequest, space: str) -> HttpResponse:
    """The tree with a way to move each page by buttons: whole, or of a large space one branch at a time."""
    shelf = space_for(request.user, space, Level.EDITOR)
    if request.method == "POST":
        return _reorder(request, shelf)
    return render(request, "pages/tree.html", _arranged(request, shelf))


def _arranged(request: HttpRequest, space: Space) -> dict[str, Any]:
    tree = outline(space)
    branch = branch_of(tree, key_from(request.GET.get("below", "")), request.GET.get("page"))
    context = {"space": space, "page_url": space.get_absolute_url()}
    if branch is None:
        return context | {"rows": arranged_rows(rows_of(tree))}
    crumbs = [*branch.parent.ancestors, branch.parent]
    return context | {
        "rows": arranged_rows(branch.rows),
        "crumbs": [{"title": node.title, "url": branch_url(node)} for node in crumbs],
        "page_object": branch.stretch,
        "query": f"&below={branch.parent.pk}",
        "stretch": stretch_named(branch.parent, branch.stretch.number),
    }


def _reorder(request: HttpRequest, space: Space) -> HttpResponse:
    form = ReorderForm(request.POST)
    quiet = request.headers.get("X-Requested-With") == "fetch"
    error = ""
    if form.is_valid():
        try:
            page = _reordered(request, form.cleaned_data)
        except PageError as problem:
            error = str(problem)
    else:
        error = _("That place is not there any more. Load the tree anew.")
    if quiet:
        return HttpResponse(error, status=409 if error else 204, content_type="text/plain; charset=utf-8")
    if error:
        return render(request, "pages/tree.html", _arranged(request, space) | {"error": error}, status=409)
    place = place_of(outline(space_for(request.user, space.slug, Level.EDITOR)), page.pk)
    return redirect(f"/{space.slug}/-/tree/{place}#page-{page.pk}")


def _reordered(request: HttpRequest, said: dict[str, Any]) -> Page:
    page = page_by_id(request.user, said["page"].pk, Level.EDITOR).page
    parent = page_by_id(request.user, said["parent"].pk, Level.EDITOR).page
    return reorder_page(by=request.user, page=page, parent=parent, index=said["index"])
