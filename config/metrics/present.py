"""What can be seen whenever somebody asks: jobs and their workers, the size of the database, the processes."""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.metrics.text import Labels, Metric
from wiki.jobs.models import Job, Worker
from wiki.jobs.querysets import State

log = logging.getLogger(__name__)
_Samples = list[tuple[str, Labels, float]]


def seen(root: int) -> Iterator[Metric]:
    """Now. `root` is the process that watches the others. What can't be seen is left out, and the rest is told."""
    yield Metric("looseleaf_info", "gauge", "The release that runs.", [("", {"version": settings.VERSION}, 1)])
    found = (
        ("looseleaf_jobs", "Background jobs of the last 14 days by state.", _jobs),
        ("looseleaf_jobs_oldest_waiting_seconds", "How long the next job has been due.", _oldest_waiting),
        ("looseleaf_worker_silent_seconds", "Since the latest sign of life of a worker of this kind.", _silent),
        ("looseleaf_database_bytes", "Size of the database.", _database_size),
    )
    for name, words, look in found:
        yield Metric(name, "gauge", words, _tried(look))
    processes = _processes(root)
    memory = [("", {"process": name}, float(sum(sizes))) for name, sizes in processes.items()]
    counts = [("", {"process": name}, float(len(sizes))) for name, sizes in processes.items()]
    yield Metric("looseleaf_memory_bytes", "gauge", "Memory, what processes share divided among them.", memory)
    yield Metric("looseleaf_processes", "gauge", "Running processes.", counts)


def _tried(look: Callable[[], _Samples]) -> _Samples:
    try:
        return look()
    except DatabaseError as error:
        log.warning("Figures of the database are left out: %s", error)
        return []


def _jobs() -> _Samples:
    counts = Job.objects.with_state().order_by().values_list("queue_name", "state").annotate(Count("pk"))
    found = {(queue, state): count for queue, state, count in counts}
    queues = settings.TASKS["default"]["QUEUES"]
    states = [state.value for state in State]
    return [("", {"queue": one, "state": state}, found.get((one, state), 0)) for one in queues for state in states]


def _oldest_waiting() -> _Samples:
    first = DBTaskResult.objects.ready().aggregate(at=Min("run_after"))["at"]
    return [("", {}, (timezone.now() - first).total_seconds() if first else 0.0)]


def _silent() -> _Samples:
    latest = Worker.objects.values_list("kind").annotate(Max("seen_at")).order_by("kind")
    now = timezone.now()
    return [("", {"kind": kind}, (now - at).total_seconds()) for kind, at in latest]


def _database_size() -> _Samples:
    return [("", {}, database_bytes())]


def database_bytes() -> int:
    """As the database itself tells: on SQLite without what is not yet moved from the log into the file."""
    sizes = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(sizes[connection.vendor])
        return cursor.fetchone()[0]


def _processes(root: int) -> dict[str, list[int]]:
    """The memory of the processes of this server, by what they are called. Nothing where there is no /proc."""
    found = defaultdict(list)
    for pid in _family(root):
        try:
            name = "watcher" if pid == root else Path(f"/proc/{pid}/comm").read_text().strip()
            found[name].append(_memory(pid))
        except OSError:  # it ended just now
            continue
    return found


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - names are all that is wanted
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def _memory(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
