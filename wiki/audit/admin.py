"""The audit trail for admins: to read, filter and take away; nothing here changes it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import VerbAdmin, moment_html
from accounts.models import Site
from wiki.audit import filters
from wiki.audit.export import csv_lines
from wiki.audit.models import AuditEvent
from wiki.audit.recording import record
from wiki.audit.words import action_in_words, differences


@admin.register(AuditEvent)
class AuditEventAdmin(VerbAdmin):
    list_display = ("what", "subject_name", "who", "when", "space", "address")
    list_display_links = ("what",)
    list_filter = (
        filters.ActionFilter,
        filters.WhoFilter,
        filters.SpaceFilter,
        filters.SinceFilter,
        filters.UntilFilter,
        filters.SubjectFilter,
    )
    search_fields = ("subject_name", "reason", "actor_name")
    search_help_text = _("Subject, reason or person")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only deeds write it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never; the database refuses it too."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The export, beside Django's own pages."""
        export = path("export.csv", self.admin_site.admin_view(self.export), name="wiki_auditevent_export")
        return [export, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Under the name that it has everywhere."""
        return super().changelist_view(request, {"title": _("Audit trail")} | (extra_context or {}))

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """The filtered list, all pages of it. The export is an event itself."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            events = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:  # no filter of ours; the list says so
            return redirect(f"{reverse('admin:wiki_auditevent_changelist')}?e=1")
        told = record("audit.exported", _trail(), by=request.user, after={"filter": request.GET.dict()})
        name = f"audit-{timezone.localdate():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        lines = csv_lines(events.filter(pk__lt=told.pk))
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One event, with before and after side by side."""
        event = self.get_object(request, object_id)
        words = {"changes": differences(event.before, event.after), "what": self.what(event)} if event else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | words)

    @admin.display(description=_("when"), ordering="at")
    def when(self, event: AuditEvent) -> SafeString:
        """How long ago, and exactly: a trail is read for the order of things."""
        exact = date_format(timezone.localtime(event.at), "j F Y, H:i:s")
        return format_html('{} <span class="exact">{}</span>', moment_html(event.at), exact)

    @admin.display(description=_("who"), ordering="actor_name")
    def who(self, event: AuditEvent) -> str:
        """The person; without one it was the product itself, or somebody who could not sign in."""
        return event.actor_name or "–"

    @admin.display(description=_("what"), ordering="action")
    def what(self, event: AuditEvent) -> str:
        """In words."""
        return action_in_words(event.action)


def _trail() -> Site:
    """What an event about the trail itself is about: the wiki."""
    return Site.objects.filter(pk=Site.ONLY).first() or Site(pk=Site.ONLY)
