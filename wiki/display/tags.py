"""Tags of every template: what never changes while the server runs is worked out once for each place in a template.

A screen has some forty icons, files and fixed addresses; looking each up again would cost more than its queries.
"""

from collections.abc import Callable
from functools import cache, partial

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.i18n import do_translate
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from wiki.display.kept import Parts, drawn_once
from wiki.display.modules import preloads_html
from wiki.display.moments import moment_html

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


@cache
def icon_html(name: str) -> SafeString:
    """The Lucide icon `name`, hidden from screen readers."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/icons.svg"), name)


def _register(tag: str, make: Callable[[str], str]) -> None:
    @register.tag(tag)
    def compile_tag(parser: Parser, token: Token) -> ConstantNode:
        words = token.split_contents()
        if len(words) != 2 or words[1][0] not in "\"'":
            raise template.TemplateSyntaxError(f'{tag} takes one word in quotes: {{% {tag} "..." %}}')
        return ConstantNode(make, words[1][1:-1])


_register("icon", icon_html)  # {% icon "pencil" %}: write the word beside it
_register("asset", static)  # {% asset "css/main.css" %}: like {% static %}
_register("modules", preloads_html)  # {% modules "js/a.js js/b.js" %}: these and all that they import
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


register.simple_tag(moment_html, name="when")  # {% when page.changed_at %}


@register.filter
def page_behind(address: str) -> str:
    """The address of the page that an act's address belongs to; "" for one that is no page's."""
    page, act, _rest = address.partition("/-/")
    return f"{page}/" if act else ""


@register.filter
def first_line(text: str) -> str:
    """The subject of a reason that tells more below it, as the messages of imported commits do."""
    return text.strip().partition("\n")[0].strip()


def size_change_html(change: int) -> SafeString | str:
    """How many bytes a text grew or shrank by, as an item of a list: a number for the eye, in the reader's notation
    (+1,204 or −12), and words for the ear and the tooltip."""
    if not change:
        return ""
    if change > 0:
        kind, sign, words = "more", "+", ngettext("%(count)s byte more", "%(count)s bytes more", change)
    else:
        kind, sign, words = "less", "\N{MINUS SIGN}", ngettext("%(count)s byte less", "%(count)s bytes less", -change)
    number = number_format(abs(change), force_grouping=True)
    parts = '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>'
    said = words % {"count": number}
    return format_html(f'<li class="change-{{}}" title="{{}}">{parts}</li>', kind, said, sign + number, said)


@register.simple_tag
def include_kept(name: str, **given: object) -> SafeString:
    """As `include`, of a template that depends on nothing but what is given, of which it only counts whether it is
    there: drawn once. The tools of the editor took half of its time."""
    flags = {flag: bool(value) for flag, value in given.items()}
    drawn = partial(_rendered, name, flags)
    return drawn_once(("template", name, *flags.items()), drawn, tells_time=False)["text"]


def _rendered(name: str, flags: dict[str, bool]) -> Parts:
    return {"text": mark_safe(render_to_string(name, flags))}
