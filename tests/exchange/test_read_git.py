from datetime import UTC, datetime, timedelta

import pytest

from tests.exchange.conftest import kinds, read_all
from wiki.exchange.reading.git import Stretch
from wiki.exchange.reading.identities import Identities
from wiki.exchange.reading.stream import BlobError, ChangeKind, SourceError

LONG = "\n".join(f"Line {number} of a page that is long enough to be known again." for number in range(40))


def test_commits_come_oldest_first_with_author_date_and_message(repository, opened):
    repository.put("a.md", "one")
    repository.commit("First\n\nBecause of this.\nAnd that.", name="Zoë", email="z@example.invalid")
    repository.put("a.md", "two")
    repository.commit("Second", date="1700003600 -0330")
    first, second = read_all(opened(repository))
    assert (first.author.name, first.author.email) == ("Zoë", "z@example.invalid")
    assert (first.subject, first.body) == ("First", "Because of this.\nAnd that.")
    assert first.date == datetime.fromtimestamp(1700000000, UTC)
    assert second.date.utcoffset() == -timedelta(hours=3, minutes=30)
    assert [kinds(first), kinds(second)] == [[("add", "", "a.md")], [("edit", "", "a.md")]]


def test_history_keeps_its_order_when_clocks_were_wrong(repository, opened):
    repository.put("a.md", "one")
    repository.commit("Later by the clock", date="1700009999 +0000")
    repository.put("a.md", "two")
    repository.commit("Earlier by the clock", date="1600000000 +0000")
    assert [commit.subject for commit in read_all(opened(repository))] == [
        "Later by the clock",
        "Earlier by the clock",
    ]


def test_date_with_an_impossible_zone_keeps_its_moment(repository, opened):
    repository.put("a.md", "one")
    repository.git("add", "--all")
    tree = repository.git("write-tree")
    who = "A <a@example.invalid> 1700000000"
    raw = f"tree {tree}\nauthor {who} +9999\ncommitter {who} +0000\n\nOdd\n"
    (repository.folder / ".git" / "raw").write_text(raw)
    commit = repository.git("hash-object", "-t", "commit", "-w", "--literally", ".git/raw")
    repository.git("update-ref", "refs/heads/main", commit)
    assert read_all(opened(repository))[0].date == datetime.fromtimestamp(1700000000, UTC)


def test_content_is_the_blob_byte_for_byte(repository, opened):
    content = b"\xef\xbb\xbf# Caf\xc3\xa9\r\n\r\ntext without end"
    repository.put("a.md", content)
    repository.commit()
    source = opened(repository)
    assert source.read(read_all(source)[0].changes[0].entry.blob, limit=100) == content


def test_moved_file_is_a_rename_and_a_rewritten_one_is_not(repository, opened):
    repository.put("a.md", LONG)
    repository.put("b.md", "short")
    repository.commit()
    repository.git("mv", "a.md", "c d é.md")
    repository.git("rm", "--quiet", "b.md")
    repository.put("e.md", "wholly different words")
    repository.commit()
    assert kinds(read_all(opened(repository))[1]) == [
        ("delete", "", "b.md"),
        ("rename", "a.md", "c d é.md"),
        ("add", "", "e.md"),
    ]


def test_empty_commits_and_commits_without_pages_do_not_upset_reading(repository, opened):
    repository.commit("Nothing")
    repository.put("a.md", "one")
    repository.commit("Page")
    repository.commit("Nothing again")
    repository.put("b.md", "one")
    repository.commit("Another page")
    assert [len(commit.changes) for commit in read_all(opened(repository))] == [0, 1, 0, 1]


def test_main_line_shows_a_merge_as_one_commit(merged, opened):
    commits = read_all(opened(merged))
    assert [commit.subject for commit in commits] == ["Start", "Main", "Merge"]
    assert kinds(commits[-1]) == [("add", "", "b.md"), ("add", "", "c.md")]


def test_all_commits_leave_merges_out(merged, opened):
    source = opened(merged)
    commits = read_all(source, all_commits=True)
    assert sorted(commit.subject for commit in commits) == ["Main", "Side 1", "Side 2", "Start"]
    assert source.count(Stretch(all_commits=True)) == len(commits)


def test_what_only_a_merge_wrote_can_be_laid_at_the_tip(merged, opened):
    source = opened(merged)
    pages = Identities(is_linear=False)
    for commit in source.commits(Stretch(all_commits=True)):
        pages.apply(commit.changes)
    rest = source.tip_commit(pages.differences(source.tree(source.tip)))
    assert (rest.id, rest.subject, kinds(rest)) == (source.tip, "Merge", [("add", "", "c.md")])


def test_authors_of_side_branches_are_known(merged, opened):
    assert [author.name for author in opened(merged).authors(Stretch())] == ["Ada", "Bea"]


def test_reading_can_start_after_a_commit(repository, opened):
    repository.put("a.md", "one")
    base = repository.commit("Old")
    repository.put("a.md", "two")
    repository.commit("New")
    source = opened(repository)
    assert [commit.subject for commit in read_all(source, base=base)] == ["New"]
    assert source.count(Stretch(base)) == 1


def test_rewritten_branch_is_seen(repository, opened):
    repository.put("a.md", "one")
    repository.commit("Old")
    repository.put("a.md", "two")
    abandoned = repository.commit("Abandoned")
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    kept = repository.git("rev-parse", "HEAD")
    source = opened(repository)
    assert (source.follows(kept), source.follows(abandoned)) == (True, False)


def test_symbolic_link_gives_its_address_not_what_it_points_to(repository, opened, tmp_path):
    (tmp_path / "secret.md").write_text("secret")
    (repository.folder / "link.md").symlink_to("../secret.md")
    repository.commit()
    source = opened(repository)
    entry = read_all(source)[0].changes[0].entry
    assert entry.is_symlink
    assert source.read(entry.blob, limit=100) == b"../secret.md"


def test_file_over_the_limit_is_refused_unread(repository, opened):
    repository.put("a.md", "x" * 3_000_000)
    repository.commit()
    source = opened(repository)
    blob = read_all(source)[0].changes[0].entry.blob
    with pytest.raises(BlobError, match="3 MB long; at most 2 MB"):
        source.read(blob, limit=2 * 1024**2)


def test_missing_file_is_told_and_the_next_one_still_read(repository, opened):
    repository.put("a.md", "one")
    repository.commit()
    source = opened(repository)
    with pytest.raises(BlobError, match="lacks its content"):
        source.read("0" * 39 + "1", limit=100)
    assert source.read(read_all(source)[0].changes[0].entry.blob, limit=100) == b"one"


def test_broken_history_gives_what_it_has_then_says_so(repository, opened):
    repository.put("a.md", "one")
    repository.commit("First")
    repository.put("b/c.md", "two")
    repository.commit("Second")
    tree = repository.git("rev-parse", "HEAD:b")
    (repository.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    commits = opened(repository).commits(Stretch())
    assert next(commits).subject == "First"
    with pytest.raises(SourceError, match="The history is broken"):
        list(commits)


def test_submodule_named_like_a_page_is_told_by_its_mode(repository, opened):
    tip = repository.commit("Start")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{tip},sub.md")
    repository.commit_index("Submodule")
    change = read_all(opened(repository))[1].changes[0]
    assert (change.kind, change.entry.mode) == (ChangeKind.ADD, 0o160000)
