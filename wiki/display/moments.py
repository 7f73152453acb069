"""Times in words: how long ago, with the exact time at hand."""

import time
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def moment_html(moment: datetime) -> SafeString:
    """How long ago it was. The tooltip has the exact time, which a browser puts into the zone of its reader."""
    local = timezone.localtime(moment)
    distance = escape(ago(time.time() - moment.timestamp()))
    exact = escape(date_format(local, "DATETIME_FORMAT"))
    return mark_safe(
        f'<relative-time><time datetime="{local.isoformat()}" title="{exact}">{distance}</time></relative-time>'
    )


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
