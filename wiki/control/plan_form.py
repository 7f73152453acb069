"""The form about an edition that is approved and not in force yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wiki.control.forms import MOMENT


class PlanForm(forms.Form):
    """From when on an approved edition shall be valid after all."""

    begins = forms.ChoiceField(
        label=_("Takes effect"),
        choices=[("moment", _("At another moment")), ("now", _("At once")), ("never", _("Not at all: call it off"))],
        widget=forms.RadioSelect,
        initial="moment",
    )
    effective_at = forms.DateTimeField(label=_("At which moment"), required=False, widget=MOMENT)
    reason = forms.CharField(label=_("Why?"), max_length=500, help_text=_("It is kept with the edition."))

    def clean(self) -> dict[str, Any]:
        """The moment that the choice needs."""
        said = super().clean()
        if said.get("begins") != "moment":
            said["effective_at"] = None
        elif not said.get("effective_at") and "effective_at" not in self.errors:
            self.add_error("effective_at", _("Fill this in, or choose another way."))
        return said
