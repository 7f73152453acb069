"""The newest change is compared without rendering anything: what the page showed before is kept."""

import pytest

from tests.conftest import make_page, make_revision
from tests.pages.snippets import make_snippet
from wiki.history import rendering
from wiki.pages.actions import save_page
from wiki.pages.former_rendering import keep_before
from wiki.pages.models import Page, Rendering

NEWEST = "compare/1..2/"


@pytest.fixture
def rendered(monkeypatch):
    """The bodies that a comparison had to render."""
    bodies, draw = [], rendering.draw
    monkeypatch.setattr(rendering, "draw", lambda page, body, **given: bodies.append(body) or draw(page, body, **given))
    return bodies


def changed(page, text, by):
    page = Page.objects.get(pk=page.pk)
    save_page(page=page, by=by, base_number=page.latest.number, title=page.title, text=text, tags=[], reason="")


def test_saved_change_is_compared_without_rendering(space, editor, editor_client, rendered):
    page = make_page(space, "Oven", "Mind the **heat**.\n")
    changed(page, "Mind the *steam*.\n", editor)
    screen = editor_client.get(page.url(NEWEST)).text
    assert "heat" in screen
    assert "steam" in screen
    assert rendered == []


def test_next_change_is_compared_with_the_one_before(space, editor, editor_client, rendered):
    page = make_page(space, "Oven", "One.\n")
    for text in ("Two.\n", "Three.\n"):
        changed(page, text, editor)
    assert "Two" in editor_client.get(page.url("compare/2..3/")).text
    assert rendered == []
    assert "One" in editor_client.get(page.url("compare/1..3/")).text
    assert [body.text for body in rendered] == ["One.\n"]


def test_page_that_shows_another_is_rendered_as_it_stood(space, editor, editor_client, rendered):
    make_snippet(space, "numbers", "Call 112.\n")
    page = make_page(space, "Oven", "{{snippet: numbers}}\n")
    changed(page, "Mind the heat.\n\n{{snippet: numbers}}\n", editor)
    assert Rendering.objects.get(page=page).before_number == 0
    assert "112" in editor_client.get(page.url(NEWEST)).text
    assert len(rendered) == 2


def test_worker_makes_the_newest_change_ready(space, editor_client, rendered):
    page = make_page(space, "Oven", "Mind the heat.\n")
    make_revision(page, "Mind the steam.\n")
    Rendering.objects.update(before_number=0, before_html="")
    assert keep_before([page.pk, 10**6]) == 1
    assert keep_before([page.pk]) == 0
    assert "heat" in editor_client.get(page.url(NEWEST)).text
    assert rendered == []


def test_page_with_one_revision_has_nothing_before(space):
    assert keep_before([make_page(space, "Oven", "Mind the heat.\n").pk]) == 0
