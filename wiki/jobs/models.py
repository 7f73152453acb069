"""Job, when the jobs that come round were last begun, and who runs them."""

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


class Worker(models.Model):
    """A process that runs jobs, and when it last gave a sign of life."""

    class Kind(models.TextChoices):
        """By the queue that it sees to."""

        JOBS = "jobs", _("Job worker")
        IMPORTS = "imports", _("Importer")
        BACKUPS = "backups", _("Backup worker")

    name = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=20, choices=Kind)
    host = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
