"""Job."""

from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from wiki.exchange.models import Import
from wiki.jobs.querysets import JobQuerySet


class Job(DBTaskResult):
    """One thing that the worker was asked to do."""

    objects = JobQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ("-enqueued_at", "-pk")
        default_permissions = ("view",)

    subject: Import | None = None  # what it is about, where `with_subjects` found that
