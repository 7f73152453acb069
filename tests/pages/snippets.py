"""Snippets for tests, and what pages look like."""

from tests.conftest import an_admin, make_page
from wiki.pages.actions import name_snippet
from wiki.pages.models import Page


def make_snippet(space, name="emergency-numbers", text="Call **112**.\n", title="Emergency numbers"):
    """A page that others show by `name`."""
    return name_snippet(by=an_admin(), page=make_page(space, title, text), name=name)


def html(page):
    """What readers of the page meet now."""
    return Page.objects.select_related("rendering").get(pk=page.pk).rendering.html
