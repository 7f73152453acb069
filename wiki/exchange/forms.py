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


class ImportForm(forms.Form):
    """A file, and the space that it goes into: one that there is, or a new one."""

    file = forms.FileField(
        label=_("Bundle or ZIP file"),
        help_text=format_lazy(
            _("A bundle (git bundle create handbook.bundle --all) brings the history too. At most {limit}."),
            limit=filesizeformat(settings.IMPORT_LIMIT),
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    space = forms.ModelChoiceField(
        label=_("Into the space"), queryset=Space.objects.none(), required=False, empty_label=_("A new space")
    )
    name = forms.CharField(label=_("Name of the new space"), max_length=100, required=False)
    slug = forms.SlugField(
        label=_("Its address"),
        max_length=80,
        required=False,
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
        label=_("Branch"), max_length=250, required=False, help_text=_("Of a bundle. Else its default.")
    )
    all_commits = forms.BooleanField(
        label=_("Every commit of side branches too"),
        required=False,
        help_text=_("Else one revision for each step of the main line."),
    )

    def __init__(self, *args: Any, spaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = spaces

    def clean_file(self) -> Any:
        """The file, when it may be what it should be; what is in it is looked at by the import."""
        file = self.cleaned_data["file"]
        if PurePosixPath(file.name.lower()).suffix not in SUFFIXES:
            raise forms.ValidationError(_("Choose a file that ends in .bundle or .zip."))
        if file.size > settings.IMPORT_LIMIT:
            limit = filesizeformat(settings.IMPORT_LIMIT)
            raise forms.ValidationError(_("The file is larger than %(limit)s.") % {"limit": limit})
        return file

    def clean_slug(self) -> str:
        """The address in small letters, when no space has it."""
        slug = self.cleaned_data["slug"].lower()
        if slug and (not re.match(r"[a-z0-9]", slug) or Space.objects.filter(slug=slug).exists()):
            raise forms.ValidationError(_("Choose another address: a space has this one, or it begins with a hyphen."))
        return slug

    def clean(self) -> dict[str, Any]:
        """A new space needs a name and an address."""
        said = super().clean() or self.cleaned_data
        if not said.get("space") and not self.errors:
            for name in ("name", "slug"):
                if not said.get(name):
                    self.add_error(name, _("A new space needs this."))
        return said

    @property
    def source(self) -> str:
        """The kind of the chosen file."""
        return SUFFIXES[PurePosixPath(self.cleaned_data["file"].name.lower()).suffix]
