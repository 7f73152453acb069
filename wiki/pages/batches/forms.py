"""Forms for many pages: which they are, and what is to become of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wiki.pages.access import key_from
from wiki.pages.batches.models import Batch
from wiki.pages.batches.planning import MOST
from wiki.pages.forms import REASON_LENGTH
from wiki.pages.places import PlaceField
from wiki.pages.titles import split_tags

ACTS = (Batch.Act.MOVE, Batch.Act.TAG, Batch.Act.TRASH)


def keys_in(values: list[str]) -> list[int]:
    """The keys that boxes, or one field with commas between them, stand for; what is none is left out."""
    found = (key_from(part) for value in values for part in value.split(",")[: 2 * MOST])
    return list(dict.fromkeys(key for key in found if key))


def act_in(said: Any) -> str:
    """What is to be done; "" for nothing of ours."""
    act = said.get("act", "")
    return act if act in ACTS else ""


class _Reason(forms.Form):
    """Why, once for all pages."""

    reason = forms.CharField(label=_("Why?"), max_length=REASON_LENGTH)


class MovePagesForm(_Reason):
    """Where the pages go."""

    parent = PlaceField()
    field_order = ("parent", "reason")


class TagPagesForm(_Reason):
    """The tags that the pages get and lose."""

    add = forms.CharField(label=_("Add these tags"), max_length=1000, required=False)
    remove = forms.CharField(label=_("Take these tags away"), max_length=1000, required=False)
    field_order = ("add", "remove", "reason")

    def clean_add(self) -> list[str]:
        """The tags, as they are kept."""
        return split_tags(self.cleaned_data["add"])

    def clean_remove(self) -> list[str]:
        """The tags, as they are kept."""
        return split_tags(self.cleaned_data["remove"])

    def clean(self) -> None:
        """One of the two."""
        said = self.cleaned_data
        if not (said.get("add") or said.get("remove")) and not self.errors:
            self.add_error("add", _("Write the tags, with commas between them."))


class TrashPagesForm(_Reason):
    """Why the pages go."""


FORMS = {Batch.Act.MOVE: MovePagesForm, Batch.Act.TAG: TagPagesForm, Batch.Act.TRASH: TrashPagesForm}
