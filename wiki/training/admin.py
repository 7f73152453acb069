"""Supervisors in the Django admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import VerbAdmin
from wiki.training.actions import choose_supervisor, remove_supervisor
from wiki.training.models import Supervisor


@admin.register(Supervisor)
class SupervisorAdmin(VerbAdmin):
    list_display = ("person", "supervisor")
    search_fields = ("person__name", "person__email", "supervisor__name", "supervisor__email")
    search_help_text = _("Name or e-mail address")
    when_empty = _("Nobody has a supervisor yet. Supervisors are told of overdue training, and look at its effect.")
    fields = ("person", "supervisor")
    autocomplete_fields = ("person", "supervisor")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Supervisor]:
        """With the names."""
        return super().get_queryset(request).select_related("person", "supervisor")

    def get_readonly_fields(self, request: HttpRequest, obj: Supervisor | None = None) -> tuple[str, ...]:
        """The person stays; who answers for them changes."""
        return ("person",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Supervisor, form: Any, change: bool) -> None:
        """Chooses the supervisor."""
        choose_supervisor(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Supervisor) -> None:
        """Nobody answers for the person any more."""
        remove_supervisor(obj, by=request.user)
