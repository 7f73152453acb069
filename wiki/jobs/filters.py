"""Filters of the list of jobs."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.filters import ChoiceFilter
from wiki.jobs.querysets import State
from wiki.jobs.words import KINDS


class StateFilter(ChoiceFilter):
    title = _("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every state."""
        return State.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Jobs in that state."""
        return queryset.filter(state=self.value()) if self.value() else queryset


class KindFilter(ChoiceFilter):
    title = _("Job")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """What the worker does."""
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Jobs of that kind."""
        return queryset.filter(task_path=self.value()) if self.value() else queryset
