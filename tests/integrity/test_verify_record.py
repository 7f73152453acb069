"""`manage.py verify` finds what is no longer what was saved: revisions, pages, files and the audit trail itself."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.audit.chained import run, unprotected
from tests.integrity.tampering import edit_body, names, verified
from wiki.audit.heads import head, keep_head
from wiki.pages.files.models import StoredFile


def test_record_that_nobody_touched_has_no_findings(saved):
    code, lines = verified()
    assert code == 0
    assert lines == [f"No findings; {head().sequence} links, head {head().hash}."]


def test_text_of_a_version_that_was_changed_is_found(saved):
    edit_body(saved.revisions.get(number=2), text="Gloves are for cowards.\n")
    assert names() == ["revision-changed"]


def test_text_that_was_changed_together_with_its_hash_is_found_by_the_audit_trail(saved):
    revision = saved.revisions.get(number=2)
    forged = edit_body(revision, text="Gloves are for cowards.\n")
    with unprotected():
        run("UPDATE wiki_revision SET content_hash = %s WHERE id = %s", values=(forged, revision.pk))
    assert names() == ["revision-replaced"]


def test_title_of_a_version_that_was_changed_is_found(saved):
    edit_body(saved.revisions.get(number=2), title="Another title")
    assert names() == ["title-changed"]


def test_version_that_can_not_be_read_is_found(saved):
    version = saved.revisions.get(number=2).version_id
    with unprotected():
        run("UPDATE reversion_version SET serialized_data = 'nothing' WHERE id = %s", values=(version,))
    assert names() == ["revision-lost"]


def test_revision_that_was_deleted_is_found(saved):
    with unprotected():
        run("DELETE FROM wiki_revision WHERE page_id = %s AND number = 2", values=(saved.pk,))
    assert names() == ["revisions-deleted", "revision-deleted"]


@pytest.mark.parametrize(
    ("column", "value"), [("text", "Never saved.\n"), ("title", "Never saved"), ("tags", '["x"]'), ("files", "{}")]
)
def test_page_that_shows_what_nobody_saved_is_found(saved, column, value):
    run(f"UPDATE wiki_page SET {column} = %s WHERE id = %s", values=(value, saved.pk))
    assert names() == ["page-changed"]


def test_file_with_another_content_is_found(saved):
    place = StoredFile.objects.get().storage_name
    default_storage.delete(place)
    default_storage.save(place, ContentFile(b"another plan"))
    assert names() == ["file-changed"]


def test_file_that_is_gone_is_found(saved):
    default_storage.delete(StoredFile.objects.get().storage_name)
    assert names() == ["file-lost"]


def test_file_that_can_not_be_read_is_found(saved):
    place = Path(default_storage.path(StoredFile.objects.get().storage_name))
    place.unlink()
    place.mkdir()
    code, lines = verified()
    assert (code, lines[0]) == (1, f"file-unreadable: The file {place.name} can't be read: is a directory.")
    place.rmdir()


def test_what_can_be_done_about_files_is_told_once(saved):
    default_storage.delete(StoredFile.objects.get().storage_name)
    lines = verified()[1]
    assert [line for line in lines if "What to do" in line] == [lines[1]]
    assert "Take it out of a backup, where it is looseleaf-backup/files/HASH" in lines[1]


def test_file_that_nobody_knows_any_more_is_found(saved):
    edit_body(saved.revisions.get(number=2), files={"plan.txt": "0" * 64})
    assert names(only=["revisions"]) == ["file-unknown"]


def test_finding_is_a_line_that_says_what_where(saved):
    edit_body(saved.revisions.get(number=2), text="Gloves are for cowards.\n")
    code, lines = verified()
    assert code == 1
    assert lines[0] == (
        f"revision-changed: The text of revision 2 of page {saved.pk} (“Cleaning reactor R-4”) is not the one "
        "that was saved."
    )
    assert lines[1].startswith("  What to do: The database was changed past the wiki.")
    assert lines[2].startswith("1 finding; ")


def test_heads_in_the_data_folder_are_looked_at(saved):
    keep_head()
    assert names() == []
    with unprotected():
        run("UPDATE wiki_auditlink SET hash = %s WHERE sequence = %s", values=("0" * 64, head().sequence))
    assert names(only=["heads"]) == ["rewritten"]


def test_outside_copy_of_heads_is_looked_at(saved, tmp_path):
    copy = tmp_path / "heads.txt"
    copy.write_text(f"{head()}\n")
    assert names(heads=copy) == []
    copy.write_text(f"2026-01-01T00:00:00Z {head().sequence} {'0' * 64}\n")
    assert names(heads=copy) == ["rewritten"]


def test_outside_copy_that_can_not_be_read_is_told_in_one_line(db, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.txt can't be read: No such file or directory\."):
        call_command("verify", heads=Path(tmp_path / "nowhere.txt"))


def test_only_the_checks_that_are_asked_for_are_run(saved):
    edit_body(saved.revisions.get(number=2), text="Gloves are for cowards.\n")
    assert names(only=["trail", "files"]) == []
