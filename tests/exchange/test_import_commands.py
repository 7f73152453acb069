import io
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import ROOT, make_user
from tests.exchange.conftest import live_paths, page_at, rows
from tests.setup.keeping import DATABASE, put_migrated
from wiki.spaces.models import Space


def run(*arguments):
    told = io.StringIO()
    call_command(*arguments, stdout=told)
    return told.getvalue()


@pytest.fixture
def handbook_folder(tmp_path):
    folder = tmp_path / "book"
    (folder / "tools").mkdir(parents=True)
    (folder / "README.md").write_text("# Book")
    (folder / "tools" / "a.md").write_text("one ![](a.png)")
    (folder / "tools" / "a.png").write_bytes(b"picture")
    return folder


@pytest.mark.django_db
def test_import_git_makes_the_space_and_reports(repository, admin):
    repository.put("docs/leave.md", "# Leave")
    repository.put("docs/bad.md", b"\xff")
    repository.commit()
    told = run("import_git", str(repository.folder), "--space", "staff-handbook", "--path", "docs")
    space = Space.objects.get(slug="staff-handbook")
    assert (space.name, live_paths(space)) == ("Staff handbook", {"docs/leave.md": "leave"})
    assert "1 live page from a file" in told
    assert "- docs/bad.md: a revision is left out" in told


@pytest.mark.django_db
def test_import_works_before_there_is_an_admin(repository):
    repository.put("README.md", "# Hello")
    repository.commit()
    run("import_git", str(repository.folder), "--space", "manual", "--name", "Our manual")
    assert live_paths(Space.objects.get(name="Our manual")) == {"README.md": ""}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("import_git", "/nowhere", "--space", "x"), "There is no file or folder /nowhere"),
        (("import_folder", "/nowhere", "--space", "x"), "There is no folder /nowhere"),
        (("import_git", "/nowhere", "--space", "Not A Slug"), "valid"),
        (("import_git", "/nowhere", "--space", "admin"), "address of the wiki itself"),
        (("import_git", "/nowhere", "--space", "x", "--as", "nobody@example.org"), "not the address of an admin"),
    ],
)
def test_impossible_wish_ends_in_one_line(arguments, why):
    with pytest.raises(CommandError, match=why) as caught:
        run(*arguments)
    assert "\n" not in str(caught.value)


@pytest.mark.django_db
def test_folder_is_imported_by_the_admin(handbook_folder, admin):
    other = make_user("Olga Admin", "Admin")
    run("import_folder", str(handbook_folder), "--space", "book", "--as", other.email)
    space = Space.objects.get(slug="book")
    assert live_paths(space) == {"README.md": "", "tools/": "tools", "tools/a.md": "tools/a"}
    page = page_at(space, "tools/a.md")
    assert (page.latest.author, list(page.files)) == (other, ["tools/a.png"])


@pytest.mark.django_db
def test_second_import_of_a_folder_brings_only_what_changed_in_it(handbook_folder, admin):
    (handbook_folder / "b.md").write_text("moves on")
    (handbook_folder / "c.md").write_text("is deleted")
    run("import_folder", str(handbook_folder), "--space", "book")
    (handbook_folder / "tools" / "a.md").write_text("two ![](a.png)")
    (handbook_folder / "b.md").rename(handbook_folder / "tools" / "b.md")
    (handbook_folder / "c.md").unlink()
    run("import_folder", str(handbook_folder), "--space", "book")
    space = Space.objects.get(slug="book")
    kinds = {path: [kind for _, kind, _, _ in rows(page_at(space, path))] for path in live_paths(space)}
    assert kinds == {
        "README.md": ["created", "edited"],
        "tools/": ["created"],
        "tools/a.md": ["created", "edited"],
        "tools/b.md": ["created", "moved"],
    }
    assert page_at(space, "c.md").trashed_at


@pytest.mark.django_db
def test_second_import_of_a_folder_leaves_what_people_wrote(handbook_folder, admin):
    from wiki.pages.actions import save_page

    run("import_folder", str(handbook_folder), "--space", "book")
    page = page_at(Space.objects.get(slug="book"), "tools/a.md")
    save_page(by=admin, page=page, base_number=1, title=page.title, text="ours", tags=[])
    run("import_folder", str(handbook_folder), "--space", "book")
    page.refresh_from_db()
    assert (page.text, page.latest.number) == ("ours", 2)


@pytest.mark.django_db
def test_picture_that_changed_in_a_folder_comes_along(handbook_folder, admin):
    run("import_folder", str(handbook_folder), "--space", "book")
    (handbook_folder / "tools" / "a.png").write_bytes(b"newer picture")
    run("import_folder", str(handbook_folder), "--space", "book")
    page = page_at(Space.objects.get(slug="book"), "tools/a.md")
    assert page.latest.number == 2


@pytest.mark.django_db
def test_progress_bar_is_for_terminals(repository, admin, monkeypatch, capsys):
    repository.put("a.md", "a")
    repository.commit()
    run("import_git", str(repository.folder), "--space", "silent")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    run("import_git", str(repository.folder), "--space", "shown")
    assert "reading the history: 100%" in capsys.readouterr().err


@pytest.mark.slow
def test_killed_import_goes_on_when_it_is_started_again(corpus, tmp_path):
    """With a real kill, which no line of ours sees coming."""
    bundle = str(corpus / "vatpac-sops" / "history.bundle")
    environment = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(tmp_path / "data")}
    put_migrated(tmp_path / "data" / DATABASE)
    importing = [sys.executable, str(ROOT / "manage.py"), "import_git", bundle, "--space", "handbook"]
    for seconds in (3, 4):
        process = subprocess.Popen(importing, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run(importing, env=environment, check=True, capture_output=True, text=True)
    assert "213 live pages" in done.stdout
    again = subprocess.run(importing, env=environment, check=True, capture_output=True, text=True)
    assert "0 revisions" in again.stdout
