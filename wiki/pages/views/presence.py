"""The small question that open pages ask every now and then: who edits this, and is there a newer revision?"""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from wiki.pages.access import Access, key_from, page_for
from wiki.pages.models import Page
from wiki.pages.presence.beats import others, own_window_besides, present, say_gone, say_present
from wiki.spaces.models import Level


def presence(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Who edits the page. An editor's window says by POST that it is open (or, with `gone`, that it closes), and also
    learns of newer revisions than its `base_number`."""
    if not request.user.is_authenticated:
        raise Http404
    if request.method != "POST":
        access = page_for(request.user, space, path)
        return JsonResponse({"editing": _told(others(present(access.page), request.user))})
    access = page_for(request.user, space, path, Level.EDITOR)
    sitting = request.POST.get("sitting", "")[:40]
    if "gone" in request.POST:
        say_gone(by=request.user, page=access.page, sitting=sitting)
        return JsonResponse({})
    say_present(by=request.user, page=access.page, sitting=sitting)
    return JsonResponse(_answer(request, access, sitting))


def _answer(request: HttpRequest, access: Access, sitting: str) -> dict[str, Any]:
    windows = present(access.page)
    own = own_window_besides(windows, request.user, sitting)
    return {
        "person": request.user.pk,
        "editing": _told(others(windows, request.user)),
        "own": _moment(own.since) if own else None,
        "newer": _newer(access.page, key_from(request.POST.get("base_number", "")) or 0),
    }


def _told(people: list[Any]) -> list[dict[str, str]]:
    return [{"name": str(one.person), "since": _moment(one.since)} for one in people]


def _newer(page: Page, base: int) -> dict[str, Any] | None:
    latest = page.latest
    if not 0 < base < latest.number:
        return None
    return {
        "number": latest.number,
        "name": str(latest.author or ""),
        "at": _moment(latest.created_at),
        "url": page.url(f"compare/{base}..{latest.number}/"),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat()
