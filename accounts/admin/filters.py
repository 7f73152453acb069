"""Filters of the list of people and of invitations."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class StateFilter(SimpleListFilter):
    """People with an account first: an imported handbook may bring hundreds of authors."""

    title = _("state")
    parameter_name = "state"
    WORDS = (
        (None, _("With an account")),
        ("active", _("Active")),
        ("deactivated", _("Deactivated")),
        ("imported", _("Imported, not merged")),
        ("all", _("Everybody")),
    )

    def lookups(self, request: Any, model_admin: Any) -> tuple[tuple[Any, Any], ...]:
        """All but the default, which `choices` adds."""
        return self.WORDS[1:]

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """The default says what it is instead of "All"."""
        for value, label in self.WORDS:
            query = changelist.get_query_string({self.parameter_name: value} if value else {}, [self.parameter_name])
            yield {"selected": self.value() == value, "query_string": query, "display": label}

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """The people of that state."""
        match self.value():
            case "active":
                return queryset.real().active()
            case "deactivated":
                return queryset.real().filter(is_active=False)
            case "imported":
                return queryset.imported()
            case "all":
                return queryset
        return queryset.real()


class RoleFilter(SimpleListFilter):
    """By role."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        """The four."""
        return Role.choices

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """People with that role."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class OpenFilter(SimpleListFilter):
    """Invitations that wait for an answer, and the others."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> tuple[tuple[str, Any], ...]:
        """Two kinds."""
        return (("open", _("Open")), ("accepted", _("Accepted")))

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """Invitations of that kind."""
        match self.value():
            case "open":
                return queryset.open()
            case "accepted":
                return queryset.exclude(accepted_at=None)
        return queryset
