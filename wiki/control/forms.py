"""Forms of document control."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from wiki.control.models import Document, Policy, ReviewRequest, Step
from wiki.control.wishes import Asked, Wish
from wiki.pages.models import Page
from wiki.spaces.models import Level, Space
from wiki.spaces.readers import editors_of, reached_by

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _people(label: Promise, help_text: Promise | str = "") -> forms.ModelMultipleChoiceField:
    """Any number of people, none needed; a form says which may be chosen."""
    return forms.ModelMultipleChoiceField(
        User.objects.none(), label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


def _teams(label: Promise) -> forms.ModelMultipleChoiceField:
    """Any number of teams, none needed."""
    return forms.ModelMultipleChoiceField(
        Team.objects.order_by("name"), label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


def _how_many(label: Promise, initial: str) -> forms.ChoiceField:
    """Whether one of those who are asked is enough, or so many are needed."""
    choices = [("1", _("One is enough")), ("2", _("Two")), ("3", _("Three")), ("0", _("All of them"))]
    return forms.ChoiceField(label=label, choices=choices, initial=initial)


class PasswordForm(forms.Form):
    """What a signature needs; the field is there only where it is asked for."""

    password = forms.CharField(
        label=_("Your password, to sign"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *given: Any, needs_password: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if not needs_password:
            del self.fields["password"]


class SubmissionForm(forms.Form):
    """What is to be approved, by whom, and from when on it shall be valid."""

    summary = forms.CharField(
        label=_("What changed and why?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Approvers see it now, readers with the new edition."),
    )
    size = forms.ChoiceField(
        label=_("How much does it change?"),
        choices=[
            ("major", _("It changes what people do: they read it again")),
            ("minor", _("Spelling and the like: nobody has to read it again")),
        ],
        widget=forms.RadioSelect,
        initial="major",
    )
    reviewers = _people(_("Reviewers first"), _("Nobody chosen: it goes to the approvers at once."))
    reviewing_teams = _teams(_("Reviewing teams"))
    reviews = _how_many(_("How many of the reviewers?"), initial="0")
    approvers = _people(_("Approvers"), _("Nobody chosen: any trainer here."))
    teams = _teams(_("Approving teams"))
    needed = _how_many(_("How many of the approvers?"), initial="1")
    together = forms.BooleanField(label=_("Ask reviewers and approvers at the same time"), required=False)
    begins = forms.ChoiceField(
        label=_("Takes effect"),
        choices=[
            ("now", _("As soon as it is approved")),
            ("moment", _("At a moment")),
            ("percent", _("When enough of those who must read it have")),
        ],
        widget=forms.RadioSelect,
        initial="now",
    )
    effective_at = forms.DateTimeField(label=_("At which moment"), required=False, widget=MOMENT)
    effective_percent = forms.IntegerField(
        label=_("How many per cent of them"), required=False, min_value=1, max_value=100
    )
    falls_back_at = forms.DateTimeField(
        label=_("Only until"),
        required=False,
        widget=MOMENT,
        help_text=_("For a temporary edition: then the one before it is valid again."),
    )
    kind = forms.ChoiceField(
        label=_("Release"),
        choices=ReviewRequest.Kind.choices,
        widget=forms.RadioSelect,
        initial=ReviewRequest.Kind.NORMAL,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, space: Space, level: Level, has_edition: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        people = editors_of(space).order_by("name", "email")
        self.fields["reviewers"].queryset = self.fields["approvers"].queryset = people
        if level < Level.TRAINER:
            del self.fields["kind"]
        if not has_edition:
            del self.fields["falls_back_at"], self.fields["size"]

    def clean(self) -> dict[str, Any]:
        """The moment or the per cent that the choice needs."""
        said = super().clean()
        begins = said.get("begins")
        for choice, name in (("moment", "effective_at"), ("percent", "effective_percent")):
            if begins != choice:
                said[name] = None
            elif not said.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in, or choose another way."))
        if said.get("effective_at") and said["effective_at"] <= timezone.now():
            self.add_error(
                "effective_at", _("This moment is over. Choose a later one, or “as soon as it is approved”.")
            )
        return said

    @property
    def wish(self) -> Wish:
        """What the valid form asks for."""
        said = self.cleaned_data
        reviewers, reviewing = _keys(said["reviewers"]), _keys(said["reviewing_teams"])
        review = [Asked(Step.Kind.REVIEW, reviewers, reviewing, needed=int(said["reviews"]))]
        approve = Asked(Step.Kind.APPROVE, _keys(said["approvers"]), _keys(said["teams"]), needed=int(said["needed"]))
        return Wish(
            kind=said.get("kind") or ReviewRequest.Kind.NORMAL,
            is_minor=said.get("size") == "minor",
            effective_at=said["effective_at"],
            effective_percent=said["effective_percent"],
            falls_back_at=said.get("falls_back_at"),
            is_ordered=not said["together"],
            asked=[*(review if reviewers or reviewing else []), approve],
        )


def _keys(chosen: Iterable[Model]) -> list[int]:
    return [one.pk for one in chosen]


class DecisionForm(PasswordForm):
    """Yes or no to exactly what was shown."""

    verdict = forms.ChoiceField(choices=[("yes", ""), ("no", "")], widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("A word about it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    field_order = ("reason", "password", "seen")

    @property
    def said(self) -> dict[str, Any]:
        """What the valid form says, as `decide` takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "verdict"}
        return {**said, "agrees": self.cleaned_data["verdict"] == "yes"}


