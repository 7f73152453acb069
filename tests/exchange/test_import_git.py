import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from tests.conftest import make_space, make_user
from tests.exchange.conftest import live_paths, page_at, rows
from wiki.audit.models import AuditEvent
from wiki.exchange.actions import request_import
from wiki.exchange.models import Import
from wiki.pages.actions import recover_page
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Page, Trashing
from wiki.pages.revisions import bodies_of, body_of

LONG = "\n".join(f"Line {number} of a page that is long enough to be known again." for number in range(40))
PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
pytestmark = pytest.mark.django_db


def test_each_commit_becomes_a_revision_with_author_date_and_message(repository, bring, shelf):
    repository.put("leave.md", "# Leave\n\nFive days.\n")
    repository.commit("Write down leave\n\nAsked for by the council.", name="Zoë", email="zoe@example.invalid")
    repository.put("leave.md", "# Leave\n\nSix days.\n")
    repository.commit("One more day", date="1700003600 +0100")
    bring(repository)
    page = page_at(shelf, "leave.md")
    assert rows(page) == [
        (1, "created", "Zoë", "Write down leave\n\nAsked for by the council."),
        (2, "edited", "Ada", "One more day"),
    ]
    assert page.latest.created_at.timestamp() == 1700003600
    assert (page.title, page.path, page.text) == ("Leave", "leave", "# Leave\n\nSix days.\n")
    assert page.created_at.timestamp() == 1700000000


def test_text_is_kept_byte_for_byte_with_front_matter_apart(repository, bring, shelf):
    content = "\ufeff---\r\ntitle: Café\r\ntags: [Safety, First Aid]\r\n---\r\n# Other\r\n\r\nno newline at end"
    repository.put("a.md", content)
    repository.commit()
    bring(repository)
    page = page_at(shelf, "a.md")
    body = body_of(page.latest)
    assert body.front_matter + body.text == content
    assert page.latest.content_hash == hashlib.sha256(content.encode()).hexdigest()
    assert (page.title, page.tags) == ("Café", ["safety", "first aid"])
    assert page.rendering.number == 1


def test_stray_zero_byte_stays_in_the_revision_and_is_not_shown(repository, bring, shelf):
    content = LONG + "\0"
    repository.put("a.md", content)
    repository.commit()
    bring(repository)
    page = page_at(shelf, "a.md")
    assert body_of(page.latest).text == content
    assert page.text == LONG + "\ufffd"


def test_moved_file_is_a_moved_page_and_the_old_address_leads_to_it(repository, bring, shelf, admin_client):
    repository.put("old/leave.md", LONG)
    repository.commit("Write")
    repository.put("new/x.md", "x")
    repository.git("mv", "old/leave.md", "new/holidays.md")
    repository.commit("Move")
    bring(repository)
    page = page_at(shelf, "new/holidays.md")
    assert [(kind, reason) for _, kind, _, reason in rows(page)] == [("created", "Write"), ("moved", "Move")]
    assert [row.path for row in page.revisions.order_by("number")] == ["old/leave", "new/holidays"]
    response = admin_client.get("/manual/old/leave/")
    assert response.headers["Location"] == "/manual/new/holidays/"


def test_deleted_file_is_a_trashed_page_that_can_be_recovered_to_its_folder(repository, bring, shelf, admin):
    repository.put("tools/a.md", "keep")
    repository.put("tools/b.md", "gone soon")
    repository.commit("Write")
    repository.git("rm", "--quiet", "tools/b.md")
    repository.commit("Not needed", name="Bea", email="bea@example.invalid", date="1700000100 +0000")
    bring(repository)
    page = page_at(shelf, "tools/b.md")
    stay = Trashing.objects.get(page=page)
    assert (str(stay.by), stay.reason, stay.after_number, stay.recovered_at) == ("Bea", "Not needed", 1, None)
    assert page.trashed_at.timestamp() == 1700000100
    assert recover_page(by=admin, page=page).path == "tools/b"


def test_recreated_file_recovers_its_page(repository, bring, shelf):
    repository.put("a.md", "one")
    repository.commit("Write")
    repository.git("rm", "--quiet", "a.md")
    repository.commit("Delete")
    repository.put("a.md", "two")
    repository.commit("Write again", name="Bea", email="bea@example.invalid")
    bring(repository)
    page = page_at(shelf, "a.md")
    assert [kind for _, kind, _, _ in rows(page)] == ["created", "recovered"]
    assert page.trashed_at is None
    stay = Trashing.objects.get(page=page)
    assert (stay.reason, str(stay.recovered_by), stay.after_number) == ("Delete", "Bea", 1)


