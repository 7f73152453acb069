"""Results, suggestions, and the request for a page."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wiki.display.kept import Parts, drawn_once
from wiki.search.actions import ask_for_page, has_asked, note_missed
from wiki.search.forms import SearchForm
from wiki.search.hits_html import hit_items
from wiki.search.query import parse
from wiki.search.results import Results, search
from wiki.search.scope import Narrowing, scope_of
from wiki.search.suggestions import suggest


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """A page of results; a search that finds nothing is noted for the admins."""
    scope = scope_of(request.user)
    form = SearchForm(request.GET, spaces=scope.spaces.values())
    asked = form.cleaned_data
    scope = scope.narrowed(form.narrowing)
    query = parse(asked.get("q") or "")
    found = search(query, scope, number=asked.get("page") or 1, as_typed=bool(asked.get("exact")))
    is_missed = found.is_missed and not scope.narrowing.is_set
    if is_missed and found.number == 1:
        note_missed(by=request.user, typed=query.typed)
    addresses = _addresses(request.GET, found, scope.narrowing)
    context = {
        "filters": _filters(form, addresses["everywhere_url"]),
        "results": found,
        "items": hit_items(found),
        "narrowing": scope.narrowing,
        "search_text": query.typed,
        "is_wanted": is_missed and has_asked(request.user, query.typed),
        "is_missed": is_missed,
        **addresses,
    }
    return render(request, "search/results.html", context)


def _addresses(asked: QueryDict, found: Results, narrowing: Narrowing) -> dict[str, Any]:
    """Where else the screen leads: other pages of the results, and the same search asked otherwise."""
    left_out = found.query.without
    return {
        "previous_url": _changed(asked, page=found.number - 1) if found.number > 1 else "",
        "next_url": _changed(asked, page=found.number + 1) if found.number < found.page_count else "",
        "as_typed_url": _changed(asked, exact=1, page=None) if found.is_corrected else "",
        "everywhere_url": _changed(asked, page=None, **dict.fromkeys(SearchForm.NARROWING)) if narrowing.is_set else "",
        "near": [(word, _changed(asked, q=word, page=None)) for word in found.near],
        "left_out": [(str(term), _changed(asked, q=found.query.with_it(term).typed, page=None)) for term in left_out],
    }


def _filters(form: SearchForm, everywhere_url: str) -> SafeString:
    """The fields that narrow a search, folded away while none is used. Those are the same for all who may read the
    same spaces: drawn once, as they took a tenth of the time of a search."""

    def drawn() -> Parts:
        context = {"form": form, "narrowing": form.narrowing, "everywhere_url": everywhere_url}
        return {"filters": render_to_string("search/filters.html", context)}

    if form.errors or any(form.data.get(name) for name in form.NARROWING):
        return drawn()["filters"]
    return drawn_once(("filters", *form.fields["space"].choices), drawn, tells_time=False)["filters"]


def _changed(asked: QueryDict, **values: object) -> str:
    """The address of this search with other values; None takes one away."""
    changed = asked.copy()
    for name, value in values.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """`{"results": [{title, url, space, snippet}]}`, all of it plain text; empty for strangers who may read nothing."""
    try:
        found = suggest(request.GET.get("q", ""), scope_of(request.user))
    except PermissionDenied:
        found = []
    response = JsonResponse({"results": [asdict(line) for line in found]})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def wanted(request: HttpRequest) -> HttpResponse:
    """Asks for a page about what was looked for, and goes back to the search."""
    typed = parse(request.POST.get("q", "")).typed
    if ask_for_page(by=request.user, typed=typed):
        said = _("The admins now see that you would like a page about “%(words)s”.")
        messages.success(request, said % {"words": typed})
    address = QueryDict(mutable=True)
    address["q"] = typed
    return redirect(f"{reverse('search:results')}?{address.urlencode()}")
