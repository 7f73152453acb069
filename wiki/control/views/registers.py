"""The register of a space, and its rules."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.control.actions import change_policy, control_space, open_space
from wiki.control.fetching import categories_of
from wiki.control.forms import PolicyForm
from wiki.control.policy import policy_of
from wiki.control.register import STATES, Wanted, as_csv, documents, narrowed, open_changes, review_due, state_of
from wiki.control.views.frame import done_or_told
from wiki.pages.access import SEES_UNAPPROVED
from wiki.pages.notices import tell
from wiki.spaces.access import level_in, space_for
from wiki.spaces.models import Level

A_PAGE = 100


def register(request: HttpRequest, space: str) -> HttpResponse:
    """Every controlled document of the space; as CSV where `format=csv` asks for it."""
    shelf = space_for(request.user, space)
    level = level_in(request.user, shelf)
    sees_unapproved = level >= SEES_UNAPPROVED
    wanted = Wanted.of(request.GET, sees_unapproved=sees_unapproved)
    rows = narrowed(documents(shelf, sees_unapproved=sees_unapproved), wanted)
    if request.GET.get("format") == "csv":
        lines = as_csv(rows.iterator(chunk_size=500), settings.BASE_URL, with_changes=sees_unapproved)
        name = f'attachment; filename="register-{shelf.slug}.csv"'
        return StreamingHttpResponse(lines, "text/csv; charset=utf-8", headers={"Content-Disposition": name})
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "wanted": wanted,
        "states": STATES.items(),
        "categories": categories_of(shelf),
        "may_edit": level >= Level.EDITOR,
        "sees_unapproved": sees_unapproved,
        "is_admin": level >= Level.ADMIN,
        **_listed(request, rows),
    }
    return render(request, "control/register.html", context)


def _listed(request: HttpRequest, rows: QuerySet) -> dict[str, Any]:
    """One page of the register, and what its links keep of the question."""
    stretch = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    for page in stretch.object_list:
        page.state, page.changes, page.due = STATES[state_of(page)], open_changes(page), review_due(page)
    asked = {name: request.GET.get(name, "") for name in ("state", "category", "q", "which", "sort")}
    kept = {name: value for name, value in asked.items() if value}
    return {
        "rows": stretch.object_list,
        "page_object": stretch,
        "query": f"&{urlencode(kept)}" if kept else "",
        "sort_query": urlencode({name: value for name, value in kept.items() if name != "sort"}),
    }


def policy(request: HttpRequest, space: str) -> HttpResponse:
    """How documents of the space are controlled, and whether they are."""
    shelf = space_for(request.user, space, Level.ADMIN)
    form = PolicyForm(request.POST or None, instance=policy_of(shelf))
    if request.method == "POST" and form.is_valid():
        change_policy(by=request.user, space=shelf, **form.cleaned_data)
        tell(request, _("The rules of {space} are changed."), space=shelf.name)
        return redirect(f"/{shelf.slug}/-/register/")
    context = {"space": shelf, "page_url": shelf.get_absolute_url(), "form": form}
    return render(request, "control/policy.html", context, status=422 if form.errors else 200)


@require_POST
def space_keeping(request: HttpRequest, space: str) -> HttpResponse:
    """Turns document control of the space on or off."""
    shelf = space_for(request.user, space, Level.ADMIN)

    def act() -> None:
        if shelf.is_controlled:
            open_space(by=request.user, space=shelf)
            tell(request, _("{space} is open now: what is saved is read at once."), space=shelf.name)
        else:
            control_space(by=request.user, space=shelf)
            tell(request, _("{space} is controlled now: its pages are edition 1.0 as they stand."), space=shelf.name)

    return done_or_told(request, act, f"/{shelf.slug}/-/policy/")
