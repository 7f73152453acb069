"""Watching: the button on pages and spaces, and the list of what a person watches."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.activity import actions
from wiki.activity.watches import own_watch, watches_of
from wiki.display.stretches import stretch_of
from wiki.pages.access import key_from, page_for
from wiki.pages.models import Page
from wiki.pages.notices import page_link, tell
from wiki.spaces.access import space_for
from wiki.spaces.models import Space

A_PAGE = 50


@require_POST
@login_required
def watch_space(request: HttpRequest, space: str) -> HttpResponse:
    """Begins to watch a space with all its pages, or ends that."""
    return _watched(request, space_for(request.user, space))


@require_POST
@login_required
def watch_page(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Begins to watch a page, or ends that."""
    return _watched(request, page_for(request.user, space, path).page)


def _watched(request: HttpRequest, place: Page | Space) -> HttpResponse:
    name = page_link(place) if isinstance(place, Page) else place.name
    if request.POST.get("watch") == "on":
        actions.watch(by=request.user, place=place)
        tell(request, _("You watch {place}: the bell tells you of changes."), place=name)
    else:
        actions.end_watch(by=request.user, place=place)
        tell(request, _("You do not watch {place} any more."), place=name)
    return redirect(place.get_absolute_url())


@login_required
def watches(request: HttpRequest) -> HttpResponse:
    """What the person watches, with a way to end each; posting the key of one ends it."""
    if request.method == "POST":
        key = key_from(request.POST.get("watch", ""))
        watch = own_watch(request.user, key) if key is not None else None
        if watch is None:
            raise Http404(_("You do not watch this."))
        actions.end_watch(by=request.user, place=watch.place)
        tell(request, _("You do not watch {place} any more."), place=watch.place)
        return redirect("activity:watches")
    stretch = stretch_of(watches_of(request.user), request.GET.get("page"), A_PAGE)
    return render(request, "activity/watches.html", {"watches": stretch.rows, "page_object": stretch})
