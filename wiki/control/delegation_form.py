"""The form that names who decides in one's place."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from wiki.control.models import Delegation
from wiki.spaces.access import spaces_to_edit
from wiki.spaces.readers import editors_of


class DelegationForm(forms.ModelForm):
    """Who decides in one's place, from when until when."""

    class Meta:
        model = Delegation
        fields = ("to", "since", "until")
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *given: Any, person: User, **named: Any) -> None:
        super().__init__(*given, **named)
        # Only who may see what is not approved can decide on it.
        editors = [editors_of(space).values("pk") for space in spaces_to_edit(person)]
        able = reduce(or_, (Q(pk__in=keys) for keys in editors), Q(pk__in=()))
        self.fields["to"].queryset = User.objects.filter(able).exclude(pk=person.pk).order_by("name", "email")
        self.fields["to"].empty_label = _("Choose somebody")

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        said = super().clean()
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("This is before the first day."))
        return said
