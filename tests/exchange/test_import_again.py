import pytest

from tests.conftest import front_page, make_page
from tests.exchange.conftest import live_paths, page_at, rows
from wiki.exchange.errors import ImportRefused
from wiki.exchange.models import Import
from wiki.pages.actions import move_page, save_page, trash_page
from wiki.pages.models import FormerAddress

LONG = "\n".join(f"Line {number} of a page that is long enough to be known again." for number in range(40))
PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
pytestmark = pytest.mark.django_db


def test_second_run_brings_only_what_is_new(repository, bring, shelf):
    repository.put("a.md", LONG)
    repository.put("b.md", "b")
    repository.commit("Write")
    first = bring(repository)
    assert bring(repository).counts.get("revisions", 0) == 0
    repository.git("mv", "a.md", "c.md")
    repository.git("rm", "--quiet", "b.md")
    repository.put("d/e.md", "[c](../c.md)")
    repository.commit("Change")
    job = bring(repository)
    assert (job.base, job.counts["revisions"], job.counts["commits"]) == (first.tip, 2, 1)
    assert live_paths(shelf) == {"c.md": "c", "d/": "d", "d/e.md": "d/e"}
    assert [kind for _, kind, _, _ in rows(page_at(shelf, "c.md"))] == ["created", "moved"]
    assert FormerAddress.objects.get(space=shelf, path="a").page == page_at(shelf, "c.md")
    assert 'href="/manual/c/"' in page_at(shelf, "d/e.md").rendering.html


def test_page_that_takes_the_address_of_another_in_a_later_run_keeps_its_history(repository, bring, shelf):
    other = "\n".join(f"Sentence {number} of something wholly different, and long." for number in range(40))
    repository.put("a.md", LONG)
    repository.put("b.md", other)
    repository.commit("Write")
    bring(repository)
    keys = {path: page_at(shelf, path).pk for path in ("a.md", "b.md")}
    repository.git("mv", "a.md", "c.md")
    repository.commit("Make room")
    repository.git("mv", "b.md", "a.md")
    repository.commit("Take its place")
    bring(repository)
    assert {path: page_at(shelf, path).pk for path in ("c.md", "a.md")} == {"c.md": keys["a.md"], "a.md": keys["b.md"]}
    assert live_paths(shelf) == {"c.md": "c", "a.md": "a"}


def test_folder_that_gets_an_index_page_loses_its_section(repository, bring, shelf):
    repository.put("tools/a.md", "a")
    repository.commit()
    bring(repository)
    section = page_at(shelf, "tools/")
    repository.put("tools/index.md", "# All tools")
    repository.commit()
    bring(repository)
    section.refresh_from_db()
    assert section.trashed_at
    assert live_paths(shelf) == {"tools/index.md": "tools", "tools/a.md": "tools/a"}
    assert page_at(shelf, "tools/a.md").parent.title == "All tools"


def test_page_that_people_moved_stays_where_they_put_it(repository, bring, shelf, admin):
    repository.put("a.md", "a")
    repository.put("b.md", "b")
    repository.commit()
    bring(repository)
    move_page(by=admin, page=page_at(shelf, "a.md"), parent=page_at(shelf, "b.md"))
    repository.put("a.md", "new")
    repository.put("c.md", "c")
    repository.commit()
    bring(repository)
    page = page_at(shelf, "a.md")
    assert (page.path, page.text, page.latest.number) == ("b/a", "new", 3)


def test_edit_of_people_stays_in_the_history_below_what_is_imported_later(repository, bring, shelf, admin):
    repository.put("a.md", "one")
    repository.put("b.md", "one")
    repository.commit()
    bring(repository)
    for path in ("a.md", "b.md"):
        page = page_at(shelf, path)
        save_page(by=admin, page=page, base_number=1, title=page.title, text="ours", tags=[], reason="Ours")
    repository.put("a.md", "two")
    repository.commit("Theirs")
    bring(repository)
    assert [reason for _, _, _, reason in rows(page_at(shelf, "a.md"))] == ["Change", "Ours", "Theirs"]
    assert page_at(shelf, "b.md").text == "ours"


