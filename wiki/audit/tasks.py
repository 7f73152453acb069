"""Jobs of the worker that concern the audit trail."""

from django_tasks import task

from wiki.audit import heads


@task()
def keep_head() -> str:
    """Keeps the head of the chain outside the database; the line."""
    return heads.keep_head()
