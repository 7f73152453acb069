"""What is exported and imported again is the same, revision by revision."""

import io
import subprocess
from collections import Counter, defaultdict

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from tests.conftest import make_page, make_revision, make_space
from wiki.exchange.reading.told import Told, split_told, with_told
from wiki.exchange.repository.paths import attachment_file, page_file, safe_path
from wiki.pages.actions import move_page, recover_page, trash_page
from wiki.pages.attachments import attach
from wiki.pages.files.models import StoredFile
from wiki.pages.models import Page, Revision, Trashing
from wiki.pages.revisions import bodies_of, record

pytestmark = pytest.mark.django_db


def export(target, *slugs):
    wanted = [word for slug in slugs for word in ("--space", slug)]
    call_command("export_git", str(target), *wanted, stdout=io.StringIO())
    return target


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True).stdout.decode()


def histories(space, *, without=()):
    """The revisions of every page of a space, in their order."""
    saved = list(Revision.objects.filter(page__space=space).exclude(pk__in=without).select_related("author"))
    pages = defaultdict(list)
    for row, body in sorted(zip(saved, bodies_of(saved), strict=True), key=lambda pair: pair[0].number):
        who = row.author.name if row.author else ""
        shown = (body.title, tuple(body.tags), tuple(sorted(body.files.values())))
        pages[row.page_id].append((row.content_hash, *shown, who, int(row.created_at.timestamp()), row.reason))
    return Counter(map(tuple, pages.values()))


def tree(space):
    return sorted(Page.objects.live().filter(space=space).values_list("path", "title"))


def bring_again(space, bring, tmp_path, admin):
    other = make_space("Copied again", by=admin)
    own = list(Revision.objects.filter(page__space=other).values_list("pk", flat=True))
    bring(export(tmp_path / "out.bundle", space.slug), into=other)
    assert histories(other, without=own) == histories(space)
    return other


def check_same_again(space, bring, tmp_path, admin):
    other = bring_again(space, bring, tmp_path, admin)
    assert tree(other) == tree(space)
    return other


@pytest.fixture
def written(admin, editor, trainer):
    """A wiki written by hand, with everything that can happen to a page."""
    space = make_space("Plant", by=admin)
    top = make_page(space, "Cleaning / <R-4>", "Wear gloves.\n", by=editor, tags=["safety", "r 4"])
    child = make_page(top, "Index", "# Another heading\n", by=editor)
    make_page(child, "README", "", by=editor)
    make_page(space, "..", "dots\n", by=editor)
    make_page(space, ".git", "git\n", by=editor)
    make_page(space, "Ü" * 90, "long\n", by=editor)
    make_revision(top, "Wear goggles.\n", by=trainer, reason="Two\nlines")
    make_revision(top, "Wear goggles.\n", by=editor, tags=["other"], reason="Tags only")
    make_revision(child, "---\ntitle: Not this one\n---\ntext", by=editor, title="INDEX")
    name, sha256 = attach(child, ContentFile(b"a plan", name="plan.txt"), {})
    make_revision(child, "[Plan](plan.txt)\n", by=editor, files={name: sha256})
    gone = make_page(space, "Gone", "gone\n", by=editor)
    back = make_page(space, "Back", "back\n", by=editor)
    for page in (gone, back):
        trash_page(by=editor, page=page, reason="Not needed")
    recover_page(by=trainer, page=Page.objects.get(pk=back.pk))
    other = make_page(space, "Elsewhere", "e\n", by=editor)
    move_page(by=editor, page=Page.objects.get(pk=top.pk), parent=other, reason="Belongs there")
    return space


def test_written_wiki_is_the_same_again(written, bring, tmp_path, admin):
    other = check_same_again(written, bring, tmp_path, admin)
    assert Trashing.objects.filter(page__space=other, recovered_at=None, reason="Not needed").count() == 1


def test_page_at_the_address_of_a_trashed_one_stays_another_page(written, bring, tmp_path, admin):
    make_page(written, "Gone", "another page\n", by=admin)
    other = bring_again(written, bring, tmp_path, admin)
    assert Page.objects.filter(space=other, title="Gone").count() == 2


def test_handbook_is_the_same_again(bring, shelf, corpus, tmp_path, admin):
    bring(corpus / "openshift-runbooks" / "history.bundle")
    check_same_again(shelf, bring, tmp_path, admin)


def test_folders_of_an_imported_handbook_are_the_same_again(repository, bring, shelf, tmp_path, admin):
    for path in ("_pages/about us/a.md", "_pages/tools/index.md", ".github/help.md"):
        repository.put(path, path)
    repository.commit()
    bring(repository)
    other = make_space("Copied again", by=admin)
    bring(export(tmp_path / "out.bundle", shelf.slug), into=other)
    assert tree(other)[1:] == tree(shelf)[1:]


