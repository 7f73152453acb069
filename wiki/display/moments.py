"""Times in words: how long ago, with the exact time at hand."""

import time
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


def moment_html(moment: datetime) -> SafeString:
    """How long ago it was. The tooltip has the exact time, which a browser puts into the zone of its reader."""
    start, end = _around(moment, timezone.get_current_timezone_name(), get_language())
    return mark_safe(f"{start}{escape(ago(time.time() - moment.timestamp()))}{end}")


@lru_cache(maxsize=2_000)
def _around(moment: datetime, _zone: str, _language: str | None) -> tuple[str, str]:
    """What is written before and after the distance; kept, because lists show the same times over and over."""
    local = timezone.localtime(moment)
    exact = escape(date_format(local, "DATETIME_FORMAT"))
    return f'<relative-time><time datetime="{local.isoformat()}" title="{exact}">', "</time></relative-time>"


def ago(seconds: float) -> str:
    """The distance in words, in the largest unit that fits, as the browser's Intl.RelativeTimeFormat says it."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("now")
    if minutes < 57:
        return ngettext("%d minute ago", "%d minutes ago", minutes) % minutes
    hours = round(minutes / 60)
    if hours < 23:
        return ngettext("%d hour ago", "%d hours ago", hours) % hours
    days = round(hours / 24)
    if days < 7:
        return ngettext("%d day ago", "%d days ago", days) % days
    if days < 29:
        weeks = round(days / 7)
        return ngettext("%d week ago", "%d weeks ago", weeks) % weeks
    months = round(days / 30.44)
    if months < 12:
        return ngettext("%d month ago", "%d months ago", months) % months
    years = round(days / 365.25)
    return ngettext("%d year ago", "%d years ago", years) % years
