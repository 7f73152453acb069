"""What is a person's own on the page's screen: whether they watch it, and have to know it."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wiki.activity.bell import Own
from wiki.display.kept import Parts
from wiki.display.tags import icon_html
from wiki.pages.access import Access
from wiki.training.screen import TEMPLATES as DUTY
from wiki.training.screen import on_page as duty_on_page

_FORM = (
    '<form class="watch" method="post" action="{url}"><input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
    '<button class="{look}" name="watch" value="{value}"{hint}>{icon}{word}</button></form>'
)
_LINK = '<a class="{look}" href="{url}"{hint}>{icon}{word}</a>'


TEMPLATES = ("watch", "watch_item", *DUTY)


def on_page(own: Own, access: Access, user: Any, token: str) -> Parts:
    """HTML by its places on the screen: "watch" (a button), "watch_item" (the same in the menu), and those of what the
    person has to read and confirm. Empty for strangers."""
    if not user.is_authenticated:
        return dict.fromkeys(TEMPLATES, "")
    shown = _shown(access.page, own, token)
    standing = own.standing if access.takes_part else None
    return {
        "watch": shown("button wide-only"),
        "watch_item": shown("menu-item phone-only"),
        **duty_on_page(standing, user, access.page, token),
    }


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
