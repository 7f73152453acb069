"""The bar on top of every screen: drawn once for each person, with what differs from screen to screen put in after."""

from typing import Any, NamedTuple

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


class Viewer(NamedTuple):
    """All that the bar shows of who looks at it; `who` is None for strangers."""

    who: tuple[int, str, str, bool] | None
    theme: str
    may_search: bool
    may_edit: bool


def viewer_of(user: Any, about: dict[str, Any], space: Any) -> Viewer:
    """The viewer of a screen that shows something of `space`, or None; `about` is what the context has of chrome."""
    who = (user.pk, user.name, user.email, user.is_staff) if user and user.is_authenticated else None
    may_search = who is not None or getattr(space, "visibility", "") == "public"
    return Viewer(who, about["theme"], may_search, about["chrome"]["may_edit_somewhere"])


def open_bar(user: Any, viewer: Viewer, name: str) -> SafeString:
    """Brand, search box and the person's own menu, with `HOLES` still open; `name` is the wiki's."""
    shown = {"user": user, "theme": viewer.theme, "may_search": viewer.may_search, "wiki_name": name, **HOLES}

    def draw() -> dict[str, SafeString]:
        return {"bar": render_to_string("components/bar.html", {**shown, "may_edit_somewhere": viewer.may_edit})}

    return drawn_once(("bar", viewer), draw, tells_time=False)["bar"]


def bell_words(unread: int) -> dict[str, str]:
    """What the bell says, for eyes and for ears."""
    shown = str(unread) if unread < MOST else f"{MOST - 1}+"
    return {"unread": shown if unread else "", "unread_words": _("%s unread") % shown if unread else ""}


@register.simple_tag(takes_context=True)
def bar(context: Context) -> SafeString:
    """The whole bar."""
    access, user = context.get("access"), context.get("user")
    below_page = access is not None and getattr(access, "may_edit", False)
    # On a page's screen the same query tells whether that is watched.
    unread = context["bell"].own(getattr(access, "page", None)).unread
    values = {
        "csrf_token": context.get("csrf_token", ""),
        "new_url": f"{context.get('page_url', '')}-/new/" if below_page else context["chrome"]["new_url"],
        "search_text": context.get("search_text", ""),
        **bell_words(unread),
    }
    viewer = viewer_of(user, {name: context[name] for name in ("theme", "chrome")}, context.get("space"))
    return filled(open_bar(user, viewer, context["wiki_name"]), values)


@register.simple_tag
def constant(template_name: str) -> SafeString:
    """A component that shows nothing of its screen."""
    parts = drawn_once(("constant", template_name), lambda: {"html": render_to_string(template_name)}, tells_time=False)
    return parts["html"]
