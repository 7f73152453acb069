"""The check of the record for admins: asking for one, its result, and the head of the chain to take away."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.admin.base import VerbAdmin, moment_html
from wiki.audit.heads import head
from wiki.display.tags import icon_html
from wiki.integrity.actions import ask_for_check
from wiki.integrity.advice import advice_on
from wiki.integrity.models import ChainCheck
from wiki.integrity.tasks import start


@admin.register(ChainCheck)
class ChainCheckAdmin(VerbAdmin):
    list_display = ("when", "result", "link_number", "row_number", "who")
    list_display_links = ("when",)
    actions = None
    when_empty = gettext_lazy("Nobody has asked for a check yet.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Checks are asked for, not entered."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The button's, beside Django's own pages."""
        ask = path("new/", self.admin_site.admin_view(self.ask), name="wiki_chaincheck_new")
        return [ask, *super().get_urls()]

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Has the worker check the record; PermissionDenied for anyone but admins."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        check, is_new = ask_for_check(by=request.user)
        if is_new:
            start(check)
        else:
            messages.info(request, _("A check is running already."))
        return redirect("admin:wiki_chaincheck_changelist")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the last result and the head of the chain above the list."""
        latest = self.get_queryset(request).select_related("by").first()
        shown = {"title": _("Chain check"), "head": head(), **self.told(latest)}
        return super().changelist_view(request, shown | (extra_context or {}))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One check, with what it found."""
        words = self.told(self.get_object(request, object_id))
        return super().change_view(request, object_id, form_url, (extra_context or {}) | words)

    def told(self, check: ChainCheck | None) -> dict[str, Any]:
        """A check, its result, and what to do about what it found; nothing for none."""
        return {"check": check, "result": self.result(check), "advice": advice_on(check)} if check else {}

    @admin.display(description=gettext_lazy("asked for"), ordering="asked_at")
    def when(self, check: ChainCheck) -> SafeString:
        """When it was asked for."""
        return moment_html(check.asked_at)

    @admin.display(description=gettext_lazy("asked for by"))
    def who(self, check: ChainCheck) -> str:
        """The person."""
        return str(check.by or "–")

    @admin.display(description=gettext_lazy("result"))
    def result(self, check: ChainCheck) -> SafeString:
        """In a word, with a picture beside it."""
        name, icon, words = _result(check)
        return format_html('<span class="state state-{}">{} {}</span>', name, icon_html(icon), words)

    @admin.display(description=gettext_lazy("links of the chain"))
    def link_number(self, check: ChainCheck) -> str:
        """How long the chain was."""
        return f"{check.links:,}"

    @admin.display(description=gettext_lazy("rows looked at"))
    def row_number(self, check: ChainCheck) -> str:
        """Of all checks together."""
        return f"{check.rows:,}"


def _result(check: ChainCheck) -> tuple[str, str, str]:
    if not check.finished_at:
        return "waiting", "clock", _("Running")
    if not check.finding_count:
        return "done", "circle-check", _("Nothing was changed")
    count = ngettext("%d finding", "%d findings", check.finding_count) % check.finding_count
    return "failed", "octagon-alert", count
