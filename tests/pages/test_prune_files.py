"""Uploads that were never saved go after a month; what a revision or a draft shows stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.conftest import make_page, make_revision
from tests.pages.photographs import photograph, upload
from wiki.jobs.rounds import PERIODIC
from wiki.pages.actions import trash_page
from wiki.pages.attachments import attach
from wiki.pages.drafts import keep_draft
from wiki.pages.files.models import PinnedFile, StoredFile
from wiki.pages.files.pruning import prune_files
from wiki.pages.files.thumbnails import open_thumbnail
from wiki.pages.models import Page
from wiki.pages.tasks import clear_files


def uploaded(page, name, content=b"x", *, days=31):
    """An upload of so many days ago; its name and SHA-256."""
    name, sha256 = attach(page, upload(name, content), {})
    then = timezone.now() - timedelta(days=days)
    PinnedFile.objects.filter(page=page, name=name, file=sha256).update(at=then)
    StoredFile.objects.filter(pk=sha256).update(wanted_at=then)
    return {name: sha256}


def names():
    return sorted(PinnedFile.objects.values_list("name", flat=True))


def on_disk():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def test_upload_that_was_never_saved_goes_after_a_month_with_its_smaller_versions(page):
    [sha256] = uploaded(page, "x.jpg", photograph(1000, 750)).values()
    open_thumbnail(StoredFile.objects.get(pk=sha256), 480).close()
    assert prune_files() == 1
    assert names() == []
    assert not StoredFile.objects.exists()
    assert on_disk() == []


def test_upload_of_this_month_stays(page):
    uploaded(page, "x.txt", days=29)
    assert prune_files() == 0
    assert names() == ["x.txt"]


def test_file_that_any_revision_shows_stays_for_good(page, admin):
    files = uploaded(page, "x.txt")
    make_revision(page, "[x](x.txt)\n", files=files)
    make_revision(page, "gone\n", files={})
    trash_page(by=admin, page=Page.objects.get(pk=page.pk), reason="old")
    assert prune_files() == 0
    assert names() == ["x.txt"]
    with StoredFile.objects.get().open() as content:
        assert content.read() == b"x"


def test_file_of_a_draft_stays(page, space, editor):
    keep_draft(by=editor, page=page, parent=None, files=uploaded(page, "x.txt"))
    keep_draft(by=editor, page=None, parent=page, files=uploaded(page, "new.txt", b"new"))
    assert prune_files() == 0
    assert names() == ["new.txt", "x.txt"]


def test_content_that_another_page_shows_stays_there(page, space):
    other = make_page(space, "Other")
    make_revision(other, "[x](x.txt)\n", files=uploaded(other, "x.txt"))
    uploaded(page, "draft.txt")
    assert prune_files() == 0
    assert names() == ["x.txt"]
    assert len(on_disk()) == 1


def test_same_content_under_another_name_does_not_keep_an_upload(page):
    files = uploaded(page, "x.txt")
    uploaded(page, "y.txt")
    make_revision(page, "[x](x.txt)\n", files=files)
    prune_files()
    assert names() == ["x.txt"]


def test_content_that_somebody_hands_in_again_stays(page):
    uploaded(page, "x.txt")
    PinnedFile.objects.all().delete()
    attach(page, upload("x.txt", b"x"), {})
    assert prune_files() == 0
    assert len(on_disk()) == 1


def test_content_whose_import_has_not_come_to_its_pages_yet_stays(db):
    from wiki.pages.files.storing import store

    store(upload("x.txt", b"x"), "x.txt")
    assert prune_files() == 0
    assert StoredFile.objects.exists()


def test_it_comes_round_every_day(page):
    assert PERIODIC[clear_files] == timedelta(days=1)
    uploaded(page, "x.txt")
    assert clear_files.func() == 1


@pytest.mark.parametrize("count", [60])
def test_old_files_of_many_revisions_are_looked_at_page_by_page(page, count, django_assert_max_num_queries):
    files = {}
    for number in range(count):
        files |= uploaded(page, f"{number}.txt", str(number).encode())
    make_revision(page, "x\n", files=files)
    make_revision(page, "y\n", files={})
    with django_assert_max_num_queries(10):
        assert prune_files() == 0
