"""What allauth asks the product: who may make an account, where people land, how its mails and refusals are worded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.site import wiki_name


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The address or the password is wrong."),
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, or set a new password."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("This is not your current password."),
        "invalid_password_reset": _("This link was used before, or is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from an invitation or the set-up link."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this very host; allauth's own rule takes every allowed host on any port."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def format_email_subject(self, subject: str) -> str:
        """Mails begin with the wiki's name."""
        return f"[{wiki_name()}] {subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """From LOOSELEAF_BASE_URL, so that a forged Host header does not reach a mail."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the change began."""
        return reverse("account_settings")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts wrong passwords per Host header and address; a guesser would only have to vary the port.
        return str(credentials.get("email", "")).lower()
