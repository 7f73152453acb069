"""Job, and when the jobs that come round were last begun."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from wiki.exchange.models import Import
from wiki.jobs.querysets import JobQuerySet
from wiki.pages.batches.models import Batch


class Job(DBTaskResult):
    """One thing that the worker was asked to do."""

    objects = JobQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ("-enqueued_at", "-pk")
        default_permissions = ("view",)

    subject: Import | Batch | None = None  # what it is about, where `with_subjects` found that


class PeriodicRun(models.Model):
    """When a job that comes round was last handed to a worker. Changing the row is what two workers can't both do."""

    task_path = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
