"""The choice of a time zone: drawing its 430 options took four times as long as the rest of the screen."""

import functools
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import zones


class ZoneSelect(forms.Widget):
    """A select of the world's zones by continent, and the wiki's own first. Its options are drawn once a language."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The kept options, with the present one marked."""
        options = _options(get_language())
        present = format_html('value="{}"', value or "")
        marked = options.replace(present, f"{present} selected", 1)
        built = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        # Both parts were escaped when they were made.
        return mark_safe(f"<select{built}>{marked}</select>")


@functools.cache
def _options(language: str | None) -> SafeString:
    standard = _("The wiki's own (%(zone)s)") % {"zone": settings.TIME_ZONE}
    groups = format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (continent, format_html_join("", '<option value="{}">{}</option>', towns))
            for continent, towns in zones.choices()
        ),
    )
    return format_html('<option value="">{}</option>{}', standard, groups)