def test_folders_make_the_tree(repository, bring, shelf):
    for path in ("tools/index.md", "tools/slack.md", "tools/slack/records.md", "policies/leave.md"):
        repository.put(path, path)
    repository.commit()
    job = bring(repository)
    assert live_paths(shelf) == {
        "tools/index.md": "tools",
        "tools/slack.md": "tools/slack",
        "tools/slack/records.md": "tools/slack/records",
        "policies/": "policies",
        "policies/leave.md": "policies/leave",
    }
    section = page_at(shelf, "policies/")
    assert (section.title, section.rendering.number, job.counts["sections"]) == ("Policies", 1, 1)
    assert page_at(shelf, "policies/leave.md").parent_id == section.pk


def test_only_a_folder_can_be_imported_with_the_pictures_outside_of_it(repository, bring, shelf):
    repository.put("docs/index.md", "![](../img/a.png)")
    repository.put("docs/deep/a.md", "a")
    repository.put("notes.md", "not wanted")
    repository.put("img/a.png", PNG)
    repository.commit()
    bring(repository, root="docs/")
    assert live_paths(shelf) == {"docs/index.md": "", "docs/deep/": "deep", "docs/deep/a.md": "deep/a"}
    assert list(page_at(shelf, "docs/index.md").files) == ["img/a.png"]


def test_links_and_pictures_between_files_lead_to_pages_and_attachments(repository, bring, shelf, admin_client):
    repository.put("a/x.md", "[to y](../b/y.md#part) [by address](../../b/y/) ![map](img/map.png)\n")
    repository.put("b/y.md", "# Y\n\n## Part\n")
    repository.put("a/img/map.png", PNG)
    repository.commit()
    bring(repository)
    page = page_at(shelf, "a/x.md")
    sha256 = hashlib.sha256(PNG).hexdigest()
    assert page.files == {"a/img/map.png": sha256}
    assert page.rendering.html.count('href="/manual/b/y/') == 2
    assert f"/p/{page.pk}/files/{sha256}/a/img/map.png" in page.rendering.html
    assert admin_client.get(f"/p/{page.pk}/files/{sha256}/a/img/map.png").getvalue() == PNG


def test_addresses_on_the_old_site_lead_to_the_page(repository, bring, shelf, admin_client):
    repository.put("docs/leave.md", "---\nredirect_from:\n  - /holidays/\n---\n# Leave")
    repository.put("docs/older.md", "---\nredirect_from: /holidays/\n---\nNot needed any more")
    repository.commit()
    repository.git("rm", "--quiet", "docs/older.md")
    repository.put("docs/a/b.md", '[by tag]({% page "holidays" %}) [absolute](/holidays/)\n')
    repository.commit()
    bring(repository)
    assert admin_client.get("/manual/holidays/").headers["Location"] == "/manual/docs/leave/"
    assert page_at(shelf, "docs/a/b.md").rendering.html.count('href="/manual/docs/leave/"') == 2


def test_each_revision_pins_the_picture_that_it_showed(repository, bring, shelf):
    repository.put("a.md", "![](a.png) first")
    repository.put("a.png", PNG)
    repository.commit("Write")
    repository.put("a.png", PNG + b"2")
    repository.commit("New picture", name="Bea", email="bea@example.invalid")
    repository.put("a.md", "![](a.png) second")
    repository.commit("New text")
    bring(repository)
    page = page_at(shelf, "a.md")
    shown = [body.files["a.png"] for body in bodies_of(list(page.revisions.order_by("number")))]
    first, second = (hashlib.sha256(content).hexdigest() for content in (PNG, PNG + b"2"))
    assert shown == [first, second, second]
    assert [author for _, _, author, _ in rows(page)] == ["Ada", "Bea", "Ada"]
    with StoredFile.objects.get(pk=first).open() as kept:
        assert kept.read() == PNG


