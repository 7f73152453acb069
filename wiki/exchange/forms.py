"""The form that starts an import in the browser."""

import re
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wiki.exchange.models import Import
from wiki.spaces.models import Space, validate_slug_free

SUFFIXES = {".bundle": Import.Source.GIT, ".zip": Import.Source.ARCHIVE}


NEW = "new"


class ImportForm(forms.Form):
    """A file, and the space that it goes into: one that there is, or a new one."""

    use_required_attribute = False  # name and address are only needed for a new space
    WISHES = ("root", "branch", "all_commits")

    file = forms.FileField(
        label=_("Bundle or ZIP file"),
        help_text=format_lazy(
            _("A bundle (git bundle create handbook.bundle --all) brings the history too. At most {limit}."),
            limit=filesizeformat(settings.IMPORT_LIMIT),
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    space = forms.ChoiceField(label=_("Into"))
    name = forms.CharField(label=_("Name of the new space"), max_length=100)
    slug = forms.SlugField(
        label=_("Address of the new space"),
        max_length=80,
        validators=[validate_slug_free],
        help_text=_("The first word of its pages' addresses. Small letters, digits and hyphens."),
    )
    root = forms.CharField(
        label=_("Only the folder"),
        max_length=500,
        required=False,
        help_text=_("Such as docs. Pages outside of it are left out."),
    )
    branch = forms.CharField(
        label=_("Branch"), max_length=250, required=False, help_text=_("Of a bundle; its default branch otherwise.")
    )
    all_commits = forms.BooleanField(
        label=_("Every commit of side branches too"),
        required=False,
        help_text=_("Otherwise a merged branch is one revision of each page that it changed."),
    )

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spaces = {str(space.pk): space for space in spaces}
        known = [(key, space.name) for key, space in self.spaces.items()]
        self.fields["space"].choices = [(NEW, _("A new space")), *known]
        if self.data.get("space", NEW) != NEW:
            self.fields["name"].required = self.fields["slug"].required = False

    def clean_file(self) -> Any:
        """The file, when it may be what it should be; what is in it is looked at by the import."""
        file = self.cleaned_data["file"]
        if PurePosixPath(file.name.lower()).suffix not in SUFFIXES:
            raise forms.ValidationError(_("Choose a file that ends in .bundle or .zip."))
        if file.size > settings.IMPORT_LIMIT:
            limit = filesizeformat(settings.IMPORT_LIMIT)
            raise forms.ValidationError(_("The file is larger than %(limit)s.") % {"limit": limit})
        return file

    def clean_space(self) -> Space | None:
        """The chosen space, None for a new one."""
        return self.spaces.get(self.cleaned_data["space"])

    def clean_slug(self) -> str:
        """The address in small letters, when no space has it."""
        slug = self.cleaned_data["slug"].lower()
        if slug and (not re.match(r"[a-z0-9]", slug) or slug in {space.slug for space in self.spaces.values()}):
            raise forms.ValidationError(_("Choose another address: a space has this one, or it begins with a hyphen."))
        return slug

    @property
    def source(self) -> str:
        """The kind of the chosen file."""
        return SUFFIXES[PurePosixPath(self.cleaned_data["file"].name.lower()).suffix]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What everybody fills in."""
        return [field for field in self if field.name not in self.WISHES]

    @property
    def wish_fields(self) -> list[forms.BoundField]:
        """What few need."""
        return [self[name] for name in self.WISHES]

    @property
    def has_wishes(self) -> bool:
        """Whether one of the rarer fields was filled in, or filled in wrongly."""
        return any(field.data or field.errors for field in self.wish_fields)
