"""What jobs are about."""

from collections.abc import Iterable

from wiki.exchange.models import Import
from wiki.jobs.models import Job
from wiki.jobs.querysets import IMPORT


def with_subjects(jobs: Iterable[Job]) -> list[Job]:
    """The jobs, each import among them with its `subject`. One query."""
    found = list(jobs)
    keys = {job.pk: job.args_kwargs["args"][0] for job in found if job.task_path == IMPORT}
    imports = Import.objects.select_related("space", "by").in_bulk(set(keys.values())) if keys else {}
    for job in found:
        job.subject = imports.get(keys.get(job.pk))
    return found
