"""Failed jobs are begun again after growing pauses, and given up when that does not help either."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wiki.exchange.evidence.jobs import make_evidence
from wiki.exchange.jobs import run_import

# Until the second attempt, the third, and so on: a mail server that is started again, a night's maintenance.
PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
ATTEMPTS = len(PAUSES) + 1
# They say themselves what went wrong, and are asked for again by a person; an import goes on where it was stopped.
NEVER_AGAIN = (run_import.module_path, make_evidence.module_path)
# No job of ours but an import takes so long: its worker was stopped in the middle.
LONGEST = datetime.timedelta(minutes=15)


def retry_failed() -> int:
    """Has the jobs that failed begun again when their pause is over; how many. Done twice at once, it does no more."""
    count = 0
    for job in _to_retry().only("pk", "status", "finished_at", "started_at", "worker_ids"):
        ended = job.finished_at if job.status == TaskResultStatus.FAILED else timezone.now()
        same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
        pause = PAUSES[len(job.worker_ids) - 1]
        count += same.update(status=TaskResultStatus.READY, run_after=ended + pause, finished_at=None)
    return count


def _to_retry() -> QuerySet[DBTaskResult]:
    """Jobs that failed or whose worker did, and that have attempts left; each attempt leaves its worker's name."""
    failed = Q(status=TaskResultStatus.FAILED)
    stopped = Q(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LONGEST)
    tried = {f"worker_ids__{ATTEMPTS - 1}__isnull": True, "worker_ids__0__isnull": False}
    return DBTaskResult.objects.filter(failed | stopped, **tried).exclude(task_path__in=NEVER_AGAIN)
