"""Forms of the history."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RestorationForm(forms.Form):
    """Why an old revision comes back, and which latest revision the person saw when deciding so."""

    reason = forms.CharField(
        label=_("Why do you restore it?"),
        max_length=500,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
