"""Inviting people."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import invitations
from accounts.admin.base import VerbAdmin, moment_html
from accounts.admin.filters import InvitedRoleFilter, OpenFilter
from accounts.errors import Refused
from accounts.mail import send_invitation
from accounts.models import Invitation, Team
from accounts.roles import Role
from accounts.tokens import link

MOST_AT_ONCE = 50


class InviteForm(forms.Form):
    """Several addresses, one role, any teams."""

    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("One or more, with commas, spaces or new lines between them."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.READER)
    teams = forms.ModelMultipleChoiceField(
        Team.objects.all(),
        label=gettext_lazy("Teams"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_emails(self) -> list[str]:
        """Each address once, in the order given."""
        found = list(dict.fromkeys(self.cleaned_data["emails"].replace(",", " ").replace(";", " ").lower().split()))
        if len(found) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most %(most)d at once.") % {"most": MOST_AT_ONCE})
        for email in found:
            try:
                validate_email(email)
            except forms.ValidationError:
                raise forms.ValidationError(_("“%(email)s” is not an e-mail address.") % {"email": email}) from None
        return found


@admin.register(Invitation)
class InvitationAdmin(VerbAdmin):
    list_display = ("email", "role", "state", "invited_by", "sent", "valid_until")
    list_filter = (OpenFilter, InvitedRoleFilter)
    list_select_related = ("invited_by", "accepted_by", "revoked_by")
    search_fields = ("email",)
    search_help_text = gettext_lazy("E-mail address")
    when_empty = gettext_lazy("Nobody is invited yet. “Invite people” makes a link for each.")
    fields = readonly_fields = ("email", "role", "team_names", "state", "invited_by", "sent", "valid_until")

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """An invitation is sent again or revoked, not rewritten."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Never: it tells who let whom in."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Sending again and revoking, beside Django's own pages."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/sending/", view(self.sending), name="invitation_sending"),
            path("<int:pk>/revocation/", view(self.revocation), name="invitation_revocation"),
        ]
        return own + super().get_urls()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The form for several addresses, and then the links."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InviteForm(request.POST or None)
        if form.is_valid():
            chosen = form.cleaned_data
            return self._show(request, [_invite(request, email, chosen) for email in chosen["emails"]])
        words = self.admin_site.each_context(request) | {"title": _("Invite people"), "form": form, "opts": self.opts}
        return render(request, "admin/accounts/invitation/invite.html", words)

    def sending(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Makes a new link, mails and shows it."""
        invitation = get_object_or_404(Invitation.objects.select_related("invited_by"), pk=pk)
        if request.method != "POST":
            return redirect("admin:accounts_invitation_change", pk)
        try:
            token = invitations.resend(by=request.user, invitation=invitation)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("admin:accounts_invitation_change", pk)
        return self._show(request, [_sent(invitation, token)])

    def revocation(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ends an invitation that nobody has used."""
        invitation = get_object_or_404(Invitation, pk=pk)
        if request.method == "POST":
            try:
                invitations.revoke(by=request.user, invitation=invitation)
                messages.success(request, _("The invitation of %(email)s is revoked.") % {"email": invitation})
            except Refused as refused:
                messages.error(request, refused.message)
        return redirect("admin:accounts_invitation_change", pk)

    def _show(self, request: HttpRequest, results: list[dict[str, Any]]) -> HttpResponse:
        """The links, now and never again: the database has only their hashes. Hence no redirect."""
        words = self.admin_site.each_context(request) | {
            "title": _("Invitations"),
            "results": results,
            "opts": self.opts,
        }
        return render(request, "admin/accounts/invitation/sent.html", words)

    @admin.display(description=gettext_lazy("sent"), ordering="sent_at")
    def sent(self, invitation: Invitation) -> SafeString:
        """When, last."""
        return moment_html(invitation.sent_at)

    @admin.display(description=gettext_lazy("valid until"), ordering="expires_at")
    def valid_until(self, invitation: Invitation) -> datetime.date:
        """The day on which its link ends."""
        return timezone.localdate(invitation.expires_at)

    @admin.display(description=gettext_lazy("teams"))
    def team_names(self, invitation: Invitation) -> str:
        """The teams that they come into."""
        return ", ".join(team.name for team in invitation.teams.all()) or "–"

    @admin.display(description=gettext_lazy("state"))
    def state(self, invitation: Invitation) -> str:
        """What became of it."""
        if invitation.accepted_at:
            return _("Accepted by %(name)s") % {"name": invitation.accepted_by}
        if invitation.revoked_at:
            return _("Revoked by %(name)s") % {"name": invitation.revoked_by}
        return _("Open") if invitation.is_open else _("Expired")


def _invite(request: HttpRequest, email: str, chosen: dict[str, Any]) -> dict[str, Any]:
    try:
        invitation, token = invitations.invite(by=request.user, email=email, role=chosen["role"], teams=chosen["teams"])
    except Refused as refused:
        return {"email": email, "refusal": refused.message}
    return _sent(invitation, token)


def _sent(invitation: Invitation, token: str) -> dict[str, Any]:
    address = link("account_invitation", token)
    return {"email": invitation.email, "link": address, "is_sent": send_invitation(invitation, address)}
