"""Which page stands at the top of an imported space."""

import pytest

from tests.conftest import front_page, make_space
from tests.exchange.conftest import live_paths, page_at, rows
from wiki.pages.models import Page

LONG = "\n".join(f"Line {number} of a page that is long enough to be known again." for number in range(40))
pytestmark = pytest.mark.django_db


def test_front_page_of_an_untouched_space_stands_for_the_readme(repository, bring, shelf):
    front = front_page(shelf)
    repository.put("README.md", "# Our handbook\n")
    repository.put("a.md", "a")
    repository.commit("Write")
    repository.put("README.md", "# Our handbook\n\nWelcome.\n")
    repository.commit("Welcome", name="Bea", email="bea@example.invalid")
    job = bring(repository)
    found = page_at(shelf, "README.md")
    assert (found.pk, found.path, found.title, found.parent_id) == (front.pk, "", "Our handbook", None)
    assert found.rendering.number == 3
    assert rows(found)[1:] == [(2, "edited", "Ada", "Write"), (3, "edited", "Bea", "Welcome")]
    assert page_at(shelf, "a.md").parent_id == front.pk
    assert not Page.objects.in_trash().exists()
    assert (job.counts["created"], job.counts["revisions"], job.counts["live_pages"]) == (2, 3, 2)


def test_readme_that_is_deleted_and_made_again_stays_the_front_page(repository, bring, shelf):
    front = front_page(shelf)
    repository.put("README.md", "# Our handbook\n")
    repository.put("a.md", "a")
    repository.commit("Write")
    repository.git("rm", "--quiet", "README.md")
    repository.commit("Delete")
    repository.put("README.md", "# Our new handbook\n")
    repository.commit("Write anew")
    bring(repository)
    assert page_at(shelf, "README.md").pk == front.pk
    assert front_page(shelf).title == "Our new handbook"


def test_front_page_gives_way_to_a_new_readme_when_its_own_file_moves(repository, bring, shelf, admin_client):
    front = front_page(shelf)
    repository.put("README.md", LONG)
    repository.commit("Write")
    repository.put("b.md", "b")
    repository.git("mv", "README.md", "about.md")
    repository.commit("Move")
    repository.put("README.md", "# Our handbook\n")
    repository.commit("Write another")
    bring(repository)
    assert page_at(shelf, "about.md").pk == front.pk
    new = front_page(shelf)
    assert new.source_path == "README.md"
    assert live_paths(shelf) == {"README.md": "", "about.md": "about", "b.md": "b"}
    assert {page_at(shelf, path).parent_id for path in ("about.md", "b.md")} == {new.pk}
    assert not Page.objects.in_trash().exists()
    assert admin_client.get("/manual/").status_code == admin_client.get("/manual/about/").status_code == 200


def test_index_that_comes_with_a_later_import_takes_the_place_of_the_readme(repository, bring, shelf):
    repository.put("README.md", "# Read me\n")
    repository.put("a.md", "a")
    repository.commit("Write")
    bring(repository)
    repository.put("index.md", "# Our handbook\n")
    repository.commit("An index")
    bring(repository)
    assert live_paths(shelf) == {"index.md": "", "README.md": "readme", "a.md": "a"}
    assert front_page(shelf).title == "Our handbook"


def test_untouched_front_page_goes_to_the_trash_when_another_page_moves_into_its_place(repository, bring, shelf):
    old = front_page(shelf)
    repository.put("start.md", LONG)
    repository.commit("Write")
    repository.git("mv", "start.md", "README.md")
    repository.commit("Move")
    bring(repository)
    assert (front_page(shelf).source_path, front_page(shelf).path) == ("README.md", "")
    old.refresh_from_db()
    assert old.trashed_at


def test_readme_leaves_a_front_page_that_people_wrote(repository, bring, admin):
    space = make_space("Written", by=admin, text="Welcome!")
    repository.put("README.md", "# Our handbook\n")
    repository.commit()
    bring(repository, into=space)
    assert front_page(space).text == "Welcome!"
    assert page_at(space, "README.md").path == "readme"
