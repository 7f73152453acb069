"""Tags of every template: what never changes while the server runs is worked out once for each place in a template.

A page is some forty nodes of icons, files and fixed addresses; looking each up again would cost more than the page's own query.
"""

from collections.abc import Callable

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html

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
            raise template.TemplateSyntaxError(f"{tag} takes one word in quotes: {{% {tag} \"...\" %}}")
        return ConstantNode(make, words[1][1:-1])


_register("icon", _icon)  # {% icon "pencil" %}: a Lucide icon, hidden from screen readers: write the word beside it
_register("asset", static)  # {% asset "css/main.css" %}: like {% static %}
_register("address", reverse)  # {% address "search:results" %}: like {% url %}, for addresses without arguments
