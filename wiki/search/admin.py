"""What people looked for and did not find, for admins to read."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import VerbAdmin
from wiki.display.moments import moment_html
from wiki.search.models import MissedSearch


@admin.register(MissedSearch)
class MissedSearchAdmin(VerbAdmin):
    list_display = ("typed", "count", "last", "first", "asked_by")
    search_fields = ("key",)
    search_help_text = _("Words")
    when_empty = _("Nobody has searched in vain yet.")
    ordering = ("-count", "-last_at")
    fields = ("typed", "count", "first", "last", "asked_by")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only searches write it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is to be read."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows give way by themselves."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissedSearch]:
        """With who asked, in one query for all rows."""
        return super().get_queryset(request).annotate(asked=Count("requests")).prefetch_related("requests__by")

    @admin.display(description=_("last"), ordering="last_at")
    def last(self, search: MissedSearch) -> SafeString:
        """When somebody looked for it last."""
        return moment_html(search.last_at)

    @admin.display(description=_("first"), ordering="first_at")
    def first(self, search: MissedSearch) -> SafeString:
        """When somebody looked for it first."""
        return moment_html(search.first_at)

    @admin.display(description=_("a page was asked for by"), ordering="-asked")
    def asked_by(self, search: MissedSearch) -> str:
        """The people, or nothing."""
        return ", ".join(str(request.by) for request in search.requests.all()) or "–"
