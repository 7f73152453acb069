import pytest

from tests.exchange.conftest import kinds, read_all
from wiki.exchange.reading import git_command
from wiki.exchange.reading.git_source import open_git
from wiki.exchange.reading.stream import SourceError

LONG = "\n".join(f"Line {number} of a page that is long enough to be known again." for number in range(40))


@pytest.mark.parametrize("name", ["side", "v1"])
def test_branch_or_tag_can_be_chosen(merged, opened, name):
    merged.git("tag", "v1", "side")
    assert [commit.subject for commit in read_all(opened(merged, branch=name))] == [
        "Start",
        "Side 1",
        "Side 2",
    ]


def test_unknown_branch_is_told_with_those_that_there_are(merged, opened):
    with pytest.raises(SourceError, match=r"no branch “dev”; there are: main, side\."):
        opened(merged, branch="dev")


def test_branch_name_cannot_be_an_option(merged, opened):
    with pytest.raises(SourceError, match="no branch"):
        opened(merged, branch="--output=/tmp/x")


def test_bundle_reads_like_its_repository(merged, opened, tmp_path):
    bundle = merged.bundle(tmp_path / "all.bundle")
    assert read_all(opened(bundle)) == read_all(opened(merged))


def test_bundle_without_head_uses_its_main_branch(merged, opened, tmp_path):
    bundle = merged.bundle(tmp_path / "two.bundle", "main", "side")
    assert read_all(opened(bundle))[-1].subject == "Merge"


def test_bare_repository_and_linked_work_tree_are_read(merged, opened, tmp_path):
    merged.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    merged.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "side")
    assert read_all(opened(tmp_path / "bare.git"))[-1].subject == "Merge"
    assert read_all(opened(tmp_path / "linked"))[-1].subject == "Side 2"


def test_shallow_clone_starts_where_it_was_cut(merged, opened, tmp_path):
    merged.git("clone", "--quiet", "--depth=1", f"file://{merged.folder}", str(tmp_path / "shallow"))
    assert [len(commit.changes) for commit in read_all(opened(tmp_path / "shallow"))] == [3]


def test_damaged_bundle_is_told_in_one_line(merged, opened, tmp_path):
    bundle = merged.bundle(tmp_path / "bad.bundle")
    content = bytearray(bundle.read_bytes())
    content[-40:-30] = b"\0" * 10
    bundle.write_bytes(content)
    with pytest.raises(SourceError, match=r"^bad\.bundle is damaged: .+$"):
        opened(bundle)


def test_cut_off_bundle_is_told(merged, opened, tmp_path):
    bundle = merged.bundle(tmp_path / "cut.bundle")
    bundle.write_bytes(bundle.read_bytes()[:-200])
    with pytest.raises(SourceError, match=r"^cut\.bundle is damaged: "):
        opened(bundle)


def test_other_file_folder_and_nothing_are_told_apart(opened, tmp_path):
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError, match=r"notes\.txt is not a git bundle"):
        opened(tmp_path / "notes.txt")
    with pytest.raises(SourceError, match="neither a git repository nor a bundle"):
        opened(tmp_path / "folder")
    with pytest.raises(SourceError, match="There is no file or folder"):
        opened(tmp_path / "nothing")


def test_repository_without_commits_is_told(repository, opened):
    with pytest.raises(SourceError, match="no branch with a commit"):
        opened(repository)


def test_missing_git_is_told(repository, opened, monkeypatch):
    monkeypatch.setattr(git_command.shutil, "which", lambda name: None)
    with pytest.raises(SourceError, match="git is needed"):
        opened(repository)


def test_nothing_in_the_repository_is_run(repository, opened, tmp_path):
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    repository.put("a.md", LONG)
    repository.put(".gitattributes", "*.md diff=trap filter=trap\n")
    repository.commit()
    repository.git("mv", "a.md", "b.md")
    repository.commit()
    for setting in (
        "diff.trap.textconv",
        "diff.trap.command",
        "diff.external",
        "filter.trap.smudge",
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "gpg.program",
        "uploadpack.packObjectsHook",
        "core.alternateRefsCommand",
    ):
        repository.git("config", setting, str(trap))
    repository.git("config", "log.showSignature", "true")
    for hook in ("post-checkout", "reference-transaction", "pre-auto-gc"):
        (repository.folder / ".git" / "hooks" / hook).write_text(trap.read_text())
        (repository.folder / ".git" / "hooks" / hook).chmod(0o755)
    source = opened(repository)
    assert kinds(read_all(source)[1]) == [("rename", "a.md", "b.md")]
    assert source.read(source.tree(source.tip)["b.md"].blob, limit=10_000) == LONG.encode()
    assert not (tmp_path / "sprung").exists()


def test_repository_is_not_changed_and_scratch_is_left_empty(merged, tmp_path):
    before = sorted(path for path in merged.folder.rglob("*"))
    with open_git(merged.folder, scratch=tmp_path / "scratch") as source:
        read_all(source)
    assert sorted(path for path in merged.folder.rglob("*")) == before
    assert list((tmp_path / "scratch").iterdir()) == []
