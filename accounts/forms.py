"""Forms of the screens about people."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import Site, User, validate_time_zone
from accounts.zone_select import ZoneSelect


def _name_field(**options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "name"})
    return forms.CharField(label=_("Your name"), max_length=150, widget=widget, **options)


class JoinForm(forms.Form):
    """A name and a password for somebody new. Asked once: a browser can show what was typed, and mail can reset it."""

    name = _name_field()
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters. A few unrelated words are strong and easy to remember."),
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if password := cleaned.get("password"):
            person = User(email=cleaned.get("email") or self.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class SetupForm(JoinForm):
    """The first admin and the wiki's name."""

    wiki_name = forms.CharField(
        label=_("Name of the wiki"),
        max_length=Site._meta.get_field("name").max_length,
        help_text=_("Stands at the top of every page. You can change it later."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("wiki_name", "name", "email", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"wiki_name": settings.WIKI_NAME}, **kwargs)


class ThemeForm(forms.Form):
    """Light, dark, or as the device."""

    theme = forms.ChoiceField(label=_("Colours"), choices=User.Theme.choices, required=False, widget=forms.RadioSelect)


class SettingsForm(ThemeForm):
    """What people set about themselves."""

    name = _name_field()
    time_zone = forms.CharField(
        label=_("Time zone"), required=False, widget=ZoneSelect, validators=[validate_time_zone]
    )
    field_order = ("name", "time_zone", "theme")
