"""Forms of training: the shape and the wording of input."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from accounts.roles import Role
from wiki.pages.models import Page
from wiki.training.models import Assignment
from wiki.training.terms import Audience, Terms

LONGEST_REASON = 500
MOST_NAMES = 5  # that are proposed in place of one that nobody has
MOST_PAGES = 200
PERSON = "person"
_REPEATS = [("", _("Once")), *((str(n), _("Every %d months") % n) for n in (3, 6, 12, 24, 36))]
_DAY = forms.DateInput(attrs={"type": "date"})


def find_person(written: str) -> User:
    """The active person whom somebody means by a name or an e-mail address; ValidationError where that is nobody, or
    more than one."""
    people = User.objects.active().real()
    found = list(people.filter(email__iexact=written)[:1]) or list(people.filter(name__iexact=written)[:2])
    if not found:
        near = people.filter(name__icontains=written).order_by("name").values_list("name", flat=True)[:MOST_NAMES]
        # Nobody is chosen by a part of their name: the proof would be of the wrong person.
        if names := ", ".join(near):
            raise forms.ValidationError(
                _("Nobody has exactly that name or address. It is a part of: %(names)s") % {"names": names}
            )
        raise forms.ValidationError(_("Nobody has that name or address."))
    if len(found) > 1:
        raise forms.ValidationError(_("Several people have that name. Write the e-mail address."))
    return found[0]


class PersonField(forms.CharField):
    """A name or an e-mail address; gives the person."""

    def clean(self, value: Any) -> User | None:
        """None for an empty field that may be empty."""
        written = super().clean(value)
        return find_person(written) if written else None


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Why?"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))


class ExemptionForm(ReasonForm):
    """Who need not know the page, and why."""

    person = PersonField(label=_("Person"), max_length=254, help_text=_("Name or e-mail address."))
    field_order = ("person", "reason")


class AssignmentForm(forms.Form):
    """Who is asked to know something, by when, how often and how."""

    WITH_BELOW = "below"

    target = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect)
    audience = forms.ChoiceField(label=_("For whom"))
    person = PersonField(
        label=_("Which person"),
        max_length=254,
        required=False,
        help_text=_("Name or e-mail address, where it is for one person."),
    )
    due_on = forms.DateField(
        label=_("By this day"), required=False, widget=_DAY, help_text=_("For those whom it concerns by then.")
    )
    due_days = forms.IntegerField(
        label=_("Otherwise within how many days"),
        min_value=0,
        max_value=365,
        initial=14,
        help_text=_("For those who join later, and after each new edition."),
    )
    repeat_months = forms.TypedChoiceField(
        label=_("How often"), choices=_REPEATS, coerce=int, empty_value=None, required=False
    )
    is_practical = forms.BooleanField(label=_("A trainer also signs that they can do it"), required=False)
    check_weeks = forms.IntegerField(
        label=_("Weeks until the supervisor looks whether it shows in the work"),
        min_value=1,
        max_value=104,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, targets: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = targets
        if len(targets) == 1:
            self.fields["target"].required = False
            self.fields["target"].widget = forms.HiddenInput()
            self.fields["target"].initial = targets[0][0]
        teams = [(f"team:{pk}", name) for pk, name in Team.objects.values_list("pk", "name")]
        roles = [(f"role:{value}", label) for value, label in Role.choices]
        self.fields["audience"].choices = [
            (f"role:{Assignment.EVERYONE}", _("Everyone who may read it")),
            (PERSON, _("One person")),
            *([(_("Teams"), teams)] if teams else []),
            (_("Roles"), roles),
        ]

    def clean(self) -> dict[str, Any]:
        """The person is asked for where one is meant."""
        said = super().clean()
        if said.get("audience") == PERSON and not said.get("person") and "person" not in self.errors:
            self.add_error("person", _("Say who."))
        return said

    @property
    def chosen_audience(self) -> Audience:
        """Whom the form means."""
        kind, _colon, value = self.cleaned_data["audience"].partition(":")
        if kind == PERSON:
            return Audience(person=self.cleaned_data["person"])
        return Audience(team=Team.objects.get(pk=value)) if kind == "team" else Audience(role=value)

    @property
    def terms(self) -> Terms:
        """By when, how often and how."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__slots__})


class AsOfForm(forms.Form):
    """A day in the past."""

    as_of = forms.DateField(label=_("As of"), required=False, widget=_DAY)


_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "off"})


class SignOffForm(forms.Form):
    """Who has shown that they can do it; both give their passwords on one screen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)
    person = PersonField(label=_("Who has shown it"), max_length=254, help_text=_("Name or e-mail address."))
    remark = forms.CharField(
        label=_("What was done"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    person_password = forms.CharField(label=_("Their password"), max_length=200, strip=False, widget=_PASSWORD)
    trainer_password = forms.CharField(label=_("Your password"), max_length=200, strip=False, widget=_PASSWORD)


class EffectForm(forms.Form):
    """Whether a training shows in the work."""

    is_effective = forms.TypedChoiceField(
        label=_("Does it show in the work?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("What you saw"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )


class PathForm(forms.Form):
    """A learning path, with its pages one a line."""

    name = forms.CharField(label=_("Name"), max_length=150)
    description = forms.CharField(
        label=_("What it is for"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    pages = forms.CharField(
        label=_("Pages, in order"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line: its title, or its address such as /handbook/cleaning/."),
    )

    def __init__(self, *args: Any, find: Callable[[str], Page | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find = find

    def clean_pages(self) -> list[Page]:
        """The pages that the lines name; those that name none are told."""
        lines = list(filter(None, map(str.strip, self.cleaned_data["pages"].splitlines())))
        found = [(line, self.find(line)) for line in lines[:MOST_PAGES]]
        missing = [line for line, page in found if page is None]
        if missing:
            raise forms.ValidationError(
                _("There is no such page, or several: %(lines)s") % {"lines": ", ".join(missing)}
            )
        return [page for _line, page in found if page]
