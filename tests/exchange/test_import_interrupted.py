"""An import that is stopped, wherever that is, and started again, comes to the same end as one that was left alone."""

import hashlib

import pytest

from tests.conftest import make_space
from tests.exchange.conftest import live_paths
from wiki.exchange.actions import request_import
from wiki.exchange.carrying import carry_out
from wiki.exchange.models import Import
from wiki.exchange.writing import finishing, run
from wiki.pages.models import Page, Revision, Trashing

LONG = "\n".join(f"Line {number} of a page that is long enough to be known again." for number in range(40))


class Stopped(BaseException):
    """As when the process is killed: nothing may catch it and tidy up."""


@pytest.fixture
def history(repository):
    """Twelve commits: creation, edits, a move, deletion, re-creation, a picture."""
    for number in range(6):
        repository.put(f"docs/page-{number}.md", f"{LONG}\n{number}\n")
    repository.commit("Begin")
    for number in range(4):
        repository.put(f"docs/page-{number}.md", f"{LONG}\nedited {number} ![](a.png)\n")
        repository.put("docs/a.png", b"picture %d" % number)
        repository.commit(f"Edit {number}", name=f"Author {number % 2}")
    repository.git("mv", "docs/page-0.md", "docs/moved.md")
    repository.commit("Move")
    repository.git("rm", "--quiet", "docs/page-5.md", "docs/page-1.md")
    repository.commit("Delete")
    repository.put("docs/page-1.md", "again")
    repository.put("docs/index.md", "# Docs")
    repository.commit("Again")
    return repository


def state_of(space):
    """Everything that an import makes in a space, without keys."""
    revisions = Revision.objects.filter(page__space=space, page__source_path__gt="").order_by(
        "page__source_path", "number"
    )
    fields = ("page__source_path", "number", "kind", "author__name", "reason", "path", "content_hash", "size_change")
    stays = Trashing.objects.filter(page__space=space, page__source_path__gt="")
    return (
        list(revisions.exclude(page__source_path__endswith="/").values_list(*fields)),
        sorted(stays.values_list("page__source_path", "after_number", "reason", "recovered_by__name")),
        live_paths(space),
        set(Page.objects.live().filter(space=space).values_list("source_path", "rendering__number", "text")),
    )


@pytest.fixture
def undisturbed(history, bring, shelf):
    bring(history)
    return state_of(shelf)


def run_until(monkeypatch, job, owner, name, call):
    """Carries the job out up to the given call of a function, which never returns."""
    real = getattr(owner, name)
    calls = []

    def stopping(*args, **kwargs):
        calls.append(1)
        if len(calls) == call:
            raise Stopped
        return real(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, stopping)
        with pytest.raises(Stopped):
            carry_out(job)


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["same row", "new row"])
@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("_take", 1),
        ("_take", 2),
        ("_take", 6),
        ("_write", 1),
        ("_write", 4),
        ("_write", 9),
        ("_place", 1),
        ("_finish", 1),
    ],
)
def test_stopped_import_goes_on_to_the_same_end(history, undisturbed, admin, monkeypatch, source, name, call):
    monkeypatch.setattr(run, "BATCH", 2)
    monkeypatch.setattr(run, "PORTION", 2)
    space = make_space("Stopped", by=admin)
    wishes = {"by": admin, "space": space, "source": "git", "location": str(history.folder)}
    job = request_import(**wishes)
    run_until(monkeypatch, job, run.Run, name, call)
    again = Import.objects.get(pk=job.pk) if source == "same row" else request_import(**wishes)
    carry_out(again)
    assert state_of(space) == undisturbed


@pytest.mark.django_db
def test_import_stopped_while_rendering_renders_the_rest(history, undisturbed, admin, monkeypatch):
    space = make_space("Stopped", by=admin)
    job = request_import(by=admin, space=space, source="git", location=str(history.folder))
    run_until(monkeypatch, job, finishing, "render_page_or_plain", 3)
    carry_out(Import.objects.get(pk=job.pk))
    assert state_of(space) == undisturbed


@pytest.mark.django_db
def test_branch_that_grew_while_the_import_was_stopped_is_followed_to_its_end(history, admin, monkeypatch):
    monkeypatch.setattr(run, "BATCH", 2)
    space = make_space("Stopped", by=admin)
    job = request_import(by=admin, space=space, source="git", location=str(history.folder))
    run_until(monkeypatch, job, run.Run, "_write", 3)
    history.put("docs/new.md", "new")
    tip = history.commit("New")
    last = carry_out(Import.objects.get(pk=job.pk))
    assert last.tip == tip
    assert live_paths(space)["docs/new.md"] == "docs/new"


@pytest.mark.django_db
def test_all_commits_stopped_and_resumed_come_to_the_same_end(history, admin, monkeypatch):
    history.git("checkout", "--quiet", "-b", "side", "HEAD~3")
    history.put("docs/page-0.md", LONG + "\nfrom the side")
    history.commit("Side")
    history.git("checkout", "--quiet", "main")
    history.git("merge", "--quiet", "--no-ff", "-m", "Merge", "side")
    states = []
    for stop in (False, True):
        space = make_space(f"Space {stop}", by=admin)
        wishes = {"by": admin, "space": space, "source": "git", "location": str(history.folder), "all_commits": True}
        if stop:
            monkeypatch.setattr(run, "BATCH", 2)
            run_until(monkeypatch, request_import(**wishes), run.Run, "_take", 8)
        carry_out(request_import(**wishes))
        states.append(state_of(space))
    assert states[0] == states[1]
    text = Page.objects.get(space__slug="space-true", source_path="docs/moved.md").text
    assert hashlib.sha256(text.encode()).hexdigest() == hashlib.sha256((LONG + "\nfrom the side").encode()).hexdigest()
