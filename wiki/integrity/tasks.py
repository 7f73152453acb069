"""Jobs of the worker that concern the record."""

from django.db import transaction
from django_tasks import task

from wiki.integrity.actions import carry_out
from wiki.integrity.models import ChainCheck


@task()
def check_chain(pk: int) -> None:
    """Carries one check out."""
    carry_out(ChainCheck.objects.get(pk=pk))


def start(check: ChainCheck) -> None:
    """Hands a check to the worker once the present transaction is done."""
    transaction.on_commit(lambda: check_chain.enqueue(check.pk))
