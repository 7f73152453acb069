"""Evidence as background jobs of the worker."""

from contextlib import suppress

from django.db import transaction
from django_tasks import task

from wiki.exchange.evidence.actions import clear_old
from wiki.exchange.evidence.making import carry_out, is_small
from wiki.exchange.evidence.models import Evidence
from wiki.exchange.jobs import QUEUE


@task(queue_name=QUEUE)
def make_evidence(pk: int) -> str:
    """Makes one ZIP; what stood against it, "" for nothing. Its row tells the rest."""
    evidence = Evidence.objects.select_related("by", "page__space", "space", "person").filter(pk=pk).first()
    return carry_out(evidence).failure if evidence else ""


@task()
def clear_evidence() -> int:
    """Throws old ones away; how many. Comes round once a day."""
    return clear_old()


def start(evidence: Evidence) -> None:
    """Makes a small one now, and hands a large one to the worker once the present transaction is done."""
    if is_small(evidence):
        with suppress(OSError):  # told in its row
            carry_out(evidence)
    else:
        transaction.on_commit(lambda: make_evidence.enqueue(evidence.pk))
