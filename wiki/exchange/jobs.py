"""Imports as background jobs of the worker."""

from django.db import transaction
from django_tasks import task

from wiki.exchange.carrying import carry_out
from wiki.exchange.errors import ImportRefused
from wiki.exchange.models import Import


@task()
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
    """Hands to the worker again what it was at when it was last stopped; how many. For the start of the worker."""
    waiting = list(Import.objects.interrupted().exclude(upload="").order_by("pk"))
    for job in waiting:
        start(job)
    return len(waiting)
