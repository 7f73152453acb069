"""Messages that name a thing and link to it."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from wiki.pages.models import Page


def page_link(page: Page) -> str:
    """The page's title, linked."""
    return format_html('<a href="{}">{}</a>', page.url(), page.title)


def trash_link(page: Page) -> str:
    """The trashed page's title, linked to its line in the trash of its space."""
    return format_html('<a href="/{}/-/trash/#page-{}">{}</a>', page.space.slug, page.pk, page.title)


def tell(request: HttpRequest, sentence: str, **things: object) -> None:
    """A success message; `{name}` in the translated sentence stands for a thing, escaped unless it is safe HTML. Days
    are written as everywhere."""
    words = {name: date_format(thing) if isinstance(thing, date) else thing for name, thing in things.items()}
    safe = {name: conditional_escape(word) for name, word in words.items()}
    messages.success(request, mark_safe(conditional_escape(sentence).format(**safe)))
