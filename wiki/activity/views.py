"""The list of changes."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wiki.activity.changes import as_changes, revisions_seen_by
from wiki.spaces.models import Space

A_PAGE = 50


@login_required
def changes(request: HttpRequest) -> HttpResponse:
    """Every revision that the person may see, newest first, by space or author if asked for."""
    chosen = {name: request.GET.get(name, "") for name in ("space", "author")}
    stretch = Paginator(revisions_seen_by(request.user, **chosen), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "changes": as_changes(stretch),
        "page_object": stretch,
        "spaces": Space.objects.readable_by(request.user),
        "chosen": chosen,
        "query": "".join(f"&{name}={value}" for name, value in chosen.items() if value.replace("-", "").isalnum()),
    }
    return render(request, "activity/changes.html", context)
