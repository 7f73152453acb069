"""The language of the few fixed words that a rendered page holds."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def site_language() -> AbstractContextManager[None]:
    """Rendered pages are kept for all readers, so their few fixed words speak the site's language."""
    return translation.override(settings.LANGUAGE_CODE)
