"""Tags of every template: what never changes while the server runs is worked out once for each place in a template.

A screen has some forty icons, files and fixed addresses; looking each up again would cost more than its queries.
"""

import time
from collections.abc import Callable
from datetime import datetime

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags.i18n import do_translate
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

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


class SaidNode(template.Node):
    """A translated text without variables, kept for each language."""

    def __init__(self, node: template.Node) -> None:
        self.node = node
        self.texts: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The kept text of the reader's language."""
        language = get_language()
        text = self.texts.get(language)
        if text is None:
            text = self.texts[language] = self.node.render(context)
        return text


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """Django's own tag, which works every word out anew (5 us, some sixty times a page), with its constants kept."""
    node = do_translate(parser, token)
    words = token.split_contents()
    is_constant = len(words) == 2 and words[1][0] == words[1][-1] == '"'
    return SaidNode(node) if is_constant else node


@register.simple_tag
def when(moment: datetime) -> SafeString:
    """How long ago it was. The tooltip has the exact time, which the browser writes in the reader's notation."""
    local = timezone.localtime(moment)
    distance = escape(ago(time.time() - moment.timestamp()))
    exact = f"{local:%Y-%m-%d %H:%M}"
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


@register.filter
def signed(number: int) -> str:
    """A change with its sign, in the reader's notation: +1,204 or −12."""
    sign = "+" if number > 0 else "\N{MINUS SIGN}" if number < 0 else "±"
    return sign + number_format(abs(number), force_grouping=True)
