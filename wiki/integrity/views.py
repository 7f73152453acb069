"""The audit trail of one space, for its auditors and for admins."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from wiki.audit.export import csv_lines
from wiki.display.stretches import stretch_of
from wiki.integrity.actions import record_export
from wiki.integrity.fetching import events_asked_for, in_words
from wiki.spaces.access import space_to_audit

A_PAGE = 50


def trail(request: HttpRequest, space: str) -> HttpResponse:
    """What happened in the space, newest first, narrowed by the filters."""
    shelf = space_to_audit(request.user, space)
    filters, events = events_asked_for(request, shelf)
    stretch = stretch_of(events, request.GET.get("page"), A_PAGE)
    asked = urlencode({one.parameter_name: one.typed for one in filters if one.typed})
    context = {
        "space": shelf,
        "page_url": shelf.get_absolute_url(),
        "filters": filters,
        "events": in_words(stretch.rows),
        "page_object": stretch,
        "asked": asked,
        "query": f"&{asked}" if asked else "",
    }
    return render(request, "integrity/trail.html", context)


@require_GET
def export(request: HttpRequest, space: str) -> StreamingHttpResponse:
    """The same events as CSV, all of them. The export is an event itself."""
    shelf = space_to_audit(request.user, space)
    _filters, events = events_asked_for(request, shelf)
    told = record_export(by=request.user, space=shelf, asked=request.GET.dict())
    name = f"audit-{shelf.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = csv_lines(events.filter(pk__lt=told.pk))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
