"""What becomes of a text when its page is rendered."""

from tests.conftest import make_page
from wiki.pages.models import Page
from wiki.pages.rendering import render_body
from wiki.pages.revisions import Body


def html_of(page):
    return Page.objects.get(pk=page.pk).rendering.html


def test_first_heading_that_says_the_title_again_is_not_shown_twice(space):
    page = make_page(space, "Fryer & oil", "# Fryer &amp; *oil*\n\nHot.\n")
    assert "<h1" not in html_of(page)
    assert "Hot." in html_of(page)


def test_heading_that_is_left_out_stays_an_anchor(space):
    page = make_page(space, "Tea & cake", "# Tea & Cake\n\nHot.\n")
    assert html_of(page).startswith('<a name="tea--cake"></a>')
    assert page.rendering.headings == [[1, "Tea & Cake", "tea--cake"]]


def test_heading_that_is_left_out_adds_nothing_to_what_the_search_weighs_as_headings(space):
    page = make_page(space, "Fryer", "# Fryer\n\n## Oil\n\nHot.\n")
    assert page.rendering.heading_text == "Oil"


def test_old_revision_shows_its_title_once_as_well(space):
    page = make_page(space, "Fryer", "# Fryer\n\nHot.\n")
    rendered = render_body(page, Body("Deep fryer", "# Deep fryer\n\nHotter.\n"))
    assert "<h1" not in rendered.html
    assert "Hotter." in rendered.html


def test_first_heading_that_says_something_else_stays(space):
    page = make_page(space, "Fryer", "# Before you begin\n\nHot.\n")
    assert "Before you begin</h1>" in html_of(page)
    assert page.rendering.headings[0][1] == "Before you begin"
