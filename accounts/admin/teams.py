"""Teams and who is in them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.actions import teams
from accounts.admin.base import VerbAdmin
from accounts.models import Team


@admin.register(Team)
class TeamAdmin(VerbAdmin):
    list_display = ("name", "size")
    search_fields = ("name",)
    search_help_text = _("Name")
    when_empty = _("No team yet. A team gives rights in spaces to many people at once.")
    fields = ("name", "members")
    autocomplete_fields = ("members",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        """With the number of members."""
        return super().get_queryset(request).annotate(size=Count("members"))

    @admin.display(description=_("members"), ordering="size")
    def size(self, team: Team) -> int:
        """How many people are in it."""
        return team.size

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        """Saves name and members together."""
        teams.save_team(obj, by=request.user, members=form.cleaned_data["members"])

    def delete_model(self, request: HttpRequest, obj: Team) -> None:
        """Removes the team; the people stay."""
        teams.delete_team(obj, by=request.user)
