"""The background jobs for admins, to read and to filter."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.base import VerbAdmin
from wiki.display.moments import moment_html
from wiki.display.tags import icon_html
from wiki.jobs.fetching import with_subjects
from wiki.jobs.filters import KindFilter, StateFilter
from wiki.jobs.models import Job
from wiki.jobs.querysets import JobQuerySet, State
from wiki.jobs.words import kind_in_words, reason_in_words

ICONS = {
    State.WAITING: "clock",
    State.AGAIN: "rotate-ccw",
    State.RUNNING: "activity",
    State.DONE: "circle-check",
    State.FAILED: "octagon-alert",
    State.INTERRUPTED: "triangle-alert",
}


class JobChangeList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """The rows of this page, with what they are about."""
        super().get_results(request)
        self.result_list = with_subjects(self.result_list)


@admin.register(Job)
class JobAdmin(VerbAdmin):
    list_display = ("what", "how", "asked_by", "asked_at", "took", "why")
    list_display_links = ("what",)
    list_filter = (StateFilter, KindFilter)
    actions = None
    when_empty = gettext_lazy("The worker has had nothing to do yet. Imports are among its jobs.")

    def get_queryset(self, request: HttpRequest) -> JobQuerySet:
        """With the state; the long record of an error is read where one job is shown."""
        return super().get_queryset(request).with_state().defer("traceback")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """See there."""
        return JobChangeList

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the wiki asks its worker for something."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One job: what became of it, and the record of its error for whoever looks after the machine."""
        found = self.get_object(request, object_id)
        words = dict(extra_context or {})
        if found:
            job = with_subjects([found])[0]
            facts = {"job": job, "what": kind_in_words(job.task_path), "how": self.how(job), "who": self.asked_by(job)}
            words |= facts | {"took": self.took(job), "why": reason_in_words(job), "attempts": len(job.worker_ids)}
        return super().change_view(request, object_id, form_url, words)

    @admin.display(description=gettext_lazy("job"), ordering="task_path")
    def what(self, job: Job) -> str:
        """What was to be done, and with what."""
        name = kind_in_words(job.task_path)
        return f"{name}: {job.subject.space.name}" if job.subject else name

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def how(self, job: Job) -> SafeString:
        """The state, with a picture beside the word."""
        state = State(job.state)
        return format_html(
            '<span class="state state-{}">{} {}</span>', state.value, icon_html(ICONS[state]), state.label
        )

    @admin.display(description=gettext_lazy("asked for by"))
    def asked_by(self, job: Job) -> str:
        """The person, where it was one."""
        return str(job.subject.by) if job.subject and job.subject.by else _("The wiki")

    @admin.display(description=gettext_lazy("asked for"), ordering="enqueued_at")
    def asked_at(self, job: Job) -> SafeString:
        """When."""
        return moment_html(job.enqueued_at)

    @admin.display(description=gettext_lazy("took"))
    def took(self, job: Job) -> str:
        """From its start to its end, or until now."""
        if not job.started_at or job.state in (State.INTERRUPTED, State.AGAIN):
            return "–"
        seconds = ((job.finished_at or timezone.now()) - job.started_at).total_seconds()
        return _("%(seconds).1f s") % {"seconds": seconds} if seconds < 60 else _minutes(seconds)

    @admin.display(description=gettext_lazy("reason"), empty_value="")
    def why(self, job: Job) -> str:
        """Why it failed, in one line."""
        return reason_in_words(job)


def _minutes(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes} if hours else _("%d min") % minutes
