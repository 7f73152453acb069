"""Spaces and their members in the Django admin. Registered by `wiki.admin`, which knows of front pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import VerbAdmin
from accounts.admin.filters import ChoiceFilter
from wiki.spaces.actions import remove_membership, save_membership
from wiki.spaces.models import Membership, Space


class VisibilityFilter(ChoiceFilter):
    """By who may read it."""

    title = _("Who may read it")
    parameter_name = "visibility"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The three kinds of spaces."""
        return Space.Visibility.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Spaces of that kind."""
        return queryset.filter(visibility=self.value()) if self.value() else queryset


# The browser's own calendar, as everywhere in the wiki; Django's brings a second one.
_DATES = {models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}}


class MembersInline(admin.TabularInline):
    """Who is a member: roles are changed here, memberships taken away. Named in text: a picker costs a query a line."""

    model = Membership
    extra = 0
    fields = ("level", "until")
    formfield_overrides = _DATES
    template = "admin/wiki/space/members.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """With the names."""
        return super().get_queryset(request).select_related("user", "team").order_by("team__name", "user__name")

    def has_add_permission(self, request: HttpRequest, obj: Space | None = None) -> bool:
        """See the next inline."""
        return False


class NewMembersFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """Nobody twice: neither a member who is there already, nor two new lines of one."""
        super().clean()
        there = set(Membership.objects.filter(space=self.instance.pk).values_list("user", "team"))
        for form in self.forms:
            filled = getattr(form, "cleaned_data", None) or {}
            member = tuple(one and one.pk for one in (filled.get("user"), filled.get("team")))
            if member in there:
                form.add_error(None, _("This one is a member already."))
            elif any(member):
                there.add(member)


class NewMembersInline(admin.TabularInline):
    """Empty lines to add members in."""

    model = Membership
    formset = NewMembersFormSet
    extra = 1
    autocomplete_fields = ("user", "team")
    formfield_overrides = _DATES
    can_delete = False
    verbose_name = _("member")
    verbose_name_plural = _("New members: a person or a team a line")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """No line that is there already."""
        return super().get_queryset(request).none()


class SpaceAdmin(VerbAdmin):
    """Lists, makes and changes spaces. None is deleted: their pages have a history."""

    # Verbs of the pages, which the subclass knows: to make a space, to change one, and what its readers call for.
    make_space: ClassVar[Callable[..., Any]]  # keyword arguments `by` and `space`
    change_space: ClassVar[Callable[..., Any]]  # the same
    show_anew_across: ClassVar[Callable[[Space], Any]]

    list_display = ("name", "address", "visibility", "members", "position")
    when_empty = _("No space yet. A space is a shelf of pages with its own members.")
    list_filter = (VisibilityFilter,)
    search_fields = ("name", "slug")
    search_help_text = _("Name or address")
    fields = ("name", "slug", "description", "visibility", "position")
    prepopulated_fields: ClassVar = {"slug": ("name",)}
    radio_fields: ClassVar = {"visibility": admin.VERTICAL}
    inlines = (MembersInline, NewMembersInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Space]:
        """With the number of members."""
        return super().get_queryset(request).annotate(member_count=Count("memberships"))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Space | None = None) -> dict[str, tuple[str, ...]]:
        """The address follows the name only while the space is new."""
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request: HttpRequest, obj: Space | None = None) -> tuple[str, ...]:
        """Printed and bookmarked addresses begin with it, so it does not change."""
        return ("slug",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Space | None = None) -> bool:
        """Never."""
        return False

    def save_model(self, request: HttpRequest, obj: Space, form: Any, change: bool) -> None:
        """A new space gets its front page with it."""
        if not change:
            type(self).make_space(by=request.user, space=obj)
        elif form.changed_data:
            type(self).change_space(by=request.user, space=obj)

    def response_add(self, request: HttpRequest, obj: Space, post_url_continue: str | None = None) -> HttpResponse:
        """On to the new space, where its pages are written, unless more is to be done here."""
        response = super().response_add(request, obj, post_url_continue)
        return response if {"_continue", "_addanother"} & request.POST.keys() else redirect(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Gives, changes and takes memberships."""
        for formset in formsets:
            for membership in formset.save(commit=False):
                save_membership(membership, by=request.user)
            for membership in formset.deleted_objects:
                remove_membership(membership, by=request.user)
        if any(formset.has_changed() for formset in formsets):
            type(self).show_anew_across(form.instance)

    @admin.display(description=_("address"), ordering="slug")
    def address(self, space: Space) -> str:
        """As in the browser."""
        return f"/{space.slug}/"

    @admin.display(description=_("members"), ordering="member_count")
    def members(self, space: Space) -> int:
        """People and teams."""
        return space.member_count
