"""What is a person's own on the page's screen, put into its kept parts: whether they watch it, and have to know it."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wiki.activity.bell import Own
from wiki.display.holes import filled
from wiki.display.tags import icon_html
from wiki.spaces.access import takes_part
from wiki.training.screen import NOTHING, on_page

register = template.Library()

_FORM = (
    '<form class="watch" method="post" action="{url}"><input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
    '<button class="{look}" name="watch" value="{value}"{hint}>{icon}{word}</button></form>'
)
_LINK = '<a class="{look}" href="{url}"{hint}>{icon}{word}</a>'


@register.simple_tag(takes_context=True)
def with_own(context: Context, part: SafeString) -> SafeString:
    """A part of the page's screen with its holes "watch" (a button) and "watch_item" (the same in the menu) filled, and
    those of what the person has to read and confirm."""
    access, user = context["access"], context["user"]
    page = access.page
    if not user.is_authenticated:
        return filled(part, {"watch": "", "watch_item": "", **NOTHING})
    own, token = context["bell"].own(page), context.get("csrf_token", "")
    shown = _shown(page, own, token)
    looks = {"watch": "button wide-only", "watch_item": "menu-item phone-only"}
    watching = {name: shown(look) for name, look in looks.items()}
    standing = own.standing if takes_part(access.level) else None
    return filled(part, watching | on_page(standing, user, page, str(token)))


def _shown(page: Any, own: Own, token: str) -> Any:
    """What makes the control of a given look: for the space on its front page, for the page on any other."""
    watching = own.watches_space if page.is_front else own.watches_page
    icon = icon_html("eye")
    if own.watches_space and not page.is_front:
        hint, url = _hint(_("You watch the whole space")), reverse("activity:watches")
        return lambda look: format_html(_LINK, look=f"{look} is-on", url=url, hint=hint, icon=icon, word=_("Watching"))
    word = _("Watching") if watching else _("Watch this space") if page.is_front else _("Watch")
    parts = {
        "url": page.url("watch/"),
        "token": token,
        "value": "off" if watching else "on",
        "hint": _hint(_("Stop watching")) if watching else "",
        "icon": icon,
        "word": word,
    }
    return lambda look: format_html(_FORM, look=f"{look} is-on" if watching else look, **parts)


def _hint(words: str) -> SafeString:
    return format_html(' title="{}"', words)
