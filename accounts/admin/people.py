"""People: their name, address and role. Nobody is deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from accounts.admin import acts
from accounts.admin.base import VerbAdmin, moment_html
from accounts.admin.filters import RoleFilter, StateFilter, TeamFilter
from accounts.models import User
from accounts.roles import Role


class PersonForm(forms.ModelForm):
    """Name, address, and the role as one choice."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        help_text=_(
            "Readers read. Editors also write. Trainers also restore old revisions. "
            "Admins also manage people, spaces and the wiki itself."
        ),
    )

    class Meta:
        model = User
        fields = ("name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" not in self.fields:
            return
        self.fields["role"].initial = self.instance.role or Role.READER
        if self.instance.pk == self.by.pk:
            self.fields["role"].disabled = True
            self.fields["role"].help_text = _("Your own role. Another admin can change it.")


@admin.register(User)
class PersonAdmin(VerbAdmin):
    form = PersonForm
    list_display = ("full_name", "email", "role", "state", "signed_in")
    list_display_links = ("full_name",)
    list_filter = (StateFilter, RoleFilter, TeamFilter)
    search_fields = ("name", "email")
    search_help_text = _("Name or e-mail address")
    actions = ("deactivate", "merge")
    readonly_fields = ("state", "team_names", "joined", "signed_in")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With what the list shows, in a constant number of queries."""
        return super().get_queryset(request).with_role().select_related("merged_into").prefetch_related("teams")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        """Pickers of people (of a team, a space, a merge) offer those who can sign in."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.real().active()
        return super().get_search_results(request, queryset, term)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """No filter may guess a password's hash letter by letter (Django's own UserAdmin has the same rule)."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Imported authors have no role: they can't sign in."""
        if obj and obj.is_imported:
            return ("name", "email", "state", "joined")
        return ("name", "email", "role", "state", "team_names", "joined", "signed_in")

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        """The form learns who fills it in: one's own role can't be changed."""
        built = super().get_form(request, obj, **kwargs)
        return type(built.__name__, (built,), {"by": request.user})

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Name, address and role, each through its verb."""
        people.change_person(by=request.user, person=obj, name=obj.name, email=obj.email)
        if role := form.cleaned_data.get("role"):
            people.give_role(by=request.user, person=obj, role=role)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts come from invitations, so that nobody knows another person's password."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never: history names its authors. Deactivate instead."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The acts on people beside Django's own pages."""
        pages = (
            ("deactivation/", acts.deactivation, "deactivation"),
            ("reactivation/", acts.reactivation, "reactivation"),
            ("sessions-end/", acts.sessions_end, "sessions_end"),
            ("merging/", acts.merging, "merging"),
            ("separation/", acts.separation, "separation"),
            ("reset-link/", acts.reset_link, "reset_link"),
        )
        own = [path(route, self.admin_site.admin_view(view), name=f"person_{name}") for route, view, name in pages]
        return own + super().get_urls()

    @admin.action(description=_("Deactivate: end their access, keep their history"))
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse:
        """Asks first."""
        return redirect(acts.address("deactivation", queryset))

    @admin.action(description=_("Merge imported people with a real person"))
    def merge(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse:
        """Asks with whom."""
        return redirect(acts.address("merging", queryset))

    @admin.display(description=_("name"), ordering="name")
    def full_name(self, person: User) -> str:
        """The name, or the address."""
        return person.get_full_name()

    @admin.display(description=_("role"))
    def role(self, person: User) -> str:
        """The role, in the reader's language."""
        return Role(person.role).label if person.role and not person.is_imported else "–"

    @admin.display(description=_("joined"))
    def joined(self, person: User) -> SafeString:
        """When their account was made, or they were imported."""
        return moment_html(person.joined_at)

    @admin.display(description=_("signed in last"), ordering="last_login")
    def signed_in(self, person: User) -> SafeString:
        """When, in the zone of the person who looks."""
        return moment_html(person.last_login)

    @admin.display(description=_("state"))
    def state(self, person: User) -> str:
        """Whether they can sign in, and if not, why."""
        if person.merged_into:
            return _("Imported, is %(name)s") % {"name": person.merged_into}
        if person.is_imported:
            return _("Imported, not merged yet")
        return _("Active") if person.is_active else _("Deactivated")

    @admin.display(description=_("teams"))
    def team_names(self, person: User) -> SafeString | str:
        """Teams by name; each leads to its page, where its people are changed."""
        links = [(reverse("admin:accounts_team_change", args=[team.pk]), team.name) for team in person.teams.all()]
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"
