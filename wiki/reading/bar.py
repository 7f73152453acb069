"""The bar on top of every screen: drawn once for each person, with what differs from screen to screen put in after."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wiki.display.holes import filled, hole
from wiki.display.kept import drawn_once

register = template.Library()
MOST = 100  # a bell with more says 99+

HOLES = {name: hole(name) for name in ("csrf_token", "new_url", "search_text", "unread", "unread_words")}


@register.simple_tag(takes_context=True)
def bar(context: Context) -> SafeString:
    """Brand, search box and the person's own menu."""
    user = context.get("user")
    who = (user.pk, user.name, user.email, user.is_staff) if user and user.is_authenticated else None
    may_search = who is not None or _is_public(context.get("space"))
    may_edit = context["chrome"]["may_edit_somewhere"]
    shown = {"user": user, "theme": context["theme"], "may_search": may_search, "may_edit_somewhere": may_edit}
    html = drawn_once(("bar", who, context["theme"], may_search, may_edit), lambda: _drawn(shown, context["wiki_name"]))
    return _filled(html["bar"], context)


def _drawn(shown: dict[str, Any], name: str) -> dict[str, SafeString]:
    return {"bar": render_to_string("components/bar.html", {**shown, **HOLES, "wiki_name": name})}


def _filled(html: SafeString, context: Context) -> SafeString:
    access = context.get("access")
    below_page = access is not None and getattr(access, "may_edit", False)
    values = {
        "csrf_token": context.get("csrf_token", ""),
        "new_url": f"{context.get('page_url', '')}-/new/" if below_page else context["chrome"]["new_url"],
        "search_text": context.get("search_text", ""),
        **_unread(context, access),
    }
    return filled(html, values)


def _unread(context: Context, access: Any) -> dict[str, str]:
    """What the bell says, for eyes and for ears; on a page's screen the same query tells whether that is watched."""
    count = context["bell"].own(getattr(access, "page", None)).unread
    shown = str(count) if count < MOST else f"{MOST - 1}+"
    return {"unread": shown if count else "", "unread_words": _("%s unread") % shown if count else ""}


def _is_public(space: Any) -> bool:
    return getattr(space, "visibility", "") == "public"


@register.simple_tag
def constant(template_name: str) -> SafeString:
    """A component that shows nothing of its screen."""
    return drawn_once(("constant", template_name), lambda: {"html": render_to_string(template_name)})["html"]
