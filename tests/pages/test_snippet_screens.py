import pytest

from tests.conftest import make_page, make_space
from tests.pages.snippets import make_snippet
from wiki.pages.models import Page
from wiki.pages.shelf import SHELF
from wiki.pages.snippets.names import name_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(admin):
    return make_space()


def text(response):
    return response.content.decode()


def test_an_editor_makes_a_page_a_snippet(space, editor_client):
    page = make_page(space, "Emergency numbers")
    assert 'value="emergency-numbers"' in text(editor_client.get(page.url("snippet/")))
    response = editor_client.post(page.url("snippet/"), {"name": "emergency-numbers"}, follow=True)
    assert "{{snippet: emergency-numbers}}" in text(response)
    editor_client.post(page.url("snippet/"), {"name": "emergency-numbers", "end": "1"})
    assert name_of(Page.objects.get(pk=page.pk).front_matter) == ""


def test_a_refused_name_is_kept_in_the_form(space, editor_client):
    page = make_page(space, "Numbers")
    response = editor_client.post(page.url("snippet/"), {"name": "a b"})
    assert response.status_code == 422
    assert 'value="a b"' in text(response)


def test_readers_see_where_a_snippet_is_shown_but_no_form(space, reader_client):
    snippet = make_snippet(space)
    make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    shown = text(reader_client.get(snippet.url("snippet/")))
    assert "/handbook/fire/" in shown
    assert "Not a snippet any more" not in shown


def test_the_page_says_which_snippets_it_shows(space, reader_client):
    snippet = make_snippet(space)
    make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    shown = text(reader_client.get("/handbook/fire/"))
    aside = shown[shown.index("<aside") :]
    assert "Shows" in aside
    assert f'<a href="{snippet.url()}">Emergency numbers</a>' in aside


def test_the_snippet_says_what_shows_it(space, reader_client):
    snippet = make_snippet(space)
    shown = text(reader_client.get(snippet.url()))
    assert "{{snippet: emergency-numbers}}" in shown[shown.index("<aside") :]


def test_the_screen_follows_a_renamed_snippet(space, admin, reader_client):
    from wiki.pages.actions import move_page

    snippet = make_snippet(space)
    page = make_page(space, "Fire", "{{snippet: emergency-numbers}}\n")
    reader_client.get(page.url())
    move_page(by=admin, page=snippet, parent=snippet.parent, title="Numbers to call")
    assert "Numbers to call" in text(reader_client.get(page.url())).partition("<aside")[2]


def test_the_editor_is_offered_the_snippets_of_the_space_and_the_shelf(space, editor_client):
    make_snippet(space, "numbers")
    make_snippet(make_space("Template shelf", slug=SHELF), "address", "1 Main St.\n", "Address")
    found = editor_client.get("/handbook/-/snippets/?format=json").json()["snippets"]
    assert [one["markdown"] for one in found] == ["{{snippet: numbers}}", "{{snippet: address}}"]
    assert found[1]["text"] == "1 Main St."


def test_the_editor_is_told_which_snippets_fit_in_a_sentence(space, editor_client):
    for name, written in (("address", "1 *Main* St.\n"), ("numbers", "- 112\n"), ("rule", "Stop.\n\n> Ask.\n")):
        make_snippet(space, name, written, name)
    found = editor_client.get("/handbook/-/snippets/?format=json").json()["snippets"]
    assert {one["name"]: one["isWords"] for one in found} == {"address": True, "numbers": False, "rule": False}


def test_a_closed_shelf_is_not_offered(space, editor_client):
    make_snippet(make_space("Template shelf", slug=SHELF, visibility="members"), "address")
    assert editor_client.get("/handbook/-/snippets/?format=json").json() == {"snippets": []}


@pytest.mark.parametrize("count", [2, 20])
def test_listing_snippets_costs_the_same_for_many(space, editor_client, django_assert_max_num_queries, count):
    for number in range(count):
        make_snippet(space, f"snippet-{number}")
    editor_client.get("/handbook/-/snippets/")
    with django_assert_max_num_queries(8):
        editor_client.get("/handbook/-/snippets/")
