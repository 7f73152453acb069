"""The wiki's name."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import site
from accounts.admin.base import VerbAdmin
from accounts.models import Site


@admin.register(Site)
class SiteAdmin(VerbAdmin):
    fields = ("name",)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one row, so the list is the form."""
        Site.objects.get_or_create(pk=Site.ONLY, defaults={"name": site.wiki_name()})
        return redirect("admin:accounts_site_change", Site.ONLY)

    def save_model(self, request: HttpRequest, obj: Site, form: Any, change: bool) -> None:
        """Renames the wiki."""
        site.rename_wiki(by=request.user, name=obj.name)
