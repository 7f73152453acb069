"""Tags of every template: what never changes while the server runs is worked out once for each place in a template.

A screen has some forty icons, files and fixed addresses; looking each up again would cost more than its queries.
"""

from collections.abc import Callable
from datetime import datetime

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


class ConstantNode(template.Node):
    """Text that is made when first shown, and kept."""

    def __init__(self, make: Callable[[str], str], name: str) -> None:
        self.make, self.name = make, name
        self.text: str | None = None

    def render(self, context: Context) -> str:
        """The kept text."""
        if self.text is None:
            self.text = self.make(self.name)
        return self.text


def _icon(name: str) -> str:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/icons.svg"), name)


def _register(tag: str, make: Callable[[str], str]) -> None:
    @register.tag(tag)
    def compile_tag(parser: Parser, token: Token) -> ConstantNode:
        words = token.split_contents()
        if len(words) != 2 or words[1][0] not in "\"'":
            raise template.TemplateSyntaxError(f'{tag} takes one word in quotes: {{% {tag} "..." %}}')
        return ConstantNode(make, words[1][1:-1])


_register("icon", _icon)  # {% icon "pencil" %}: a Lucide icon, hidden from screen readers: write the word beside it
_register("asset", static)  # {% asset "css/main.css" %}: like {% static %}
_register("address", reverse)  # {% address "search:results" %}: like {% url %}, for addresses without arguments


@register.simple_tag
def when(moment: datetime) -> str:
    """How long ago it was, with the exact time as the tooltip; the browser keeps it up to date."""
    local = timezone.localtime(moment)
    return format_html(
        '<relative-time><time datetime="{}" title="{}">{}</time></relative-time>',
        local.isoformat(timespec="seconds"),
        date_format(local, "DATETIME_FORMAT"),
        ago(timezone.now().timestamp() - moment.timestamp()),
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


@register.filter
def signed(number: int) -> str:
    """A change with its sign, in the reader's notation: +1,204 or −12."""
    sign = "+" if number > 0 else "\N{MINUS SIGN}" if number < 0 else "±"
    return sign + number_format(abs(number), force_grouping=True)