def test_pages_of_people_are_not_lost_when_the_page_above_them_is_deleted(repository, bring, shelf, admin):
    repository.put("a.md", "a")
    repository.put("b.md", "b")
    repository.commit()
    bring(repository)
    mine = make_page(page_at(shelf, "a.md"), "Mine", by=admin)
    repository.git("rm", "--quiet", "a.md")
    repository.commit()
    bring(repository)
    mine.refresh_from_db()
    assert mine.trashed_at is None
    assert (mine.parent_id, mine.path) == (front_page(shelf).pk, "mine")


def test_page_that_people_took_the_address_of_gets_the_next_one(repository, bring, shelf, admin):
    make_page(shelf, "Leave", by=admin)
    repository.put("leave.md", "theirs")
    repository.commit()
    bring(repository)
    assert page_at(shelf, "leave.md").path == "leave-2"


def test_page_that_people_trashed_comes_back_with_its_next_change(repository, bring, shelf, admin):
    repository.put("a.md", "one")
    repository.commit()
    bring(repository)
    trash_page(by=admin, page=page_at(shelf, "a.md"))
    repository.put("a.md", "two")
    repository.commit()
    bring(repository)
    page = page_at(shelf, "a.md")
    assert (page.trashed_at, page.text, page.latest.kind) == (None, "two", "recovered")


def test_deleted_front_page_stays_the_front_page(repository, bring, shelf):
    repository.put("README.md", "# Hello")
    repository.put("a.md", "a")
    repository.commit()
    bring(repository)
    repository.git("rm", "--quiet", "README.md")
    repository.commit()
    job = bring(repository)
    assert front_page(shelf).title == "Hello"
    assert "stays as the front page" in job.notes[0]


def test_history_that_broke_off_is_imported_up_to_there(repository, bring, shelf):
    repository.put("a.md", "one")
    repository.commit("First")
    repository.put("b/c.md", "two")
    repository.commit("Second")
    tree = repository.git("rev-parse", "HEAD:b")
    lost = repository.folder / ".git" / "objects" / tree[:2] / tree[2:]
    content = lost.read_bytes()
    lost.unlink()
    with pytest.raises(ImportRefused, match="The history is broken"):
        bring(repository)
    assert live_paths(shelf) == {"a.md": "a"}
    lost.write_bytes(content)
    job = bring(repository)
    assert live_paths(shelf) == {"a.md": "a", "b/": "b", "b/c.md": "b/c"}
    assert rows(page_at(shelf, "a.md")) == [(1, "created", "Ada", "First")]
    assert job.continues.failure


@pytest.mark.parametrize(
    ("wishes", "why"),
    [({"branch": "dev"}, "no branch “dev”"), ({"root": "nowhere"}, "no folder “nowhere”")],
)
def test_impossible_wish_is_told_in_one_line(repository, bring, wishes, why):
    repository.put("a.md", "a")
    repository.commit()
    with pytest.raises(ImportRefused, match=why):
        bring(repository, **wishes)
    job = Import.objects.get()
    assert job.failed_at
    assert why in job.failure


def test_other_history_does_not_get_into_the_same_space(repository, bring, shelf):
    repository.put("a.md", "a")
    repository.commit("One")
    bring(repository)
    repository.git("checkout", "--quiet", "--orphan", "other")
    repository.commit("Another beginning")
    with pytest.raises(ImportRefused, match="does not go on from commit"):
        bring(repository)


def test_later_run_must_use_the_same_options(repository, bring):
    repository.put("docs/a.md", "a")
    repository.commit()
    bring(repository, root="docs")
    with pytest.raises(ImportRefused, match="folder “docs”, the main line"):
        bring(repository)


def test_unexpected_error_is_told_and_the_next_run_goes_on(repository, bring, shelf, monkeypatch):
    repository.put("a.md", "a")
    repository.commit()
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):  # noqa: PT012 - both belong together
        patch.setattr("wiki.exchange.writing.run.Run._place", lambda run: 1 / 0)
        bring(repository)
    assert Import.objects.get().failure == "An unexpected error (ZeroDivisionError) stopped it."
    bring(repository)
    assert live_paths(shelf) == {"a.md": "a"}


def test_two_imports_into_one_space_do_not_run_at_once(repository, bring, shelf, monkeypatch):
    repository.put("a.md", "a")
    repository.commit()
    refused = []

    def bring_again(run):
        with pytest.raises(ImportRefused) as caught:
            bring(repository)
        refused.append(str(caught.value))

    monkeypatch.setattr("wiki.exchange.writing.run.Run._place", bring_again)
    bring(repository)
    assert refused == ["An import into this space is running already."]