class RemarkForm(forms.Form):
    """Something to say about what is to be approved."""

    passage = forms.CharField(label=_("About this passage"), max_length=500, required=False)
    text = forms.CharField(label=_("Remark"), max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))


class DocumentForm(forms.ModelForm):
    """Who answers for a document, and how often it is looked at."""

    class Meta:
        model = Document
        fields = ("number", "category", "owner", "owner_team", "review_months", "next_review_on")
        widgets = {"next_review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *given: Any, has_edition: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["owner"].queryset = editors_of(self.instance.page.space).order_by("name", "email")
        if has_edition:
            del self.fields["number"]
        self.fields["owner"].empty_label = self.fields["owner_team"].empty_label = _("Nobody")

    def clean(self) -> dict[str, Any]:
        """One owner: a person or a team."""
        said = super().clean()
        if said.get("owner") and said.get("owner_team"):
            self.add_error("owner_team", _("Choose a person or a team, not both."))
        return said

    def clean_number(self) -> str | None:
        """None for no number: two documents may both have none."""
        return self.cleaned_data["number"] or None


class PolicyForm(forms.ModelForm):
    """The rules of a space."""

    class Meta:
        model = Policy
        fields = ("number_pattern", "is_signed", "allows_own_approval", "review_months", "emergency_days")


class RetirementForm(forms.Form):
    """Why a document ends, and what is valid instead."""

    reason = forms.CharField(label=_("Why is it retired?"), max_length=500)
    replacement = forms.ModelChoiceField(
        Page.objects.none(), label=_("What is valid instead"), required=False, empty_label=_("Nothing")
    )

    def __init__(self, *given: Any, page: Page, **named: Any) -> None:
        super().__init__(*given, **named)
        others = Page.objects.live().filter(space=page.space_id, parent__isnull=False).exclude(pk=page.pk)
        self.fields["replacement"].queryset = others.without_body().order_by("title")


class KeepForm(PasswordForm):
    """Reviewed, no change needed."""

    remark = forms.CharField(
        label=_("A word about it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("remark", "password")


class FlagForm(forms.Form):
    """What is not right here."""

    text = forms.CharField(label=_("What is not right?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class ChangeSetForm(forms.Form):
    """Pages that are to be approved and made effective as one."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    summary = forms.CharField(
        label=_("What changed and why?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    pages = forms.ModelMultipleChoiceField(Page.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("Pages"))
    approvers = _people(_("Approvers"), _("Nobody chosen: any trainer here."))
    effective_at = forms.DateTimeField(
        label=_("Takes effect"), required=False, widget=MOMENT, help_text=_("Empty: as soon as all are approved.")
    )

    def __init__(self, *given: Any, space: Space, pages: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["pages"].queryset = pages
        self.fields["approvers"].queryset = reached_by(space, Level.EDITOR).order_by("name", "email")

    @property
    def said(self) -> dict[str, Any]:
        """The valid form's title, summary and pages."""
        return {name: self.cleaned_data[name] for name in ("title", "summary", "pages")}

    @property
    def wish(self) -> Wish:
        """What the valid form asks for, for every page."""
        approvers = [one.pk for one in self.cleaned_data["approvers"]]
        return Wish(effective_at=self.cleaned_data["effective_at"], asked=[Asked(people=approvers)])
