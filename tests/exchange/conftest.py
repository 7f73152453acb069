"""Small repositories made by git itself, the three handbooks, and a document to take evidence of."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from accounts.zones import site_today
from tests.conftest import PASSWORD, make_page, make_revision, make_space, make_user
from tests.control.desk import fresh
from tests.exchange.proving import SECRET, approve
from tests.training.asking import confirm
from wiki.control.actions import change_policy, control_space, keep_unchanged
from wiki.exchange.actions import request_import
from wiki.exchange.carrying import carry_out
from wiki.exchange.reading.git import Stretch
from wiki.exchange.reading.git_source import open_git
from wiki.pages.attachments import attach
from wiki.pages.models import Page
from wiki.spaces.models import Level, Membership

HANDBOOKS = ("18f-handbook", "vatpac-sops", "openshift-runbooks")


# Whoever merges or tags is somebody too.
ISOLATED = {
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_NAME": "Git" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "git@example.invalid" for role in ("AUTHOR", "COMMITTER")},
}


class Repository:
    """A repository that a test writes: change files, then commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments, **environment):
        isolated = ISOLATED | {"PATH": os.environ["PATH"]} | environment
        done = subprocess.run(
            ["git", "-c", "commit.gpgsign=false", *arguments],
            cwd=self.folder,
            env=isolated,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def write(self, **files):
        for path, content in files.items():
            self.put(path, content)

    def put(self, path, content):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, message="Change", *, name="Ada", email="ada@example.invalid", date="1700000000 +0100"):
        self.git("add", "--all")
        return self.commit_index(message, name=name, email=email, date=date)

    def commit_index(self, message="Change", *, name="Ada", email="ada@example.invalid", date="1700000000 +0100"):
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", name), ("EMAIL", email), ("DATE", date))
        }
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", **who)
        return self.git("rev-parse", "HEAD")

    def bundle(self, path, *what):
        self.git("bundle", "create", "--quiet", str(path), *(what or ("--all",)))
        return path


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    return Repository(folder)


@pytest.fixture
def opened(tmp_path):
    """Opens a source; what it opened is closed at the end."""
    contexts = []

    def open_source(source, **options):
        source = source.folder if isinstance(source, Repository) else source
        context = open_git(source, scratch=tmp_path / "scratch", **options)
        contexts.append(context)
        return context.__enter__()

    yield open_source
    for context in contexts:
        context.__exit__(None, None, None)


@pytest.fixture
def merged(repository):
    """A side branch with two commits, merged; meanwhile the main line went on."""
    repository.put("a.md", "one")
    repository.commit("Start")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.put("b.md", "one")
    repository.commit("Side 1", name="Bea", email="bea@example.invalid")
    repository.put("b.md", "two")
    repository.commit("Side 2", name="Bea", email="bea@example.invalid")
    repository.git("checkout", "--quiet", "main")
    repository.put("a.md", "two")
    repository.commit("Main")
    repository.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
    repository.put("c.md", "written while merging")
    repository.commit("Merge")
    return repository


@pytest.fixture(params=HANDBOOKS)
def handbook(request, corpus):
    """One of the three real handbooks: the bundle's path and what is known of it."""
    folder = corpus / request.param
    return folder / "history.bundle", json.loads((folder / "expected.json").read_text())


@pytest.fixture
def shelf(admin):
    """An empty space for imports."""
    return make_space("Manual", by=admin)


@pytest.fixture
def bring(shelf, admin):
    """Imports a source into the space, as an admin."""

    def bring_in(source, *, into=shelf, by=admin, **wishes):
        path = source.folder if isinstance(source, Repository) else source
        wishes = {"source": "git", "location": str(path)} | wishes
        return carry_out(request_import(by=by, space=into, **wishes))

    return bring_in


def kinds(commit):
    """What a commit did: (kind, old path, path)."""
    return [(change.kind.value, change.old_path, change.path) for change in commit.changes]


def read_all(source, **stretch):
    """Every commit of a source."""
    return list(source.commits(Stretch(**stretch)))


def page_at(space, source_path):
    """The page that stands for a file."""
    return Page.objects.select_related("space", "latest").get(space=space, source_path=source_path)


def rows(page):
    """(number, kind, author, reason) of every revision."""
    found = page.revisions.order_by("number").select_related("author")
    return [(row.number, row.kind, str(row.author), row.reason) for row in found]


def live_paths(space):
    """Addresses of the live pages by the file that each stands for."""
    return dict(Page.objects.live().filter(space=space).exclude(source_path="").values_list("source_path", "path"))


@pytest.fixture
def document(admin: User, editor: User, trainer: User, reader: User) -> Page:
    """SOP-001 of three editions with a file, signed, reviewed and confirmed, and a change that nobody approved."""
    space = make_space("Plant", by=admin)
    page = make_page(space, "Cleaning", "Wear gloves. See [[Cleaning]].\n", by=editor)
    control_space(by=admin, space=space)
    change_policy(by=admin, space=space, is_signed=True)
    name, sha256 = attach(page, ContentFile(b"a plan", name="plan.txt"), {})
    approve(page, "Wear goggles. [Plan](plan.txt) and [home](/plant/).\n", editor, trainer, files={name: sha256})
    confirm(page, reader)
    approve(page, "Wear goggles and a coat.\n", editor, trainer)
    keep_unchanged(by=trainer, page=fresh(page), password=PASSWORD)
    make_revision(page, f"Wear {SECRET}.\n", by=editor)
    return fresh(page)


@pytest.fixture
def auditor(document: Page) -> User:
    person = make_user("Aud Auditor", "")
    Membership.objects.create(space=document.space, user=person, level=Level.AUDITOR, until=site_today())
    return person
