"""What was counted, as metrics. What never happened is left out."""

from collections.abc import Iterator
from functools import partial

from config.metrics.counting import (
    BUCKETS,
    BY_CLASS,
    BY_TIME,
    CLASSES,
    DONE,
    FAILED,
    JOB_SECONDS,
    QUERIES,
    QUERY_SECONDS,
    SECONDS,
    VIEW_WIDTH,
    Counting,
)
from config.metrics.text import Labels, Metric

_Samples = Iterator[tuple[str, Labels, float]]


def counted(counting: Counting) -> Iterator[Metric]:
    """Of all processes, since this server started."""
    numbers = counting.numbers.totals()
    views = {name: numbers[at : at + VIEW_WIDTH] for name, at in counting.views.items()}
    views = {name: own for name, own in views.items() if any(own)}
    each = partial(_each, views)
    yield Metric("looseleaf_requests_total", "counter", "Requests that were answered.", _by_class(views))
    yield Metric("looseleaf_request_seconds", "histogram", "Until the answer began.", _by_time(views))
    yield Metric("looseleaf_queries_total", "counter", "Queries of requests.", each(QUERIES))
    yield Metric(
        "looseleaf_query_seconds_total", "counter", "Of requests, waiting for the database.", each(QUERY_SECONDS)
    )
    yield Metric("looseleaf_kept_total", "counter", "Looks at what is kept.", _kept(counting.tallies, numbers))
    yield Metric("looseleaf_jobs_ended_total", "counter", "Attempts at jobs.", _jobs(counting.jobs, numbers))
    yield Metric("looseleaf_job_seconds_total", "counter", "Time of jobs.", _job_seconds(counting.jobs, numbers))


def _each(views: dict[str, list[float]], at: int) -> _Samples:
    return (("", {"view": name}, own[at]) for name, own in views.items())


def _by_class(views: dict[str, list[float]]) -> _Samples:
    for name, own in views.items():
        for number, status in enumerate(CLASSES):
            if own[BY_CLASS + number]:
                yield "", {"view": name, "status": status}, own[BY_CLASS + number]


def _by_time(views: dict[str, list[float]]) -> _Samples:
    for name, own in views.items():
        so_far = 0.0
        for number, bound in enumerate((*map(str, BUCKETS), "+Inf")):
            so_far += own[BY_TIME + number]
            yield "_bucket", {"view": name, "le": bound}, so_far
        yield "_sum", {"view": name}, own[SECONDS]
        yield "_count", {"view": name}, so_far


def _kept(tallies: dict[str, int], numbers: list[float]) -> _Samples:
    for name, at in tallies.items():
        yield "", {"what": name, "outcome": "hit"}, numbers[at]
        yield "", {"what": name, "outcome": "miss"}, numbers[at + 1]


def _jobs(jobs: dict[str, int], numbers: list[float]) -> _Samples:
    for path, at in jobs.items():
        for outcome, offset in (("done", DONE), ("failed", FAILED)):
            if numbers[at + offset]:
                yield "", {"job": _short(path), "outcome": outcome}, numbers[at + offset]


def _job_seconds(jobs: dict[str, int], numbers: list[float]) -> _Samples:
    return (("", {"job": _short(path)}, numbers[at + JOB_SECONDS]) for path, at in jobs.items() if numbers[at + DONE])


def _short(path: str) -> str:
    return path.rpartition(".")[2]
