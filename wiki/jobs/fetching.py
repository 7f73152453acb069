"""What jobs are about."""

from collections.abc import Iterable

from wiki.exchange.models import Import
from wiki.jobs.models import Job
from wiki.jobs.querysets import IMPORT
from wiki.pages.batches.models import Batch
from wiki.pages.tasks import carry_batch

# The rows that jobs of these kinds are given the keys of.
_SUBJECTS = {IMPORT: Import, carry_batch.module_path: Batch}


def with_subjects(jobs: Iterable[Job]) -> list[Job]:
    """The jobs, each import or change of many pages among them with its `subject`. One query for each kind."""
    found = list(jobs)
    for path, model in _SUBJECTS.items():
        keys = {job.pk: job.args_kwargs["args"][0] for job in found if job.task_path == path}
        rows = model.objects.select_related("space", "by").in_bulk(set(keys.values())) if keys else {}
        for job in found:
            job.subject = job.subject or rows.get(keys.get(job.pk))
    return found
