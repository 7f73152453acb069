"""What a person is told: the list behind the bell, and the way from there to the thing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wiki.activity.actions import mark_all_read, mark_read
from wiki.activity.showing import address_of, notifications_of, shown
from wiki.display.stretches import stretch_of
from wiki.pages.access import key_from

A_PAGE = 20


@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """All that the person was told, or what is unread of it, newest first."""
    only_unread = request.GET.get("show") == "unread"
    rows = notifications_of(request.user)
    stretch = stretch_of(rows.unread() if only_unread else rows, request.GET.get("page"), A_PAGE)
    context = {
        "notifications": shown(stretch.rows),
        "newest": max((row.pk for row in stretch.rows), default=0),
        "page_object": stretch,
        "only_unread": only_unread,
        "query": "&show=unread" if only_unread else "",
    }
    return render(request, "activity/notifications.html", context)


@login_required
def notification(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens what a notification tells of, which is read with that."""
    row = notifications_of(request.user).filter(pk=pk).first()
    if row is None:
        raise Http404(_("There is no such notification, or what it was about is not open to you any more."))
    mark_read(by=request.user, key=pk)
    return redirect(address_of(row))


@login_required
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Marks one notification as read, or all up to the newest that the list showed."""
    one, newest = (key_from(request.POST.get(name, "")) for name in ("notification", "newest"))
    if one is not None:
        mark_read(by=request.user, key=one)
    elif newest is not None:
        mark_all_read(by=request.user, up_to=newest)
        messages.success(request, _("All notifications are marked as read."))
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if is_ours else "activity:notifications")
