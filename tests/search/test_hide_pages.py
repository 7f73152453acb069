"""Nothing of a page shows to those who may not read it: not itself, not its number, not its words."""

import pytest

from tests.conftest import client_of, make_page, make_revision, make_space, make_user
from tests.search.conftest import searched, titles
from wiki.search.scope import scope_of
from wiki.search.suggestions import suggest
from wiki.spaces.models import Space

SECRET = "The zyzzogeton formula."


@pytest.fixture
def secret(members_space):
    return make_page(members_space, "Zyzzogeton", SECRET + "\n", tags=["zyzzogeton"])


def test_member_finds_the_page(secret, reader):
    assert titles(reader, "zyzzogeton") == ["Zyzzogeton"]


@pytest.mark.parametrize("typed", ["zyzzogeton", "zyzz*", '"zyzzogeton formula"', "zyzz", "formula -x"])
def test_outsider_finds_and_counts_nothing(secret, outsider, typed):
    found = searched(outsider, typed)
    assert (found.total, found.longer, found.hits, found.near) == (0, 0, [], ())


def test_no_filter_opens_a_space(secret, outsider):
    assert titles(outsider, "", tag="zyzzogeton") == []
    assert titles(outsider, "zyzzogeton", space="secret-recipes") == []


def test_misspelt_word_is_not_corrected_to_a_hidden_one(secret, reader, outsider):
    assert searched(reader, "zyzzogetan").query.typed == "zyzzogeton"
    found = searched(outsider, "zyzzogetan")
    assert (found.query.typed, found.near, found.total) == ("zyzzogetan", (), 0)


def test_suggestions_are_silent_about_hidden_pages(secret, reader, outsider):
    make_revision(secret, SECRET, title="Quux")
    for typed in ("zyzz", "zyzzogeton", "quu", "formula"):
        assert suggest(typed, scope_of(outsider)) == []
        assert [line.title for line in suggest(typed, scope_of(reader))] == ["Quux"], typed


def test_old_title_of_a_hidden_page_is_not_told(secret, reader, outsider):
    make_revision(secret, SECRET, title="Quux")
    assert len(searched(reader, "Zyzzogeton").once_called) == 1
    assert searched(outsider, "Zyzzogeton").once_called == ()


def test_neither_words_nor_titles_nor_spaces_are_in_the_html(secret, outsider_client):
    answer = outsider_client.get("/search/", {"q": "zyzzogeton formula"}).content.decode()
    assert "Secret recipes" not in answer
    assert "<mark>" not in answer
    assert "formula." not in answer


def test_hidden_and_missing_space_are_refused_alike(secret, outsider_client):
    told = [
        str(outsider_client.get("/search/", {"q": "x", "space": slug}).context["form"].errors).replace(slug, "")
        for slug in ("secret-recipes", "no-such")
    ]
    assert told[0]
    assert told[0] == told[1]


def test_person_who_leaves_the_space_finds_nothing_any_more(secret, reader, members_space):
    members_space.memberships.filter(user=reader).delete()
    assert titles(reader, "zyzzogeton") == []


def test_stranger_is_asked_to_sign_in_where_nothing_is_public(page, anonymous_client):
    answer = anonymous_client.get("/search/", {"q": "gloves"})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert anonymous_client.get("/search/suggest/", {"q": "clea"}).json() == {"results": []}


def test_stranger_finds_public_pages_and_no_others(page, anonymous_client, admin):
    public = make_space("Open house", by=admin, visibility=Space.Visibility.PUBLIC)
    make_page(public, "Visitors", "Wear gloves too.\n")
    answer = anonymous_client.get("/search/", {"q": "gloves"}).content.decode()
    assert "Visitors" in answer
    assert page.title not in answer
    lines = anonymous_client.get("/search/suggest/", {"q": "gloves"}).json()["results"]
    assert [line["title"] for line in lines] == ["Visitors"]


def test_admin_finds_everything(secret, admin):
    assert titles(admin, "zyzzogeton") == ["Zyzzogeton"]


def test_person_without_a_role_gets_an_empty_screen_not_an_error(page):
    answer = client_of(make_user("Nora Nobody", "")).get("/search/", {"q": "gloves"})
    assert answer.status_code == 200
    assert page.title not in answer.content.decode()