def test_log_tells_who_when_and_why_with_moves_as_renames(written, tmp_path):
    folder = export(tmp_path / "out", written.slug)
    log = git(folder, "log", "--format=%an <%ae>|%ad|%s", "--date=format:%z")
    assert "Edith Editor <edith.editor@example.org>|+0000|Belongs there" in log
    moved = git(folder, "log", "-M", "--name-status", "--format=", "--grep=Belongs there", "main")
    assert "R100\tcleaning-r-4.md\telsewhere/cleaning-r-4.md" in moved
    assert (folder / "elsewhere" / "cleaning-r-4.md").read_text() == "Wear goggles.\n"
    assert (folder / "elsewhere" / "cleaning-r-4" / "index-" / "plan.txt").read_text() == "a plan"
    assert not git(folder, "status", "--porcelain")
    assert not git(folder, "fsck", "--strict")


def test_no_name_leads_out_of_the_repository_or_into_gits_own():
    for hostile in (
        "../../etc/passwd",
        "a/../../b",
        ".git/config",
        ".GIT/x",
        "git~1/x",
        "\\..\\x",
        "/etc",
        ".g\u200cit",
    ):
        path = safe_path(hostile)
        parts = path.lower().split("/")
        assert not path.startswith("/")
        assert not {"", ".", "..", ".git", "git~1"} & set(parts)
    assert "\n" not in safe_path("a\nb\x00c")


def test_long_names_fit_and_stay_apart():
    names = {page_file("ü" * 119 + end) for end in "ab"}
    assert len(names) == 2
    assert all(len(name.encode()) <= 255 for name in names)


def test_attachment_in_markdown_is_no_page():
    assert attachment_file("notes.md", "a/b.md") == "a/b/notes.md.txt"
    assert attachment_file("img/x.png", "a/b.md") == "img/x.png"


def test_two_names_that_differ_by_case_only_are_two_files(repository, bring, shelf, tmp_path):
    for path in ("Abc.md", "abc.md"):
        repository.put(path, path)
    repository.commit()
    bring(repository)
    files = git(export(tmp_path / "out", shelf.slug), "ls-files").split()
    assert len({file.casefold() for file in files}) == len(files) == 3


def test_several_spaces_are_a_folder_each(admin, tmp_path):
    for name in ("Plant", "Office"):
        make_space(name, by=admin)
    files = git(export(tmp_path / "out", "plant", "office"), "ls-files").split()
    assert files == ["office/README.md", "plant/README.md"]


def test_target_that_is_in_use_is_left_alone(admin, tmp_path):
    make_space("Plant", by=admin)
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        export(tmp_path, "plant")
    with pytest.raises(CommandError, match="no space nowhere"):
        export(tmp_path / "out", "nowhere")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_what_nobody_wrote_is_nobodys_again(admin, bring, tmp_path):
    space = make_space("Plant", by=admin)
    page = make_page(space, "Valve", by=admin)
    with transaction.atomic():
        page.text = "Put right by a script.\n"
        record(page, by=None, reason="Script")
    other = make_space("Copied", by=admin)
    bring(export(tmp_path / "out.bundle", "plant"), into=other)
    assert Revision.objects.get(page__space=other, reason="Script").author is None
    assert not User.objects.filter(name="Looseleaf").exists()


def test_page_moved_along_stands_at_its_own_place_from_its_next_revision_on(admin, tmp_path):
    space = make_space("Plant", by=admin)
    docs, valve = make_page(space, "Docs", by=admin), make_page(space, "Valve", by=admin)
    below = make_page(valve, "Seal", by=admin)
    move_page(by=admin, page=valve, parent=docs)
    make_revision(below, "Grease it.\n", by=admin)
    for page, source in ((valve, "_docs/valve.md"), (below, "docs/valve/seal.md")):
        Page.objects.filter(pk=page.pk).update(source_path=source)
    target = export(tmp_path / "out", "plant")
    assert (target / "docs/valve/seal.md").read_text() == "Grease it.\n"
    assert [path.name for path in (target / "_docs").iterdir()] == ["valve.md"]


def test_attachment_that_the_storage_has_lost_is_named_and_the_rest_is_there(admin, tmp_path):
    space = make_space("Oven", by=admin)
    page = make_page(space, "Cleaning", by=admin)
    name, sha256 = attach(page, ContentFile(b"plan", name="plan.txt"), {}, by=admin)
    make_revision(page, "[Plan](plan.txt)\n", by=admin, files={name: sha256})
    default_storage.delete(StoredFile.objects.get(pk=sha256).storage_name)
    with pytest.raises(CommandError, match=r"lost: cleaning/plan\.txt\."):
        export(tmp_path / "out", "oven")
    assert (tmp_path / "out" / "cleaning.md").read_text() == "[Plan](plan.txt)\n"


def test_missing_git_is_told_in_one_line_and_leaves_nothing(admin, tmp_path, monkeypatch):
    make_space("Plant", by=admin)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(CommandError, match="git is needed"):
        export(tmp_path / "out", "plant")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("reason", ["Why", "", "Two\nlines", "  spaced  "])
def test_message_keeps_reason_and_names(reason):
    told = Told("a.md", "A “title”", ["x"], None if reason == "Why" else reason)
    assert split_told(with_told(reason or "fallback", told)) == (reason, told)


@pytest.mark.parametrize("said", ["{", "[]", '{"file": 1}', '{"file": "a", "title": ""}', '{"other": 1}'])
def test_trailer_that_says_nothing_sound_is_part_of_the_message(said):
    message = f"Why\n\nLooseleaf-Revision: {said}"
    assert split_told(message) == (message, None)
