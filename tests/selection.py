"""Which tests run: on PostgreSQL those that touch the database; and in CI nothing may be left out."""

import gc
import itertools
import operator
import os
from collections.abc import Iterator

import pytest

ON_POSTGRESQL = bool(os.environ.get("TEST_DATABASE_URL"))
SMALLEST_HANDBOOK = "openshift-runbooks"
NO_SKIPS = bool(os.environ.get("LOOSELEAF_NO_SKIPS"))


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, for those tests that wait: for a browser, a server or a disk."""
    return 1 + (os.cpu_count() or 1)


def _belongs_here(item: pytest.Item) -> bool:
    if not ON_POSTGRESQL:
        return item.get_closest_marker("postgresql") is None
    if any(item.get_closest_marker(name) for name in ("sqlite", "browser", "answers")):
        return False
    is_for_one = SMALLEST_HANDBOOK not in item.name and not item.get_closest_marker("both_databases")
    if item.get_closest_marker("slow") and is_for_one:
        return False  # what takes long there takes longer here; one handbook stands for all
    return item.get_closest_marker("django_db") is not None or "_django_db_helper" in getattr(item, "fixturenames", ())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")
        if {"browser", "editor", "setup"} & set(item.path.parts) or item.get_closest_marker("slow"):
            # Other processes' timing, a browser's above all, decides one story in ten thousand; the summary tells which
            # ran again.
            item.add_marker(pytest.mark.flaky(reruns=1))
    here = [_belongs_here(item) for item in items]
    config.hook.pytest_deselected(items=list(itertools.compress(items, map(operator.not_, here))))
    kept = list(itertools.compress(items, here))
    # A file goes to one process: those that take long come first, so that none is left with one at the end.
    items[:] = sorted(
        kept, key=lambda item: not (item.get_closest_marker("slow") or item.get_closest_marker("browser"))
    )


def pytest_collection_finish() -> None:
    """As the server does before it forks: what was collected is not walked again and again in search of garbage."""
    gc.collect()
    gc.set_threshold(5_000, 10, 10)
    gc.freeze()


def _as_failure(report: pytest.TestReport | pytest.CollectReport) -> None:
    if NO_SKIPS and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped here: {report.longrepr[2] if report.longrepr else ''}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    report = yield
    _as_failure(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    report = yield
    _as_failure(report)
    return report
