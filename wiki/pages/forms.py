"""Forms of the pages slice: the shape and the wording of input."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wiki.markup.limits import MAX_SOURCE_LENGTH
from wiki.pages.models import Page
from wiki.pages.places import PlaceField
from wiki.pages.snippets.names import NAME_LENGTH
from wiki.pages.titles import split_tags

REASON_LENGTH = 500


class ManyFiles(forms.FileField):
    """Any number of files from one field; gives a list."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        """Each file checked as Django checks one."""
        files = value if isinstance(value, list | tuple) else [value]
        return [super(ManyFiles, self).clean(file, initial) for file in files if file]


class SourceField(forms.CharField):
    """A page's text: kept to the last space and newline."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)


class TagsField(forms.CharField):
    """A comma-separated line; gives a list of clean tags."""

    def clean(self, value: Any) -> list[str]:
        """Tags trimmed, in small letters, each once."""
        return split_tags(super().clean(value))


_NEWLINES = re.compile("[\r\n]+")


class TitleField(forms.CharField):
    """One line, although it may be written in a field of several, where long titles are seen whole."""

    def to_python(self, value: Any) -> str:
        """The title with a space for each newline."""
        return _NEWLINES.sub(" ", super().to_python(value))


class PageForm(forms.Form):
    """Title, text, tags, attachments and the reason: what one save says."""

    title = TitleField(label=_("Title"), max_length=250)
    text = SourceField(label=_("Text"))
    tags = TagsField(
        label=_("Tags"), required=False, max_length=1000, help_text=_("Words to find the page by, parted by commas.")
    )
    reason = forms.CharField(
        label=_("What changed and why?"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "reason-suggestions"}),
    )
    is_minor = forms.BooleanField(
        label=_("Minor change"),
        required=False,
        help_text=_("A typing mistake and the like: nothing that readers must know."),
    )
    uploads = ManyFiles(
        label=_("Add files"),
        required=False,
        help_text=format_lazy(
            _(
                "Images and files, up to {limit} each, but no programs. Photos are scaled to what a screen needs,"
                " and lose the place where they were taken."
            ),
            limit=filesizeformat(settings.ATTACHMENT_LIMIT),
        ),
    )
    base_number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    # The newest revision that the person saw their text joined with.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class MoveForm(forms.Form):
    """A page's title, the last word of its address, and its place."""

    title = forms.CharField(label=_("Title"), max_length=250)
    slug = forms.CharField(
        label=_("Address"),
        max_length=120,
        help_text=_("The last word of the page's address. The old one goes on working."),
    )
    parent = PlaceField()
    reason = forms.CharField(label=_("Why?"), required=False, max_length=REASON_LENGTH)


class CopyForm(forms.Form):
    """The copy's title and place."""

    title = forms.CharField(label=_("Title of the copy"), max_length=250)
    parent = PlaceField()


class TrashForm(forms.Form):
    """Why a page goes."""

    reason = forms.CharField(label=_("Why is it not needed any more?"), max_length=REASON_LENGTH)


class SnippetForm(forms.Form):
    """The name under which other pages show this one's text."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_LENGTH,
        help_text=_(
            "Letters, digits and hyphens, such as “emergency-numbers”. Pages that use an old name go on working."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


class ReorderForm(forms.Form):
    """One move in the tree: `page`, `parent` and `index`, or all three in one button's `move`, as in "7:3:0"."""

    page = forms.ModelChoiceField(Page.objects.live().select_related("space"))
    parent = forms.ModelChoiceField(Page.objects.live().select_related("space"))
    index = forms.IntegerField(min_value=0)

    def __init__(self, said: Mapping[str, str]) -> None:
        move = said.get("move")
        super().__init__(dict(zip(self.base_fields, move.split(":"), strict=False)) if move else said)


class ReplacementForm(forms.Form):
    """A new version of an attachment, and why."""

    file = forms.FileField(
        label=_("New version"),
        help_text=format_lazy(_("Up to {limit}."), limit=filesizeformat(settings.ATTACHMENT_LIMIT)),
        widget=forms.FileInput(attrs={"class": "input"}),
    )
    reason = forms.CharField(label=_("What changed and why?"), required=False, max_length=REASON_LENGTH)


class DraftForm(forms.Form):
    """What the editor keeps for the writer while they write."""

    title = forms.CharField(required=False, max_length=250)
    text = SourceField(
        max_length=MAX_SOURCE_LENGTH,
        error_messages={
            "max_length": _("This text is longer than a page may be: only this device keeps it until it is shorter.")
        },
    )
    tags = forms.CharField(required=False, max_length=1000)
    base_number = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    sitting = forms.CharField(required=False, max_length=40)
    step = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
