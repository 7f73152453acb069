"""What becomes of a text when its page is rendered."""

from tests.conftest import make_page
from wiki.pages.models import Page


def html_of(page):
    return Page.objects.get(pk=page.pk).rendering.html


def test_first_heading_that_says_the_title_again_is_not_shown_twice(space):
    page = make_page(space, "Fryer & oil", "# Fryer &amp; *oil*\n\nHot.\n")
    assert "<h1" not in html_of(page)
    assert "Hot." in html_of(page)


def test_first_heading_that_says_something_else_stays(space):
    page = make_page(space, "Fryer", "# Before you begin\n\nHot.\n")
    assert "Before you begin</h1>" in html_of(page)
    assert page.rendering.headings[0][1] == "Before you begin"
