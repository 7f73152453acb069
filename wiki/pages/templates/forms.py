"""Forms of templates: what an author asks for, and what a writer answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.models import ModelChoiceField
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from wiki.pages.places import PlaceField
from wiki.pages.templates import fields as limits
from wiki.pages.templates.fields import Field, Kind
from wiki.pages.templates.filling import Answer
from wiki.spaces.models import Space
from wiki.spaces.readers import readers_of

SPARE = 3  # empty rows below the fields that are there
LONGEST_ANSWER = 5_000


class FieldForm(forms.Form):
    """One field as its author defines it; an empty name means none."""

    name = forms.CharField(label=_("Name"), max_length=limits.NAME_LENGTH, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.TEXT)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line; only for a choice."),
    )
    help = forms.CharField(label=_("Help for the writer"), max_length=limits.HELP_LENGTH, required=False)
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)

    def clean_choices(self) -> tuple[str, ...]:
        """The choices, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines())
        shown = tuple(dict.fromkeys(line for line in lines if line))
        if len(shown) > limits.MOST_CHOICES or any(len(line) > limits.CHOICE_LENGTH for line in shown):
            raise forms.ValidationError(
                _("At most %(count)d choices of at most %(length)d characters each."),
                params={"count": limits.MOST_CHOICES, "length": limits.CHOICE_LENGTH},
            )
        return shown

    def clean_name(self) -> str:
        """On one line; a name is found in the text between braces."""
        name = " ".join(self.cleaned_data["name"].split())
        if set(name) & set("{}"):
            raise forms.ValidationError(_("A name has no braces."))
        return name

    def clean(self) -> None:
        """A choice has something to choose from; a row with anything in it has a name."""
        said = self.cleaned_data
        if said.get("name") and said.get("kind") == Kind.CHOICE and not said.get("choices", True):
            self.add_error("choices", _("Write the choices, one a line."))
        if said.get("name") == "" and (said.get("choices") or said.get("help") or said.get("is_required")):
            self.add_error("name", _("Give the field a name."))


class FieldFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        """No name twice."""
        seen = set()
        for form in self.forms:
            field = self._field(form) if form.is_valid() else None
            if field and field.key in seen:
                form.add_error("name", _("There is a field of this name already."))
            seen.add(field.key if field else "")

    @property
    def chosen(self) -> list[Field]:
        """The fields in their order."""
        found = [(form.cleaned_data.get("ORDER"), place, self._field(form)) for place, form in enumerate(self.forms)]
        numbered = [(number if number is not None else place + 1, place, field) for number, place, field in found]
        return [field for _number, _place, field in sorted(numbered, key=lambda row: row[:2]) if field]

    def _field(self, form: forms.Form) -> Field | None:
        said = form.cleaned_data
        if not said.get("name") or said.get("DELETE"):
            return None
        choices = said["choices"] if said["kind"] == Kind.CHOICE else ()
        return Field(said["name"], said["kind"], choices, said["is_required"], said["help"])


_FieldForms = forms.formset_factory(
    FieldForm,
    formset=FieldFormSet,
    extra=SPARE,
    can_delete=True,
    can_order=True,
    max_num=limits.MOST_FIELDS,
    absolute_max=limits.MOST_FIELDS + SPARE,
    validate_max=True,
)


def field_forms(fields: Sequence[Field] = (), said: Any = None) -> FieldFormSet:
    """A row for each field of a template, and some empty ones; or what was said to them."""
    initial = [
        {
            "name": field.name,
            "kind": field.kind,
            "choices": "\n".join(field.choices),
            "help": field.help,
            "is_required": field.is_required,
        }
        for field in fields
    ]
    return _FieldForms(said, initial=initial, prefix="fields")


class MakingForm(forms.Form):
    """The template's title and place."""

    title = forms.CharField(label=_("Title of the template"), max_length=250)
    parent = PlaceField()


class PersonField(ModelChoiceField):
    """One of those who may read the space; the value is the name."""

    def label_from_instance(self, person: User) -> str:
        """The name as everywhere."""
        return person.get_full_name()


class FillingForm(forms.Form):
    """A template's fields, to be filled in for a new page of `space`."""

    title = forms.CharField(label=_("Title of the new page"), max_length=250)

    def __init__(self, template_fields: Sequence[Field], space: Space, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = list(template_fields)
        for number, field in enumerate(self._asked):
            self.fields[f"field-{number}"] = _form_field(field, space)

    @property
    def answers(self) -> list[Answer]:
        """What was said to each field, as people write it."""
        said = self.cleaned_data
        return [Answer(field, _in_words(said[f"field-{number}"])) for number, field in enumerate(self._asked)]


def _form_field(field: Field, space: Space) -> forms.Field:
    common = {"label": field.name, "required": field.is_required, "help_text": field.help}
    match field.kind:
        case Kind.LONG_TEXT:
            return forms.CharField(max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case Kind.CHOICE:
            choices = [("", _("Choose …")), *((choice, choice) for choice in field.choices)]
            return forms.ChoiceField(choices=choices, **common)
        case Kind.DATE:
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
        case Kind.PERSON:
            people = readers_of(space).order_by("name", "email")
            return PersonField(people, empty_label=_("Choose …"), **common)
    return forms.CharField(max_length=LONGEST_ANSWER, **common)


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value)
    return value.get_full_name() if isinstance(value, User) else str(value or "")