def test_authors_become_people_who_can_not_sign_in(repository, bring):
    make_user("Real Ada", email="ada@example.org")
    repository.put("a.md", "one")
    repository.commit(name="Ada", email="ada@example.org")
    repository.put("a.md", "two")
    repository.commit(name="Ada", email="ada@elsewhere.invalid")
    repository.put("a.md", "three")
    repository.commit(name="Bea", email="not an address")
    bring(repository)
    ada, bea = User.objects.filter(is_imported=True).order_by("name")
    assert (ada.name, ada.is_active, ada.has_usable_password()) == ("Ada", False, False)
    assert (bea.name, bea.email.endswith("@imported.invalid")) == ("Bea", True)
    assert User.objects.get(email="ada@example.org").name == "Real Ada"


def test_symbolic_link_is_told_and_never_read_through(repository, bring, shelf, tmp_path):
    (tmp_path / "secret.md").write_text("secret")
    (repository.folder / "link.md").symlink_to("../secret.md")
    repository.commit()
    job = bring(repository)
    assert page_at(shelf, "link.md").text == "../secret.md"
    assert "link.md: it is a symbolic link to ../secret.md" in job.notes[0]


def test_what_can_not_be_imported_is_told_and_the_rest_comes_in(repository, bring, shelf, settings):
    settings.ATTACHMENT_LIMIT = 1000
    repository.put("good.md", "![](big.png) [run](setup.exe)")
    repository.put("latin.md", "caf\xe9".encode("latin-1"))
    repository.put("huge.md", "x" * (6 * 1024 * 1024))
    repository.put("big.png", b"x" * 2000)
    repository.put("setup.exe", b"MZ")
    commit = repository.commit()
    job = bring(repository)
    assert live_paths(shelf) == {"good.md": "good"}
    assert sorted(note.partition(": ")[0] for note in job.notes) == ["big.png", "huge.md", "latin.md", "setup.exe"]
    assert f"latin.md: a revision is left out, because it is not text in UTF-8 (byte 3) ({commit[:10]})" in job.notes
    assert page_at(shelf, "good.md").files == {}


def test_file_that_becomes_readable_makes_its_page_then(repository, bring, shelf):
    repository.put("a.md", b"\xff")
    repository.commit("Broken")
    repository.put("a.md", "fine")
    repository.commit("Mended")
    bring(repository)
    assert rows(page_at(shelf, "a.md")) == [(1, "created", "Ada", "Mended")]


def test_all_commits_of_side_branches_end_in_the_same_pages(repository, bring, shelf, admin):
    repository.put("a.md", "one")
    repository.commit("Start")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.put("b.md", "b")
    repository.commit("Side")
    repository.git("checkout", "--quiet", "main")
    repository.put("a.md", "two")
    repository.commit("Main")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    repository.put("b.md", "settled in the merge")
    repository.commit("Merge")
    bring(repository, all_commits=True)
    assert [reason for _, _, _, reason in rows(page_at(shelf, "b.md"))] == ["Side", "Merge"]
    other = make_space("Main line", by=admin)
    bring(repository, into=other)
    assert [reason for _, _, _, reason in rows(page_at(other, "b.md"))] == ["Merge"]
    for path in ("a.md", "b.md"):
        assert page_at(shelf, path).text == page_at(other, path).text


def test_people_without_the_right_can_not_import(shelf, trainer):
    with pytest.raises(PermissionDenied):
        request_import(by=trainer, space=shelf, source="git", location="/x")
    assert not Import.objects.exists()


def test_audit_trail_tells_of_the_import_its_pages_and_its_people(repository, bring, shelf, admin):
    repository.put("a.md", "one")
    repository.commit()
    repository.put("a.md", "two")
    repository.commit()
    job = bring(repository)
    events = {event.action: event for event in AuditEvent.objects.filter(space="manual", actor_id=str(admin.pk))}
    assert events["import.finished"].after["up_to"] == job.tip
    assert events["page.imported"].after["imported"] == 2
    assert AuditEvent.objects.filter(action="person.imported").count() == 1


def test_half_imported_pages_are_not_shown(repository, bring, shelf, monkeypatch):
    seen = []
    monkeypatch.setattr("wiki.exchange.writing.run.Run._place", lambda run: seen.extend(live_paths(shelf)))
    repository.put("a.md", "one")
    repository.commit()
    bring(repository)
    assert seen == []
    assert Page.objects.filter(source_path="a.md").exists()
