"""Filters of the admin's lists, shown as one form above the list: each a field with a name, not a column of links."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from accounts.roles import Role


class FieldFilter(SimpleListFilter):
    """A filter that is one field of the form."""

    input_type = "text"

    def has_output(self) -> bool:
        """Always shown."""
        return True

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Free text has none."""
        return ()

    @property
    def typed(self) -> str:
        """What the field shows."""
        return self.value() or ""


class ChoiceFilter(FieldFilter):
    """A filter that is a select."""

    input_type = "select"
    unchosen: str | Promise = _("All")  # what the list shows when nothing is chosen

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be chosen."""
        return list(self.lookup_choices)


class StateFilter(ChoiceFilter):
    """People with an account first: an imported handbook may bring hundreds of authors."""

    title = _("State")
    parameter_name = "state"
    unchosen = _("With an account")

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, Any], ...]:
        """All but the one that is meant when nothing is chosen."""
        return (
            ("active", _("Active")),
            ("deactivated", _("Deactivated")),
            ("imported", _("Imported, not merged")),
            ("all", _("Everybody")),
        )

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
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


class RoleFilter(ChoiceFilter):
    """By role."""

    title = _("Role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The four."""
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """People with that role."""
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class InvitedRoleFilter(RoleFilter):
    """By the role that an invitation brings."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Invitations with that role."""
        return queryset.filter(role=self.value()) if self.value() else queryset


class TeamFilter(ChoiceFilter):
    """By team."""

    title = _("Team")
    parameter_name = "team"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every team."""
        return [(str(pk), name) for pk, name in Team.objects.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Members of that team; nobody is in one that is not there."""
        known = dict(self.lookup_choices)
        if not self.value():
            return queryset
        return queryset.filter(teams=self.value()) if self.value() in known else queryset.none()


class OpenFilter(ChoiceFilter):
    """Invitations that wait for an answer, and the others."""

    title = _("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, Any], ...]:
        """Two kinds."""
        return (("open", _("Open")), ("accepted", _("Accepted")))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Invitations of that kind."""
        match self.value():
            case "open":
                return queryset.open()
            case "accepted":
                return queryset.exclude(accepted_at=None)
        return queryset
