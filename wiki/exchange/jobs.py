"""Imports as background jobs of the worker."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from wiki.exchange.carrying import carry_out, lock_of
from wiki.exchange.errors import ImportRefused
from wiki.exchange.locking import is_anybody_at
from wiki.exchange.models import Import
from wiki.exchange.shared import clear_unknown
from wiki.exchange.writing.sources import UPLOADS

QUEUE = "imports"  # of its own: an import may take minutes, and mail must not wait for it
# Between a worker's taking an import on and its being seen at it.
BEGINNING = timedelta(seconds=10)
# What could not be fetched from the storage is asked for again after so long.
PAUSE = timedelta(minutes=10)
# Uploads that belong to no import which is still to be done.
KEPT = timedelta(days=7)


@task(queue_name=QUEUE)
def run_import(pk: int) -> str:
    """Carries one import out; its failure, "" for none. The import's row tells the rest."""
    try:
        carry_out(Import.objects.select_related("space", "by").get(pk=pk))
    except ImportRefused as refusal:
        return str(refusal)
    return ""


@task()
def clear_uploads() -> int:
    """Removes uploads that no import needs any more; how many. Comes round once a day."""
    needed = Import.objects.filter(finished_at=None, failed_at=None, continued_by=None).exclude(upload="")
    return clear_unknown(UPLOADS, set(needed.values_list("upload", flat=True)), timezone.now() - KEPT)


def start(job: Import) -> None:
    """Hands an import to the worker once the present transaction is done."""
    transaction.on_commit(lambda: run_import.enqueue(job.pk))


def resume_interrupted() -> int:
    """Hands to a worker again what one was at, of whichever server, when it was stopped, unless that waits for one
    already; how many. Done twice at once, it does no more."""
    interrupted = Import.objects.interrupted().exclude(upload="")
    stopped = [job.pk for job in interrupted.only("space_id") if not is_anybody_at(lock_of(job))]
    return _hand_out(stopped) if stopped else 0


@transaction.atomic
def _hand_out(stopped: list[int]) -> int:
    """Who comes second waits for these rows, and then sees what the first has put into the queue."""
    rows = Import.objects.interrupted().filter(pk__in=stopped).order_by("pk").select_for_update()
    jobs = list(rows.values_list("pk", flat=True))
    waiting = _in_the_queue()
    to_do = [pk for pk in jobs if pk not in waiting]
    for pk in to_do:
        run_import.enqueue(pk)
    return len(to_do)


def _in_the_queue() -> set[int]:
    """Imports that wait for a worker, were taken on by one just now, or came back from one a moment ago."""
    now = timezone.now()
    begun = Q(status=TaskResultStatus.RUNNING, started_at__gt=now - BEGINNING)
    asked = Q(status=TaskResultStatus.READY) | begun | Q(finished_at__gt=now - PAUSE)
    found = DBTaskResult.objects.filter(asked, task_path=run_import.module_path)
    return {said["args"][0] for said in found.values_list("args_kwargs", flat=True)}
