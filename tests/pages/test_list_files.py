"""The files of a page: where each is used, new versions of them, and what nobody shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import make_page, make_revision
from tests.pages.photographs import drawn, photograph, saved, upload
from wiki.pages.actions import replace_file
from wiki.pages.attachments import attach
from wiki.pages.drafts import draft_for, keep_draft
from wiki.pages.errors import PageError
from wiki.pages.files.models import PinnedFile
from wiki.pages.files.uses import unused_files, uses_of, with_revisions
from wiki.pages.models import Page
from wiki.pages.revisions import bodies_of


def attached(page, name, content, by=None):
    """An upload to the page; its name and SHA-256."""
    return dict([attach(page, upload(name, content), {}, by=by)])


def fresh(page):
    return Page.objects.select_related("space", "latest", "rendering").get(pk=page.pk)


@pytest.fixture
def lived(page, editor):
    """A page that got a plan in revision 2, a newer one in revision 4, and lost its list in revision 5."""
    plan, items = attached(page, "plan.txt", b"old"), attached(page, "list.txt", b"list")
    make_revision(page, "[Plan](plan.txt)\n", by=editor, files=plan | items)
    make_revision(page, "[Plan](plan.txt) and more\n", by=editor, files=plan | items)
    newer = attached(page, "plan.txt", b"new")
    make_revision(page, "[Plan](plan.txt) and more\n", by=editor, files=newer | items)
    make_revision(page, "[Plan](plan.txt) and most\n", by=editor, files=newer)
    attached(page, "never.txt", b"never saved", by=editor)
    return fresh(page)


def stretches(page, user):
    return [
        (use.name, use.first and use.first.number, use.last and use.last.number, use.is_present, use.in_text)
        for use in uses_of(page, user)
    ]


def test_each_version_tells_the_revisions_that_show_it(lived, reader):
    assert stretches(lived, reader) == [
        ("list.txt", 2, 4, False, False),
        ("never.txt", None, None, False, False),
        ("plan.txt", 4, 5, True, True),
        ("plan.txt", 2, 3, False, False),
    ]


def test_list_says_who_brought_a_file_and_where_it_is_used(lived, editor_client, reader_client):
    shown = editor_client.get(lived.url("files/")).content.decode()
    assert "since revision 4" in shown
    assert "in revisions 2 to 3" in shown
    assert "Edith Editor" in shown
    assert "never.txt" in shown
    assert "Replace" in shown
    as_reader = reader_client.get(lived.url("files/")).content.decode()
    assert "never.txt" not in as_reader
    assert "Replace" not in as_reader


def test_other_pages_with_the_same_file_are_told_if_they_may_be_read(lived, space, members_space, reader, outsider):
    there, hidden = make_page(space, "There"), make_page(members_space, "Hidden")
    for other in (there, hidden):
        make_revision(other, "x\n", files=attached(other, "copy.txt", b"new"))
    present = next(use for use in uses_of(lived, reader) if use.is_present)
    assert [page.title for page in present.elsewhere] == ["Hidden", "There"]
    present = next(use for use in uses_of(lived, outsider) if use.is_present)
    assert present.elsewhere == []


def test_list_costs_the_same_for_twenty_files_and_for_forty(space, editor, editor_client):
    def queries(count):
        page = make_page(space, f"Page {count}")
        files = {}
        for number in range(count):
            files |= attached(page, f"{number}.txt", str(number).encode())
        make_revision(page, "x\n", by=editor, files=files)
        with CaptureQueriesContext(connection) as captured:
            assert editor_client.get(page.url("files/")).status_code == 200
        return len(captured)

    assert queries(20) == queries(40)


def test_page_without_files_says_where_they_come_from(page, reader_client):
    assert "This page has no files" in reader_client.get(page.url("files/")).content.decode()


def test_new_version_is_a_revision_with_its_reason_and_the_old_one_is_kept(lived, editor, editor_client):
    said = {"file": upload("anything.txt", b"newest"), "reason": "New pump"}
    answer = editor_client.post(lived.url("files/replacement/") + "?name=plan.txt", said)
    assert answer.status_code == 302
    page = fresh(lived)
    assert (page.latest.number, page.latest.reason, page.latest.author) == (6, "New pump", editor)
    *_, before, latest = bodies_of(page.revisions.order_by("number"))
    assert before.files.keys() == latest.files.keys()
    assert before.files["plan.txt"] != latest.files["plan.txt"]
    assert before.text == latest.text
    for body, content in ((before, b"new"), (latest, b"newest")):
        answer = editor_client.get(f"/p/{page.pk}/files/{body.files['plan.txt']}/plan.txt")
        assert b"".join(answer) == content


def test_new_version_leaves_the_text_that_one_is_writing(lived, editor):
    keep_draft(by=editor, page=lived, parent=None, text="Hours of work")
    replace_file(by=editor, page=lived, name="plan.txt", upload=upload("plan.txt", b"newest"), reason="")
    assert draft_for(editor, page=lived).text == "Hours of work"


@pytest.mark.parametrize(
    ("name", "new", "why"),
    [
        ("plan.txt", "plan.pdf", "can only be replaced by a file of its kind"),
        ("plan.txt", "plan.exe", "programs can't be attached"),
        ("gone.txt", "gone.txt", "has no file “gone.txt” any more"),
    ],
)
def test_new_version_that_can_not_be_is_refused(lived, editor, name, new, why):
    with pytest.raises(PageError, match=why):
        replace_file(by=editor, page=lived, name=name, upload=upload(new, b"newest"), reason="")
    assert fresh(lived).latest.number == 5


def test_same_content_is_no_new_version(lived, editor_client):
    answer = editor_client.post(lived.url("files/replacement/") + "?name=plan.txt", {"file": upload("x.txt", b"new")})
    assert answer.status_code == 422
    assert "This is the same file" in answer.content.decode()
    assert fresh(lived).latest.number == 5


def test_photograph_in_the_place_of_another_is_made_fit_to_be_shown(page, editor):
    make_revision(page, "![x](x.jpg)\n", files=attached(page, "x.jpg", photograph(800, 600)))
    revision = replace_file(
        by=editor, page=page, name="x.jpg", upload=upload("IMG.JPEG", photograph(3000, 2000)), reason=""
    )
    [use] = [use for use in uses_of(fresh(page), editor) if use.is_present]
    assert (use.name, use.file.width, use.first) == ("x.jpg", 2560, revision)


def test_reader_and_outsider_replace_nothing(lived, reader_client, outsider_client):
    address = lived.url("files/replacement/") + "?name=plan.txt"
    assert reader_client.post(address, {"file": upload("plan.txt", b"x")}).status_code == 403
    assert outsider_client.post(address, {"file": upload("plan.txt", b"x")}).status_code == 404
    assert fresh(lived).latest.number == 5


def test_replacement_asks_for_the_right_even_where_no_view_did(lived, reader):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        replace_file(by=reader, page=lived, name="plan.txt", upload=upload("plan.txt", b"x"), reason="")
    assert not PinnedFile.objects.filter(page=lived, by=reader).exists()


def test_name_of_any_kind_can_be_replaced(page, editor_client):
    name = "a&b=c #1 +é%20.txt"
    make_revision(page, "x\n", files=attached(page, name, b"old"))
    shown = editor_client.get(page.url("files/")).content.decode()
    address = shown.split("files/replacement/")[1].split('"')[0]
    answer = editor_client.post(page.url("files/replacement/") + address, {"file": upload("x.txt", b"new")})
    assert answer.status_code == 302


def test_report_of_a_space_tells_files_that_no_text_shows(lived, space, editor_client):
    make_revision(lived, "[Plan](plan.txt)\n", files=fresh(lived).files | attached(lived, "offered.txt", b"offered"))
    unused = with_revisions(unused_files(space))
    assert [(use.name, use.is_present, bool(use.first)) for use in unused] == [
        ("list.txt", False, True),
        ("never.txt", False, False),
        ("offered.txt", True, True),
        ("plan.txt", False, True),
    ]
    shown = editor_client.get(f"/{space.slug}/-/report/?list=files").content.decode()
    assert "only in revisions 2 to 4" in shown
    assert "offered, but not in the text" in shown
    assert "never saved" in shown
    day = timezone.localdate() + timedelta(days=30)
    assert str(day.year) in shown


def test_picture_in_a_table_or_a_link_counts_as_shown(page, space):
    files = attached(page, "a.png", saved(drawn(640, 480), "PNG")) | attached(page, "b.txt", b"b")
    make_revision(page, "| x |\n|---|\n| ![a](a.png) |\n\n[b](b.txt)\n", files=files)
    assert not unused_files(space).exists()


def test_upload_for_a_new_page_is_told_of_that_page_only(page, space, editor):
    files = attached(page, "plan.txt", b"plan", by=editor)
    assert [use.page for use in with_revisions(unused_files(space))] == [page]
    child = make_page(page, "Child", "See [plan](plan.txt).\n", by=editor, files=files)
    assert not unused_files(space).exists()
    make_revision(child, "Nothing.\n", files=files)
    assert [use.page for use in with_revisions(unused_files(space))] == [child]


def test_report_with_files_costs_the_same_for_two_and_for_forty_of_a_page(space, editor_client):
    def queries(count):
        page = make_page(space, f"Page {count}")
        for number in range(count):
            attached(page, f"{number}.txt", f"{count} {number}".encode())
        with CaptureQueriesContext(connection) as captured:
            assert editor_client.get(f"/{space.slug}/-/report/?list=files").status_code == 200
        PinnedFile.objects.filter(page=page).delete()
        return len(captured)

    assert queries(20) == queries(40)


def test_files_of_a_hidden_space_are_for_its_members(members_space, reader_client, outsider_client):
    page = make_page(members_space, "Plan")
    assert reader_client.get(page.url("files/")).status_code == 200
    assert outsider_client.get(page.url("files/")).status_code == 404
