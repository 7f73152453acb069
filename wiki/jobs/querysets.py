"""In which state a job is: filters, and the same as a column."""

import datetime
from typing import Self

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus

from wiki.exchange.backup.scheduling import back_up
from wiki.exchange.backup.sending import send_backup
from wiki.exchange.jobs import run_import

# No job of ours takes so long: whoever ran it was stopped, and nothing will take it up again.
LONGEST = datetime.timedelta(days=1)
IMPORT, BACKUPS = run_import.module_path, (back_up.module_path, send_backup.module_path)


class State(TextChoices):
    """What became of a job, in words."""

    WAITING = "waiting", _("Waiting for its turn")
    AGAIN = "again", _("Failed; to be tried again")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    INTERRUPTED = "interrupted", _("Stopped in the middle")


class JobQuerySet(QuerySet):
    """Jobs and their states."""

    def with_state(self) -> Self:
        """With `state`. A refused import, or a backup that lacks files, is a failure though its job came to its end."""
        refused = Q(task_path__in=(IMPORT, *BACKUPS), status=TaskResultStatus.SUCCESSFUL) & ~Q(return_value="")
        # A space is imported into by one run at a time, so the run that was asked for again had been stopped.
        asked_again = self.model.objects.filter(
            task_path=IMPORT, args_kwargs=OuterRef("args_kwargs"), enqueued_at__gt=OuterRef("enqueued_at")
        )
        forgotten = Q(started_at__lt=timezone.now() - LONGEST) | Q(Exists(asked_again), task_path=IMPORT)
        running = Q(status=TaskResultStatus.RUNNING)
        cases = (
            When(Q(status=TaskResultStatus.FAILED) | refused, then=Value(State.FAILED)),
            When(status=TaskResultStatus.SUCCESSFUL, then=Value(State.DONE)),
            When(running & forgotten, then=Value(State.INTERRUPTED)),
            When(running, then=Value(State.RUNNING)),
            When(status=TaskResultStatus.READY, worker_ids__0__isnull=False, then=Value(State.AGAIN)),
        )
        return self.annotate(state=Case(*cases, default=Value(State.WAITING), output_field=CharField()))
