import os
import zipfile

import pytest

from wiki.exchange.reading import archive
from wiki.exchange.reading.archive import ArchiveSource
from wiki.exchange.reading.folder import FolderSource
from wiki.exchange.reading.stream import (
    BlobError,
    ChangeKind,
    FileChange,
    FileEntry,
    SourceError,
    changes_between,
    page_changes,
)


def make_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def contents(source):
    return {path: source.read(entry.blob, limit=10_000) for path, entry in source.tree().items()}


def test_folder_gives_every_file_but_those_of_tools(tmp_path):
    for name in ("a.md", "tools/b c.md", ".git/config", "node_modules/x.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert contents(FolderSource(tmp_path)) == {"a.md": b"a.md", "tools/b c.md": b"tools/b c.md"}


def test_links_out_of_a_folder_are_named_but_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("secret")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "file.md").symlink_to("../outside/secret.md")
    (tmp_path / "book" / "folder").symlink_to("../outside")
    source = FolderSource(tmp_path / "book")
    assert contents(source) == {"file.md": b"../outside/secret.md", "folder": b"../outside"}
    assert all(entry.is_symlink for entry in source.tree().values())


def test_file_that_became_a_link_meanwhile_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "book").mkdir()
    page = tmp_path / "book" / "a.md"
    page.write_text("one")
    source = FolderSource(tmp_path / "book")
    blob = source.tree()["a.md"].blob
    page.unlink()
    page.symlink_to(tmp_path / "secret")
    assert source.read(blob, limit=100) != b"secret"


def test_pipes_are_left_out(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert FolderSource(tmp_path).tree() == {}


def test_large_file_of_a_folder_is_refused(tmp_path):
    (tmp_path / "a.md").write_text("x" * 11)
    source = FolderSource(tmp_path)
    with pytest.raises(BlobError):
        source.read(source.tree()["a.md"].blob, limit=10)


def test_missing_folder_is_told(tmp_path):
    with pytest.raises(SourceError, match="There is no folder"):
        FolderSource(tmp_path / "nothing")


def test_zip_gives_its_files_without_the_folder_around_them(tmp_path):
    packed = make_zip(tmp_path / "a.zip", {"book-main/a.md": "one", "book-main/img/b.png": "two"})
    with ArchiveSource(packed) as source:
        assert contents(source) == {"a.md": b"one", "img/b.png": b"two"}


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "b/../../a.md", "C:/a.md", "..\\a.md"])
def test_names_that_leave_a_zip_are_left_out(tmp_path, name):
    with ArchiveSource(make_zip(tmp_path / "a.zip", {name: "bad", "good.md": "good"})) as source:
        assert contents(source) == {"good.md": b"good"}


def test_zip_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path):
    packed = make_zip(tmp_path / "bomb.zip", {"a.md": b"\0" * 20_000_000})
    with pytest.raises(SourceError, match=r"bomb\.zip would unpack to 19 MB"):
        ArchiveSource(packed)


def test_zip_that_lies_about_a_length_gives_no_more_than_it_said(tmp_path):
    packed = make_zip(tmp_path / "a.zip", {"a.md": b"x" * 5000})
    content = bytearray(packed.read_bytes())
    for field in (content.rfind(b"PK\x01\x02") + 24, content.find(b"PK\x03\x04") + 22):
        content[field : field + 4] = (10).to_bytes(4, "little")
    packed.write_bytes(content)
    with ArchiveSource(packed) as source, pytest.raises(BlobError, match="damaged"):
        source.read(source.tree()["a.md"].blob, limit=10_000)


def test_zip_with_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILES", 2)
    with pytest.raises(SourceError, match="more than 2 files"):
        ArchiveSource(make_zip(tmp_path / "a.zip", {f"{number}.md": "x" for number in range(3)}))


def test_damaged_file_in_a_zip_is_told_and_the_rest_read(tmp_path):
    packed = make_zip(tmp_path / "a.zip", {"a.md": os.urandom(2000), "b.md": "fine"})
    content = bytearray(packed.read_bytes())
    content[500:520] = b"\0" * 20
    packed.write_bytes(content)
    with ArchiveSource(packed) as source:
        tree = source.tree()
        with pytest.raises(BlobError, match="damaged"):
            source.read(tree["a.md"].blob, limit=10_000)
        assert source.read(tree["b.md"].blob, limit=10_000) == b"fine"


def test_other_file_is_no_zip(tmp_path):
    (tmp_path / "a.zip").write_text("hello")
    with pytest.raises(SourceError, match="not a ZIP file"):
        ArchiveSource(tmp_path / "a.zip")


def test_difference_of_two_trees_knows_additions_edits_deletions_and_moves():
    old = {"same": FileEntry("1"), "edited": FileEntry("2"), "gone": FileEntry("3"), "old": FileEntry("4")}
    new = {"same": FileEntry("1"), "edited": FileEntry("5"), "added": FileEntry("6"), "new": FileEntry("4")}
    assert [(change.kind.value, change.old_path, change.path) for change in changes_between(old, new)] == [
        ("delete", "", "gone"),
        ("add", "", "added"),
        ("edit", "", "edited"),
        ("rename", "old", "new"),
    ]


def test_rename_over_the_border_of_what_is_imported_is_an_addition_or_a_deletion():
    entry = FileEntry("1")
    changes = (
        FileChange(ChangeKind.RENAME, "docs/a.md", entry, "a.md"),
        FileChange(ChangeKind.RENAME, "b.md", entry, "docs/b.md"),
        FileChange(ChangeKind.RENAME, "docs/c.md", entry, "docs/c.txt"),
        FileChange(ChangeKind.RENAME, "docs/d.md", entry, "docs/e.md"),
        FileChange(ChangeKind.EDIT, "docs2/f.md", entry),
    )
    assert [(change.kind.value, change.path) for change in page_changes(changes, root="docs")] == [
        ("add", "docs/a.md"),
        ("delete", "docs/b.md"),
        ("add", "docs/c.md"),
        ("rename", "docs/d.md"),
    ]
