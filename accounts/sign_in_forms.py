"""allauth's forms, worded as ours: a label says what a field is, so that no placeholder need repeat it."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password, again"),
}


class Worded:
    """Replaces labels and drops placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Worded, forms.LoginForm):
    """E-mail address and password."""


class ForgottenPasswordForm(Worded, forms.ResetPasswordForm):
    """The address that gets the link."""


class NewPasswordForm(Worded, forms.ResetPasswordKeyForm):
    """A new password, by a link."""


class ChangedPasswordForm(Worded, forms.ChangePasswordForm):
    """A new password, by the present one."""
