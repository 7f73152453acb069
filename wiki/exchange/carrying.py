"""Carrying imports out: one at a time in a space, from where the last one came to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wiki.audit.recording import record
from wiki.exchange.errors import ImportRefused, SourceSilent
from wiki.exchange.locking import alone_at
from wiki.exchange.models import Import
from wiki.exchange.reading.git import GitRepository, Stretch
from wiki.exchange.reading.stream import SourceError
from wiki.exchange.shared import remove
from wiki.exchange.writing.progress import Progress, Silent, Watcher
from wiki.exchange.writing.run import Run
from wiki.exchange.writing.sources import GitHistory, History, name_of, open_repository, open_snapshot
from wiki.pages.models import Page
from wiki.spaces.models import Space

# What two runs over one history must agree on.
SAME = ("root", "all_commits")
WISHES = ("space", "by", "source", "location", "upload", "root", "branch", "all_commits")
INHERITED = ("base", "tip", "done", "counts", "notes", "memory")


def carry_out(job: Import, *, watcher: Watcher | None = None) -> Import:
    """Does the whole import, or what is still to be done of it; the run that came to the end of the source.

    Raises ImportRefused with one line when nothing could be imported or the history broke off; the import's row
    says so too. Whatever was imported until then stays, and the next import goes on from there.
    """
    with alone_at(lock_of(job)) as is_alone:
        if not is_alone:
            raise ImportRefused(_("An import into this space is running already."))
        Import.objects.filter(pk=job.pk, started_at=None).update(started_at=timezone.now())
        job.refresh_from_db()
        if job.is_over:  # another worker, to whom it was handed as well, has done it meanwhile
            return job
        tip = _told(job, watcher or Silent())
    if tip == job.tip:
        _remove_upload(job)
        return job
    # An import that had been stopped has come to where it was going; the branch has grown since.
    newer = Import.objects.create(**{name: getattr(job, name) for name in WISHES})
    return carry_out(newer, watcher=watcher)


def lock_of(job: Import) -> str:
    """What only one process may be at: an import into this space."""
    return f"import-{job.space_id}"


def _told(job: Import, watcher: Watcher) -> str:
    """Runs and says so in the import's row when that fails, in whatever way; the commit at the source's tip."""
    try:
        return _run(job, watcher)
    except SourceSilent:
        raise  # it has not failed: whoever takes it up next goes on from here
    except (SourceError, ImportRefused) as error:
        _fail(job, str(error))
        raise ImportRefused(str(error)) from error
    except Exception as error:
        _fail(job, _("An unexpected error (%(kind)s) stopped it.") % {"kind": type(error).__name__})
        raise


def _require_open(space: Space) -> None:
    """Raises ImportRefused where readers would meet what nobody approved."""
    if Page.objects.filter(space=space, is_controlled=True).exists():
        raise ImportRefused(
            _("“%(space)s” has controlled documents. Import into an open space, and begin document control there.")
            % {"space": space.name}
        )


def _fail(job: Import, why: str) -> None:
    job.failed_at, job.failure = timezone.now(), why
    job.save(update_fields=["failed_at", "failure"])
    record("import.failed", job, by=job.by, space=job.space.slug, reason=why)
    _remove_upload(job)


def _remove_upload(job: Import) -> None:
    if job.upload:
        remove(name_of(job.upload))


def _run(job: Import, watcher: Watcher) -> str:
    _require_open(job.space)
    if job.source == Import.Source.GIT:
        with open_repository(job) as repository:
            return _run_git(job, repository, watcher)
    if job.worked_at is None:
        _go_on_from_earlier(job)
    with open_snapshot(job) as history:
        _run_through(job, history, Progress(job, watcher))
    return job.tip


def _run_git(job: Import, repository: GitRepository, watcher: Watcher) -> str:
    _require_root(job, repository)
    if not job.tip:
        _require_same_history(job, repository)
        _go_on_from_earlier(job, tip=repository.tip)
    progress = Progress(job, watcher)
    progress.counts["commits_in_history"] = repository.count_all()
    _run_through(job, GitHistory(repository.at(job.tip), Stretch(job.base, job.all_commits)), progress)
    return repository.tip


def _run_through(job: Import, history: History, progress: Progress) -> None:
    run = Run(job, history, progress)
    run.carry_out()
    if run.failure:
        raise ImportRefused(run.failure)


def _require_root(job: Import, repository: GitRepository) -> None:
    if job.root and not any(path.startswith(f"{job.root}/") for path in repository.tree(repository.tip)):
        raise ImportRefused(_("The source has no folder “%(root)s”.") % {"root": job.root})


@transaction.atomic
def _go_on_from_earlier(job: Import, *, tip: str = "") -> None:
    """Takes over from the last run into this space: what it reached is not read again.

    Of a folder or ZIP file, a file that is as it was then is not new, whatever people made of its page since.
    """
    earlier = Import.objects.to_go_on_from(job).first()
    if earlier and earlier.finished_at:
        job.base = earlier.tip
        job.memory = {name: earlier.memory.get(name, {}) for name in ("moved", "entries")}
    elif earlier:
        for name in INHERITED:
            setattr(job, name, getattr(earlier, name))
        earlier.continued_by = job
        earlier.save(update_fields=["continued_by"])
    job.tip = job.tip or tip
    job.save()


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
