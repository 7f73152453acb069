"""Jobs of the worker that concern its jobs."""

from django.core.management import call_command
from django_tasks import task


@task()
def clear_jobs() -> None:
    """Throws finished jobs away after 14 days."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=14, verbosity=0)
