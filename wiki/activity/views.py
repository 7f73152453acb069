"""The home page and the list of changes."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wiki.activity.changes import as_changes, recent_changes, revisions_seen_by
from wiki.activity.home import spaces_on_home
from wiki.pages.drafts import drafts_of
from wiki.spaces.access import may_make_spaces, spaces_to_read

A_PAGE = 50


def home(request: HttpRequest) -> HttpResponse:
    """What changed and where to go."""
    if not request.user.is_authenticated and not spaces_on_home(request.user).exists():
        return redirect_to_login(request.get_full_path())
    can_create = may_make_spaces(request.user)
    context = {
        "spaces": spaces_on_home(request.user),
        "changes": recent_changes(request.user),
        "drafts": drafts_of(request.user) if request.user.is_authenticated else [],
        "can_create_space": can_create,
        "create_space_url": reverse("admin:wiki_space_add") if can_create else "",
    }
    return render(request, "activity/home.html", context)


@login_required
def changes(request: HttpRequest) -> HttpResponse:
    """Every revision that the person may see, newest first, by space or author if asked for."""
    chosen = {name: request.GET.get(name, "") for name in ("space", "author")}
    stretch = Paginator(revisions_seen_by(request.user, **chosen), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "changes": as_changes(stretch),
        "page_object": stretch,
        "spaces": spaces_to_read(request.user),
        "chosen": chosen,
        "query": "".join(f"&{name}={value}" for name, value in chosen.items() if value.replace("-", "").isalnum()),
    }
    return render(request, "activity/changes.html", context)
