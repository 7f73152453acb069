"""What admins do: bring a handbook into a space, and let an import that was stopped go on."""

import fcntl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record
from wiki.exchange.errors import ImportRefused
from wiki.exchange.models import Import
from wiki.exchange.reading.git import GitRepository, Stretch
from wiki.exchange.reading.stream import SourceError
from wiki.exchange.writing.progress import Progress, Silent, Watcher
from wiki.exchange.writing.run import Run
from wiki.exchange.writing.sources import GitHistory, open_repository, open_snapshot, uploads
from wiki.pages import revisions
from wiki.pages.actions import create_space
from wiki.pages.models import Page, Revision
from wiki.pages.rendering import render_page_or_plain
from wiki.pages.titles import title_key
from wiki.spaces.actions import require_admin
from wiki.spaces.models import Space

SAME = ("root", "all_commits")  # what two runs over one history must agree on


@transaction.atomic
def request_import(
    *,
    by: Any,
    space: Space,
    source: str,
    location: str,
    upload: str = "",
    root: str = "",
    branch: str = "",
    all_commits: bool = False,
) -> Import:
    """Notes what is to be imported; `carry_out` does it. Admins only; `by` None is the operator at the terminal."""
    if by is not None:
        require_admin(by)
    job = Import.objects.create(
        space=space,
        by=by,
        source=source,
        location=location,
        upload=upload,
        root=root.strip("/").removeprefix("./"),
        branch=branch,
        all_commits=all_commits,
    )
    record("import.started", job, by=by, space=space.slug, after={"from": location, "kind": source})
    return job


@transaction.atomic
def import_upload(*, by: Any, file: File, space: Space | None, name: str, slug: str, **wishes: Any) -> Import:
    """Keeps an uploaded bundle or ZIP file and notes what is to be done with it. Admins only.

    Without `space` a new one is made, named `name` at the address `slug`.
    """
    require_admin(by)
    uploads().mkdir(parents=True, exist_ok=True)
    kept = f"{uuid.uuid4().hex}{PurePosixPath(file.name or '').suffix.lower()}"
    with (uploads() / kept).open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    space = space or make_space(by=by, slug=slug, name=name)
    return request_import(by=by, space=space, location=(file.name or kept)[:1000], upload=kept, **wishes)


def make_space(*, by: Any, slug: str, name: str) -> Space:
    """A new space with its front page; ValidationError for a bad name or address."""
    space = Space(slug=slug, name=name)
    return create_space(by=by, space=space).space if by is not None else _space_of_operator(space)


@transaction.atomic
def _space_of_operator(space: Space) -> Space:
    """The space as `create_space` makes it, where there is no admin yet to make it."""
    space.full_clean()
    space.save()
    record("space.created", space, by=None, space=space.slug, after={"name": space.name, "slug": space.slug})
    front = Page.objects.create(space=space, title=space.name, title_key=title_key(space.name))
    revisions.record(front, by=None, reason=_("Created"), kind=Revision.Kind.CREATED)
    render_page_or_plain(front)
    return space


def carry_out(job: Import, *, watcher: Watcher | None = None) -> Import:
    """Does the whole import, or what is still to be done of it; the run that came to the end of the source.

    Raises ImportRefused with one line when nothing could be imported or the history broke off; the import's row
    says so too. Whatever was imported until then stays, and the next import goes on from there.
    """
    with _only_one(job.space):
        Import.objects.filter(pk=job.pk, started_at=None).update(started_at=timezone.now())
        job.refresh_from_db()
        try:
            last, failure = _run(job, watcher or Silent())
        except SourceError as error:
            _fail(job, str(error))
            raise ImportRefused(str(error)) from error
        except ImportRefused as refusal:
            _fail(job, str(refusal))
            raise
    _clear_upload(last)
    if failure:
        raise ImportRefused(failure)
    return last


def _fail(job: Import, why: str) -> None:
    job.failed_at, job.failure = timezone.now(), why
    job.save(update_fields=["failed_at", "failure"])
    record("import.failed", job, by=job.by, space=job.space.slug, reason=why)
    _clear_upload(job)


def _clear_upload(job: Import) -> None:
    if job.upload:
        (uploads() / job.upload).unlink(missing_ok=True)


def _run(job: Import, watcher: Watcher) -> tuple[Import, str]:
    """Runs; the last job and, where the history broke off, why."""
    if job.source == Import.Source.GIT:
        with open_repository(job) as repository:
            return _run_git(job, repository, watcher)
    if job.worked_at is None:
        _go_on_from_earlier(job)
        job.save()
    with open_snapshot(job) as history:
        run = Run(job, history, Progress(job, watcher))
        run.carry_out()
    return job, run.failure


def _run_git(job: Import, repository: GitRepository, watcher: Watcher) -> tuple[Import, str]:
    _require_root(job, repository)
    if not job.tip:
        _require_same_history(job, repository)
        with transaction.atomic():
            _go_on_from_earlier(job)
            job.tip = job.tip or repository.tip
            job.save()
    history = GitHistory(repository.at(job.tip), Stretch(job.base, job.all_commits))
    run = Run(job, history, Progress(job, watcher))
    run.progress.counts["commits_in_history"] = repository.count_all()
    run.carry_out()
    if run.failure or job.tip == repository.tip:
        return job, run.failure
    # An interrupted run has reached what it was about; the branch has grown since.
    newer = Import(space=job.space, by=job.by, source=job.source, location=job.location, upload=job.upload)
    newer.root, newer.branch, newer.all_commits, newer.started_at = (
        job.root,
        job.branch,
        job.all_commits,
        timezone.now(),
    )
    newer.save()
    return _run_git(newer, repository, watcher)


def _require_root(job: Import, repository: GitRepository) -> None:
    if job.root and not any(path.startswith(f"{job.root}/") for path in repository.tree(repository.tip)):
        raise ImportRefused(_("The source has no folder “%(root)s”.") % {"root": job.root})


def _go_on_from_earlier(job: Import) -> None:
    """Takes over from the last run into this space: what it reached is not read again.

    Of a folder or ZIP file, a file that is as it was then is not new, whatever people made of its page since.
    """
    earlier = Import.objects.to_go_on_from(job).first()
    if earlier is None:
        return
    if earlier.finished_at:
        job.base = earlier.tip
        job.memory = {name: earlier.memory.get(name, {}) for name in ("moved", "entries")}
        return
    for name in ("base", "tip", "done", "counts", "notes", "memory"):
        setattr(job, name, getattr(earlier, name))
    earlier.continued_by = job
    earlier.save(update_fields=["continued_by"])


def _require_same_history(job: Import, repository: GitRepository) -> None:
    earlier = Import.objects.to_go_on_from(job).first()
    if earlier is None:
        return
    if any(getattr(job, name) != getattr(earlier, name) for name in SAME):
        text = _("This space was imported with other options: folder “%(root)s”, %(commits)s. Use the same ones.")
        commits = _("all commits") if earlier.all_commits else _("the main line")
        raise ImportRefused(text % {"root": earlier.root, "commits": commits})
    reached = earlier.tip if earlier.finished_at else earlier.base
    if reached and not repository.follows(reached, all_commits=job.all_commits):
        text = _("This history does not go on from commit %(commit)s, which the space holds. Use another space.")
        raise ImportRefused(text % {"commit": reached[:10]})


@contextmanager
def _only_one(space: Space) -> Iterator[None]:
    """Holds the space for this process; the system lets go of it when the process ends, however that is."""
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"space-{space.pk}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ImportRefused(_("An import into this space is running already.")) from None
        yield
