"""Threads: reading them, beginning one, answering, resolving."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.discussion.access import page_to_discuss, thread_by_id, thread_on
from wiki.discussion.actions import reopen_thread, reply, resolve_thread, start_thread
from wiki.discussion.fetching import thread_with_comments, threads_of
from wiki.discussion.forms import CommentForm
from wiki.discussion.mentions import people_to_mention
from wiki.discussion.showing import ShownThread, shown_threads
from wiki.discussion.views.saying import screen, tried, url_of
from wiki.display.stretches import stretch_of
from wiki.pages.access import Access, page_for
from wiki.pages.notices import page_link, tell

A_PAGE = 20
SHOWN = 500  # characters of a passage above a form


def threads(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """All threads of the page, newest first."""
    access = page_for(request.user, space, path, html=True)
    stretch = stretch_of(threads_of(access.page), request.GET.get("page"), A_PAGE)
    shown = {thread.pk: thread for thread in shown_threads(access.page, stretch.rows, request.user, access.level)}
    context = {
        **screen(access),
        "threads": [shown[thread.pk] for thread in stretch.rows],
        "page_object": stretch,
        "may_comment": request.user.is_authenticated and access.takes_part,
    }
    return render(request, "discussion/threads.html", context)


def thread(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """One thread, resolved or not."""
    access = page_for(request.user, space, path, html=True)
    return render(request, "discussion/thread_screen.html", {**screen(access), "thread": _shown(request, access, pk)})


def permanent_thread(request: HttpRequest, pk: int, thread: int) -> HttpResponse:
    """Leads to the thread where its page lives now: what mails link to."""
    found = thread_by_id(request.user, pk, thread)
    return redirect(found.page.url(f"threads/{found.pk}/"))


def _shown(request: HttpRequest, access: Access, pk: int) -> ShownThread:
    found = thread_with_comments(thread_on(access.page, pk))
    return shown_threads(access.page, [found], request.user, access.level)[0]


def new_thread(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Begins a thread on the page, or on a passage of it."""
    access = page_to_discuss(request.user, space, path)
    form = CommentForm(request.POST or None)
    made, status = tried(
        form, lambda **said: start_thread(by=request.user, page=access.page, selection=form.selection, **said)
    )
    if made:
        return redirect(url_of(access, made))
    quote = form.data.get("words", "")[:SHOWN]
    context = {"heading": _("Comment on this page"), "send_label": _("Send"), "form": form, "quote": quote}
    return render(request, "discussion/write.html", context | screen(access), status=status)


def replies(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """One more comment in a thread."""
    access = page_to_discuss(request.user, space, path, html=True)
    found = thread_on(access.page, pk)
    form = CommentForm(request.POST or None)
    made, status = tried(form, lambda **said: reply(by=request.user, thread=found, **said))
    if made:
        return redirect(url_of(access, made))
    shown = _shown(request, access, pk)
    context = {"heading": _("Reply"), "send_label": _("Send"), "form": form, "quote": shown.quote[:SHOWN]}
    return render(
        request, "discussion/write.html", context | {"answered": shown.comments} | screen(access), status=status
    )


@require_POST
def resolution(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Settles a thread."""
    return _settle(request, page_to_discuss(request.user, space, path), pk, resolve_thread)


@require_POST
def reopening(request: HttpRequest, space: str, path: str = "", *, pk: int) -> HttpResponse:
    """Opens a settled thread again."""
    return _settle(request, page_to_discuss(request.user, space, path), pk, reopen_thread)


def _settle(request: HttpRequest, access: Access, pk: int, act: Any) -> HttpResponse:
    page = access.page
    act(by=request.user, thread=thread_on(page, pk))
    sentence = _("The thread on {page} is resolved.") if act is resolve_thread else _("The thread on {page} is open.")
    tell(request, sentence, page=page_link(page))
    return redirect(page.url() + ("#discussion" if act is resolve_thread else f"#thread-{pk}"))


def people(request: HttpRequest, space: str, path: str = "") -> HttpResponse:
    """Whom "@" and these letters may mean, as JSON: people who may read the page."""
    access = page_to_discuss(request.user, space, path)
    found = people_to_mention(access.page.space, request.GET.get("q", "")[:100])
    return JsonResponse({"people": [{"id": person.pk, "name": person.name} for person in found]})
