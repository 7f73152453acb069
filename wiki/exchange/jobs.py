"""Imports as background jobs of the worker."""

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from wiki.exchange.carrying import carry_out
from wiki.exchange.errors import ImportRefused
from wiki.exchange.models import Import

QUEUE = "imports"  # of its own: an import may take minutes, and mail must not wait for it


@task(queue_name=QUEUE)
def run_import(pk: int) -> str:
    """Carries one import out; its failure, "" for none. The import's row tells the rest."""
    try:
        carry_out(Import.objects.select_related("space", "by").get(pk=pk))
    except ImportRefused as refusal:
        return str(refusal)
    return ""


def start(job: Import) -> None:
    """Hands an import to the worker once the present transaction is done."""
    transaction.on_commit(lambda: run_import.enqueue(job.pk))


def resume_interrupted() -> int:
    """Hands to the worker again what it was at when it was last stopped, unless that waits for it already; how many.

    For the start of the worker."""
    asked = DBTaskResult.objects.ready().filter(task_path=run_import.module_path).values_list("args_kwargs", flat=True)
    waiting = [said["args"][0] for said in asked]
    stopped = list(Import.objects.interrupted().exclude(upload="").exclude(pk__in=waiting).order_by("pk"))
    for job in stopped:
        start(job)
    return len(stopped)
