"""The home page and the list of changes."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wiki.activity.changes import as_changes, recent_changes
from wiki.activity.changes_html import change_rows
from wiki.activity.fetching import Row, revision_rows
from wiki.activity.home import (
    checks_on_home,
    duties_on_home,
    late_on_home,
    spaces_on_home,
    suggestions_on_home,
    unanswered_on_home,
)
from wiki.control.access import open_requests
from wiki.display.stretches import stretch_of
from wiki.pages.drafts import drafts_of
from wiki.spaces.access import may_make_spaces, spaces_to_read

A_PAGE = 50
APPROVALS = 5  # on the home page


def home(request: HttpRequest) -> HttpResponse:
    """What changed and where to go."""
    spaces = spaces_on_home(request.user)
    if not request.user.is_authenticated and not spaces:
        return redirect_to_login(request.get_full_path())
    can_create = may_make_spaces(request.user)
    duties, duty_count = duties_on_home(request.user) if request.user.is_authenticated else ([], 0)
    late, late_count = late_on_home(request.user) if request.user.is_authenticated else ([], 0)
    context = {
        "spaces": spaces,
        "duties": duties,
        "duty_count": duty_count,
        "late": late,
        "late_count": late_count,
        "checks": checks_on_home(request.user) if request.user.is_authenticated else [],
        "changes": change_rows(recent_changes(request.user)),
        "drafts": drafts_of(request.user) if request.user.is_authenticated else [],
        "unanswered": unanswered_on_home(request.user) if request.user.is_authenticated else [],
        "suggestions": suggestions_on_home(request.user) if request.user.is_authenticated else [],
        "approvals": open_requests(request.user, APPROVALS) if request.user.is_authenticated else [],
        "can_create_space": can_create,
        "create_space_url": reverse("admin:wiki_space_add") if can_create else "",
    }
    return render(request, "activity/home.html", context)


@login_required
def changes(request: HttpRequest) -> HttpResponse:
    """Every revision that the person may see, newest first, by space or author, or without minor ones, if asked for."""
    chosen = {name: request.GET.get(name, "") for name in ("space", "author", "minor")}
    spaces = spaces_to_read(request.user)
    within = [space.pk for space in spaces if chosen["space"] in ("", space.slug)]
    rows = revision_rows(within, author=chosen["author"], without_minor=chosen["minor"] == "hidden")
    stretch = stretch_of(rows, request.GET.get("page"), A_PAGE)
    context = {
        "changes": change_rows(as_changes(Row(*row) for row in stretch.rows)),
        "page_object": stretch,
        "spaces": spaces,
        "chosen": chosen,
        "query": "".join(f"&{name}={value}" for name, value in chosen.items() if value.replace("-", "").isalnum()),
    }
    return render(request, "activity/changes.html", context)
