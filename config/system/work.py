"""What the wiki does by itself: its workers, their jobs, and the check of the record."""

from datetime import timedelta

from django.db import connection
from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks.base import DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.models import DBTaskResult

from config.system.lines import Found, caution, danger, good
from wiki.integrity.models import ChainCheck
from wiki.jobs.models import Job, Worker
from wiki.jobs.querysets import State as JobState
from wiki.jobs.workers import LATE
from wiki.search.backends import backend_of
from wiki.search.verifying import outdated_pages

LONG = timedelta(minutes=30)  # for a job to wait
CHECKED = timedelta(days=35)  # a check of the record counts for so long
_MOST = 100  # pages that are counted


def workers() -> Found:
    """Whether a job worker gives signs of life; it has imports and backups done as well."""
    name = Worker.Kind.JOBS.label
    last = Worker.objects.filter(kind=Worker.Kind.JOBS).aggregate(at=Max("seen_at"))["at"]
    if last and last >= timezone.now() - LATE:
        return good(_("%s: at work") % name)
    told = _("%(name)s (last one %(time)s ago)") % {"name": name, "time": timesince(last)} if last else name
    step = _("It runs beside the web server: start manage.py serve (make run) again. Its log says why it ended.")
    return danger(_("No sign of life: %s") % told, step)


def jobs() -> Found:
    """How many wait and failed, and whether anything moves."""
    counts = dict(Job.objects.with_state().order_by().values_list("state").annotate(Count("pk")))
    waiting = counts.get(JobState.WAITING, 0) + counts.get(JobState.AGAIN, 0)
    failed = counts.get(JobState.FAILED, 0) + counts.get(JobState.INTERRUPTED, 0)
    known = {"waiting": waiting, "running": counts.get(JobState.RUNNING, 0), "failed": failed}
    words = _("%(waiting)d waiting, %(running)d running, %(failed)d failed in the last 14 days") % known
    listed = reverse("admin:wiki_job_changelist")
    first = DBTaskResult.objects.ready().filter(queue_name=DEFAULT_TASK_QUEUE_NAME).aggregate(at=Min("run_after"))["at"]
    if first and first < timezone.now() - LONG:
        step = _("The next one has been waiting for %s. See what runs, and whether the workers do.") % timesince(first)
        return danger(words, step, listed, _("Background jobs"))
    if failed:
        step = _("See why; those that people asked for can be asked for again.")
        return caution(words, step, f"{listed}?state={JobState.FAILED}", _("Failed jobs"))
    return good(words)


def chain() -> Found:
    """What the latest check of the record found, and when that was."""
    check = ChainCheck.objects.exclude(finished_at=None).first()
    page, link = reverse("admin:wiki_chaincheck_changelist"), _("Chain check")
    step = _("Have the record checked now, or run: manage.py verify")
    if check is None:
        return caution(_("The record was never checked."), step, page, link)
    ago = _("Checked %s ago") % timesince(check.finished_at)
    if check.finding_count:
        found = ngettext("%d finding", "%d findings", check.finding_count) % check.finding_count
        return danger(f"{ago}: {found}", _("Read what was found and what to do about it."), page, link)
    if check.finished_at < timezone.now() - CHECKED:
        return caution(ago, step, page, link)
    return good(_("%s: nothing was changed") % ago)


def search() -> Found:
    """Whether the index is there and pages are drawn as they were saved; `verify` compares each with the other."""
    with connection.cursor() as cursor:
        if not backend_of().is_installed(cursor):
            words = _("The index, or what keeps it up to date, is missing or that of another version.")
            return danger(words, _("Make it anew: manage.py rebuild_search"))
    count = outdated_pages()[: _MOST + 1].count()
    if not count:
        return good(_("The index is in place, every page is drawn as it was saved."))
    number = f"{_MOST}+" if count > _MOST else str(count)
    step = _("Normal while a handbook is imported. Otherwise make it anew: manage.py rebuild_search")
    return caution(_("Pages that search finds as they were before: %s") % number, step)
