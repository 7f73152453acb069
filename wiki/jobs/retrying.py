"""Jobs that failed, or whose worker was stopped, are begun again after growing pauses, and given up when that does not
help either."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wiki.exchange.backup.scheduling import back_up
from wiki.exchange.backup.sending import send_backup
from wiki.exchange.evidence.jobs import make_evidence
from wiki.exchange.jobs import run_import
from wiki.jobs.workers import left_behind

# Until the second attempt, the third, and so on: a mail server that is started again, a night's maintenance.
PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
ATTEMPTS = len(PAUSES) + 1
_LAST_ATTEMPT = f"worker_ids__{ATTEMPTS - 1}__isnull"
# They say themselves what went wrong, and are asked for again by a person; an import goes on where it was stopped.
NEVER_AGAIN = (run_import.module_path, make_evidence.module_path)
# No other job of ours takes so long: its worker hangs, or was stopped before it gave a sign of life. A large wiki's
# backup may.
BACKUPS = (back_up.module_path, send_backup.module_path)
LONGEST, LONGEST_BACKUP = datetime.timedelta(minutes=15), datetime.timedelta(hours=12)


class WorkerLost(Exception):
    """What a job failed of whose worker was stopped in the middle each time."""


def retry_failed() -> int:
    """Has the jobs that failed begun again when their pause is over; how many. Done twice at once, it does no more."""
    count, behind = 0, [job.pk for job in left_behind()]
    _give_up(behind)
    for job in _to_retry(behind).only("pk", "status", "finished_at", "started_at", "worker_ids"):
        ended = job.finished_at if job.status == TaskResultStatus.FAILED else timezone.now()
        same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
        pause = PAUSES[len(job.worker_ids) - 1]
        count += same.update(status=TaskResultStatus.READY, run_after=ended + pause, finished_at=None)
    return count


def _to_retry(behind: Sequence[UUID]) -> QuerySet[DBTaskResult]:
    """Jobs that failed or whose worker did, and that have attempts left; each attempt leaves its worker's name."""
    failed = Q(status=TaskResultStatus.FAILED)
    overdue = Q(started_at__lt=timezone.now() - LONGEST) & ~Q(task_path__in=BACKUPS)
    hangs = overdue | Q(started_at__lt=timezone.now() - LONGEST_BACKUP)
    stopped = Q(status=TaskResultStatus.RUNNING) & (hangs | Q(pk__in=behind))
    tried = {_LAST_ATTEMPT: True, "worker_ids__0__isnull": False}
    return DBTaskResult.objects.filter(failed | stopped, **tried).exclude(task_path__in=NEVER_AGAIN)


def _give_up(behind: Sequence[UUID]) -> None:
    """What stops its worker each time, as a job that needs more memory than there is, is a failure that admins see."""
    if behind:
        used_up = DBTaskResult.objects.filter(pk__in=behind, status=TaskResultStatus.RUNNING, **{_LAST_ATTEMPT: False})
        cause = f"{WorkerLost.__module__}.{WorkerLost.__qualname__}"
        used_up.exclude(task_path__in=NEVER_AGAIN).update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path=cause
        )
