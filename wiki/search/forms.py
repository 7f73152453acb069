"""The search form: what it may hold, and what it says when it can't be used."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from wiki.search.scope import Narrowing
from wiki.spaces.models import Space

DAY = ["%Y-%m-%d"]  # as the browser's own calendar writes it, whatever the language


class SearchForm(forms.Form):
    """All of it is optional. A field that can't be used narrows nothing and says why.

    The template writes the fields itself: Django's widgets took a tenth of the time of a search.
    """

    q = forms.CharField(label=_("Search for"), required=False, strip=True)
    space = forms.ChoiceField(label=_("Space"), required=False)
    tag = forms.CharField(label=_("Tag"), required=False, max_length=60)
    author = forms.CharField(label=_("Written or changed by"), required=False, max_length=150)
    since = forms.DateField(label=_("Changed since"), required=False, input_formats=DAY)
    until = forms.DateField(label=_("Changed until"), required=False, input_formats=DAY)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)
    exact = forms.BooleanField(required=False)

    NARROWING = ("space", "tag", "author", "since", "until")

    def __init__(self, *args: object, spaces: Iterable[Space], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].choices = [("", _("All spaces")), *((space.slug, space.name) for space in spaces)]
        self.is_valid()

    @property
    def narrowing(self) -> Narrowing:
        """The fields that can be used; tags are kept in small letters."""
        chosen = {name: value for name in self.NARROWING if (value := self.cleaned_data.get(name))}
        if "tag" in chosen:
            chosen["tag"] = chosen["tag"].lower()
        return Narrowing(**chosen)
