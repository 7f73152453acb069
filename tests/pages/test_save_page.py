"""Saving a page: what makes a revision, what merges, what conflicts, who may."""

import pytest
from django.core.exceptions import PermissionDenied
from reversion.models import Version

from tests.conftest import front_page, make_page, make_revision
from wiki.audit.models import AuditEvent
from wiki.pages import revisions
from wiki.pages.actions import save_page
from wiki.pages.errors import EditConflict, PageError
from wiki.pages.models import Page, Revision

TEXT = "# Purpose\n\nKeep it clean.\n\n# Steps\n\n1. Stop.\n2. Rinse.\n"


@pytest.fixture
def page(space):
    return make_page(space, text=TEXT)


def save(page, by, **fields):
    given = {"title": page.title, "text": page.text, "tags": page.tags, "base_number": page.latest.number}
    return save_page(by=by, page=page, **(given | fields))


def test_save_makes_the_next_revision_with_author_and_reason(page, editor):
    saved = save(page, editor, text=TEXT + "\nDone.\n", reason="One more line")
    assert (saved.revision.number, saved.revision.author, saved.revision.reason) == (2, editor, "One more line")
    assert saved.revision.size_change == len("\nDone.\n")


def test_each_revision_is_one_version_of_reversion(page, editor):
    save(page, editor, text="Other.\n")
    versions = Version.objects.get_for_object(page)
    assert [version.field_dict["text"] for version in versions] == ["Other.\n", TEXT]


def test_unchanged_page_makes_no_revision(page, editor):
    assert save(page, editor).revision is None
    assert page.revisions.count() == 1


def test_unchanged_text_from_a_browser_makes_no_revision(page, editor):
    assert save(page, editor, text=TEXT.replace("\n", "\r\n")).revision is None


def test_changed_tags_alone_make_a_revision(page, editor):
    saved = save(page, editor, tags=["cleaning"])
    assert revisions.body_of(saved.revision).tags == ["cleaning"]
    assert list(page.tag_rows.values_list("name", flat=True)) == ["cleaning"]


def test_reader_cannot_save(page, reader):
    with pytest.raises(PermissionDenied):
        save(page, reader, text="Mine now.\n")
    assert page.revisions.count() == 1


def test_outsider_cannot_save(page, outsider):
    with pytest.raises(PermissionDenied):
        save(page, outsider, text="Mine now.\n")


def test_changes_of_different_blocks_are_merged(page, editor, trainer):
    make_revision(page, TEXT.replace("clean", "very clean"), by=trainer)
    saved = save(page, editor, text=TEXT.replace("Rinse", "Rinse twice"))
    assert saved.revision.kind == Revision.Kind.MERGED
    text = Page.objects.get(pk=page.pk).text
    assert "very clean" in text
    assert "Rinse twice" in text


def test_changes_of_the_same_block_conflict_and_nothing_is_written(page, editor, trainer):
    make_revision(page, TEXT.replace("clean", "very clean"), by=trainer)
    with pytest.raises(EditConflict) as caught:
        save(page, editor, text=TEXT.replace("clean", "spotless"))
    [conflict] = [part for part in caught.value.merge.parts if hasattr(part, "mine")]
    assert "Keep it clean." in conflict.base
    assert "spotless" in conflict.mine
    assert "very clean" in conflict.theirs
    assert page.revisions.count() == 2


def test_the_same_save_twice_makes_one_revision(page, editor):
    save(page, editor, text="Once.\n")
    assert save(page, editor, text="Once.\n").revision is None
    assert page.revisions.count() == 2


def test_front_matter_of_an_imported_page_is_kept(page, editor):
    Page.objects.filter(pk=page.pk).update(front_matter="---\ntitle: Cleaning\n---\n")
    revision = save(page, editor, text="New.\n").revision
    assert revisions.body_of(revision).source == "---\ntitle: Cleaning\n---\nNew.\n"


@pytest.mark.parametrize("title", ["", "   ", "x" * 251])
def test_bad_title_is_refused(page, editor, title):
    with pytest.raises(PageError):
        save(page, editor, title=title)


def test_nul_is_refused_in_words(page, editor):
    with pytest.raises(PageError, match="NUL"):
        save(page, editor, text="a\0b")


def test_edit_that_began_at_an_unknown_revision_is_refused(page, editor):
    with pytest.raises(PageError):
        save(page, editor, base_number=7, text="x")


def test_save_is_in_the_audit_trail_with_before_and_after(page, editor):
    save(page, editor, text="New.\n", reason="Because")
    event = AuditEvent.objects.first()
    assert (event.action, event.actor_name, event.reason) == ("page.edited", "Edith Editor", "Because")
    assert (event.before["revision"], event.after["revision"]) == (1, 2)


def test_a_page_is_rendered_at_save(page, editor):
    save(page, editor, text="# Hello\n")
    rendering = Page.objects.get(pk=page.pk).rendering
    assert "Hello</h1>" in rendering.html
    assert rendering.number == 2


def test_new_page_of_a_form_has_plain_line_ends(space, editor_client):
    said = {"title": "Mixer", "text": "Unplug it.\r\n\r\nWipe it.\r\n"}
    assert editor_client.post(front_page(space).url("new/"), said).status_code == 302
    page = Page.objects.get(title="Mixer")
    assert page.text == revisions.body_of(page.latest).text == "Unplug it.\n\nWipe it.\n"
