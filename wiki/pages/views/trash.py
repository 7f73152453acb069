"""The trash: putting pages in, looking through it, taking them out."""

from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.pages.access import page_by_id, page_for, pages_linking_to, trashings_in
from wiki.pages.actions import recover_page, trash_page
from wiki.pages.errors import PageError
from wiki.pages.forms import TrashForm
from wiki.pages.notices import page_link, tell, trash_link
from wiki.pages.tree import branch
from wiki.spaces.access import level_in, sees_trash, space_for
from wiki.spaces.models import Level

A_PAGE = 50


def trash(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Says what would go along, asks why, and trashes the page."""
    page = page_for(request.user, space, path, Level.EDITOR).page
    form = TrashForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            trash_page(by=request.user, page=page, reason=form.cleaned_data["reason"])
        except PageError as error:
            form.add_error(None, str(error))
        else:
            tell(request, _("{page} is in the trash. A trainer can recover it."), page=trash_link(page))
            return redirect(page.space)
    context = {
        "page": page,
        "page_url": page.url(),
        "space": page.space,
        "form": form,
        "below": list(branch(page).select_related("space").without_body().order_by("path")),
        "backlinks": pages_linking_to(request.user, page),
    }
    return render(request, "pages/trash.html", context, status=422 if form.is_bound else 200)


def space_trash(request: HttpRequest, space: str) -> HttpResponse:
    """The pages in a space's trash, newest first, narrowed to a part of the title if asked for."""
    shelf = space_for(request.user, space, Level.AUDITOR)
    level, title = level_in(request.user, shelf), request.GET.get("title", "").replace("\0", "").strip()
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "page_object": Paginator(trashings_in(shelf, title), A_PAGE).get_page(request.GET.get("page")),
        "title": title,
        "query": f"&title={quote(title)}" if title else "",
        "may_recover": level >= Level.TRAINER,
        "may_read": sees_trash(level),
    }
    return render(request, "pages/space_trash.html", context)


@require_POST
def recovery(request: HttpRequest, space: str, pk: int) -> HttpResponse:
    """Takes a page out of the trash."""
    shelf = space_for(request.user, space, Level.TRAINER)
    page = page_by_id(request.user, pk, Level.TRAINER, trashed=True).page
    if page.space_id != shelf.pk:
        raise Http404(_("There is no such page."))
    try:
        page = recover_page(by=request.user, page=page)
    except PageError as error:
        messages.error(request, str(error))
        return redirect(f"/{shelf.slug}/-/trash/")
    tell(request, _("{page} is back."), page=page_link(page))
    return redirect(page.url())
