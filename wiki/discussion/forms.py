"""Forms of the discussion: the shape and the wording of input."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wiki.discussion.limits import LONGEST_COMMENT, LONGEST_WORD
from wiki.discussion.marking import Selection
from wiki.pages.forms import PageForm

_COUNT = {"min_value": 0, "max_value": 10_000_000, "required": False, "widget": forms.HiddenInput}


def form_key() -> str:
    """What a form is known by, so that what it sends twice is done once."""
    return secrets.token_urlsafe(12)


class ManyKeys(forms.Field):
    """Keys of rows from hidden inputs of one name; what is no key is left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        """The keys."""
        return [int(key) for key in value or [] if key.isascii() and key.isdecimal() and len(key) < 19]


class CommentForm(forms.Form):
    """What somebody says, and the passage that it is about."""

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(**_COUNT)
    first = forms.IntegerField(**_COUNT)
    last = forms.IntegerField(**_COUNT)
    words = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    mentioned = ManyKeys(required=False)
    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Markdown works. @ and a name tells that person, if they may read this page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": form_key()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    @property
    def selection(self) -> Selection | None:
        """The passage; None for the page as a whole."""
        said = self.cleaned_data
        if not said["words"] or None in (said["number"], said["first"], said["last"]):
            return None
        return Selection(said["number"], said["first"], said["last"], said["words"])


class SuggestionForm(PageForm):
    """A suggested change: the page's own form, with a reason that must be given, and without files."""

    uploads = None
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    instead = forms.IntegerField(required=False, min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What should change, and why?")
        self.fields["reason"].required = True


class ChangedSuggestionForm(PageForm):
    """What an editor makes of a suggestion before it is accepted."""

    uploads = None


class DeclineForm(forms.Form):
    """Why a suggestion is not taken."""

    word = forms.CharField(
        label=_("A word to its author"), max_length=LONGEST_WORD, widget=forms.Textarea(attrs={"rows": 2})
    )
