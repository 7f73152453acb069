"""What each process counts: requests, queries, what was kept already, jobs."""

import bisect
import functools
import os
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

from config.metrics.shared import SharedNumbers
from wiki.display.tally import TALLIES
from wiki.jobs.words import KINDS

NONE = "none"  # no view: a static file, an address that nobody has
OTHER = "other"
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds; what takes longer is in one more
# Where a view's numbers lie, from its first one.
BY_CLASS, BY_TIME = 0, len(CLASSES)
SECONDS, QUERIES, QUERY_SECONDS = (BY_TIME + len(BUCKETS) + 1 + number for number in range(3))
VIEW_WIDTH = QUERY_SECONDS + 1
DONE, FAILED, JOB_SECONDS = range(3)
JOB_WIDTH = 3


def view_names(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all views below it, as requests have them."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield ":".join([*namespaces, pattern.name])
        else:
            yield from view_names(pattern, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)


class Counting:
    """The numbers of all processes, by what they count."""

    def __init__(self) -> None:
        self.maker = os.getpid()  # of all processes that count here
        self.views = self._laid_out([*sorted(set(view_names(get_resolver()))), NONE, OTHER], VIEW_WIDTH, 0)
        end = len(self.views) * VIEW_WIDTH
        self.jobs = self._laid_out([*KINDS, OTHER], JOB_WIDTH, end)
        end += len(self.jobs) * JOB_WIDTH
        self.tallies = self._laid_out(TALLIES, 2, end)
        # Web workers, those of jobs, the one that watches them all, and as many again while they are being replaced.
        self.numbers = SharedNumbers(end + 2 * len(TALLIES), places=2 * (settings.WORKERS + 5))
        self._tallied = dict.fromkeys(TALLIES, (0, 0))
        task_finished.connect(self._job_ended, dispatch_uid="config.metrics")

    @staticmethod
    def _laid_out(names: object, width: int, start: int) -> dict[str, int]:
        return {name: start + number * width for number, name in enumerate(names)}

    def answered(
        self, request: HttpRequest, response: HttpResponse, seconds: float, queries: int, asking: float
    ) -> None:
        """A request was answered in so many seconds, of which so many were spent asking the database."""
        match = request.resolver_match
        views, own = self.views, self.numbers.own()
        at = views.get(match.view_name, views[OTHER]) if match else views[NONE]
        own[at + response.status_code // 100 - 1] += 1
        own[at + BY_TIME + bisect.bisect_left(BUCKETS, seconds)] += 1
        own[at + SECONDS] += seconds
        own[at + QUERIES] += queries
        own[at + QUERY_SECONDS] += asking
        self._take_over(own)

    def _take_over(self, own: memoryview) -> None:
        """What was counted where it happens, since the last time."""
        for name, tally in TALLIES.items():
            before, now = self._tallied[name], (tally.hits, tally.misses)
            if now != before:
                at = self.tallies[name]
                own[at] += now[0] - before[0]
                own[at + 1] += now[1] - before[1]
                self._tallied[name] = now

    def _job_ended(self, *, task_result: TaskResult, **_signal: object) -> None:
        own = self.numbers.own()
        at = self.jobs.get(task_result.task.module_path, self.jobs[OTHER])
        own[at + (FAILED if task_result.status == TaskResultStatus.FAILED else DONE)] += 1
        if task_result.started_at and task_result.finished_at:
            own[at + JOB_SECONDS] += (task_result.finished_at - task_result.started_at).total_seconds()


@functools.cache
def counting() -> Counting:
    """The one of this server: made with its middleware, before its processes part."""
    return Counting()
