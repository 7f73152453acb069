"""/metrics: who may read it, and that its figures are those of all processes."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client
from django_tasks.signals import task_finished
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import User
from config.metrics import present
from config.metrics.counting import NONE, OTHER, counting
from config.metrics.shared import SharedNumbers
from config.metrics.text import Metric
from tests.conftest import ROOT, client_of
from tests.setup.serving import running, until
from wiki.jobs.tasks import clear_jobs
from wiki.pages.models import Page

TOKEN = "a-long-secret-that-nobody-guesses"
Figures = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def token(settings: Any) -> Iterator[str]:
    settings.METRICS_TOKEN = TOKEN
    counting.cache_clear()
    yield TOKEN
    counting.cache_clear()
    task_finished.disconnect(dispatch_uid="config.metrics")


def read(text: str) -> Figures:
    """As Prometheus reads them."""
    families = text_string_to_metric_families(text)
    return {(one.name, frozenset(one.labels.items())): one.value for family in families for one in family.samples}


def figures(token: str) -> Figures:
    answer = Client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.headers["Content-Type"][:10]) == (200, "text/plain")
    assert "no-store" in answer.headers["Cache-Control"]
    return read(answer.text)


def one(found: Figures, name: str, **labels: str) -> float:
    return found.get((f"looseleaf_{name}", frozenset(labels.items())), 0.0)


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}"}])
def test_there_is_nothing_where_no_token_is_set(sent: dict[str, str], client: Client, db: None) -> None:
    assert client.get("/metrics", headers=sent).status_code == 404


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer ü"]
)
def test_there_is_nothing_for_who_has_not_the_token(sent: str, token: str, admin_client: Client) -> None:
    answer = admin_client.get("/metrics", headers={"Authorization": sent})
    assert (answer.status_code, answer.content) == (404, b"")


def test_token_in_the_address_counts_for_nothing(token: str, client: Client, db: None) -> None:
    assert client.get(f"/metrics?token={token}").status_code == 404


def test_figures_are_only_read(token: str, client: Client, db: None) -> None:
    assert client.post("/metrics", headers={"Authorization": f"bearer {token}"}).status_code == 405


def test_page_view_is_counted_with_its_time_and_its_queries(token: str, reader: User, page: Page) -> None:
    client = client_of(reader)
    for _time in range(3):
        assert client.get(page.get_absolute_url()).status_code == 200
    found = figures(token)
    assert one(found, "requests_total", view="reading:page", status="2xx") == 3
    assert one(found, "request_seconds_count", view="reading:page") == 3
    assert one(found, "request_seconds_bucket", view="reading:page", le="+Inf") == 3
    assert 0 < one(found, "request_seconds_sum", view="reading:page") < 30
    assert one(found, "queries_total", view="reading:page") >= 6
    seconds = one(found, "query_seconds_total", view="reading:page")
    assert 0 < seconds < one(found, "request_seconds_sum", view="reading:page")
    assert one(found, "kept_total", what="parts", outcome="hit") > 0


def test_times_are_in_buckets_that_hold_the_smaller_ones_too(token: str, db: None) -> None:
    counts, request = counting(), HttpRequest()
    request.resolver_match = None
    for seconds in (0.001, 0.005, 0.006, 0.3, 77.0):
        counts.answered(request, Client().get("/healthz"), seconds, 0, 0.0)
    found = figures(token)
    bounds = ("0.005", "0.01", "0.25", "0.5", "10.0", "+Inf")
    assert [one(found, "request_seconds_bucket", view=NONE, le=bound) for bound in bounds] == [2, 3, 3, 4, 4, 5]


def test_addresses_that_people_make_up_make_no_new_figures(token: str, reader: User, space: Any) -> None:
    client = client_of(reader)
    client.get("/nowhere/at-all/")
    client.get("/static/no-such-file.css")
    figures(token)
    before = figures(token).keys()
    for number in range(30):
        client.get(f"/nowhere-{number}/at-all/")
        client.get(f"/static/{number}.css")
        client.get(f"/p/{number}000/")
    found = figures(token)
    names = {dict(labels).get("view", "") for _name, labels in found.keys() - before}
    assert names <= {"metrics", "reading:permanent", *(name for name in names if ":" in name)}
    assert not any("nowhere" in str(key) or ".css" in str(key) for key in found)
    assert one(found, "requests_total", view=NONE, status="4xx") == 31


def test_every_view_has_figures_of_its_own(token: str, admin_client: Client) -> None:
    assert {"healthz", "reading:page", "admin:index", "admin:wiki_job_changelist"} <= counting().views.keys()
    admin_client.get("/admin/wiki/job/")
    assert one(figures(token), "requests_total", view="admin:wiki_job_changelist", status="2xx") == 1
    assert one(figures(token), "requests_total", view=OTHER, status="2xx") == 0


@pytest.mark.django_db(transaction=True)
def test_jobs_are_counted_as_they_end_and_as_they_wait(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counting()
    clear_jobs.enqueue()
    assert one(figures(token), "jobs", queue="default", state="waiting") == 1
    work()
    monkeypatch.setattr("wiki.jobs.tasks.call_command", refuse)
    clear_jobs.enqueue()
    work()
    found = figures(token)
    assert one(found, "jobs_ended_total", job="clear_jobs", outcome="done") == 1
    assert one(found, "jobs_ended_total", job="clear_jobs", outcome="failed") == 1
    assert one(found, "jobs", queue="default", state="failed") == 1
    assert one(found, "jobs", queue="default", state="waiting") == 0


def work() -> None:
    call_command("db_worker", verbosity=0, startup_delay=False, batch=True, interval=0)


def refuse(*_args: Any, **_more: Any) -> None:
    raise RuntimeError("no")


def test_size_of_the_database_and_memory_are_told(token: str, db: None) -> None:
    counting()
    found = figures(token)
    assert one(found, "database_bytes") > 100_000
    assert one(found, "memory_bytes", process="watcher") > 10_000_000
    assert one(found, "processes", process="watcher") == 1


def test_what_the_database_does_not_tell_is_left_out(
    token: str, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*_args: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(present.Job.objects, "with_state", gone)
    found = figures(token)
    assert one(found, "memory_bytes", process="watcher") > 0
    assert "gone" in caplog.text


def test_label_can_not_break_out_of_its_line() -> None:
    hostile = 'a"} 1\nb\\'
    metric = Metric("looseleaf_info", "gauge", "Words.", [("", {"version": hostile}, 1)])
    assert read("\n".join([*metric.lines(), ""])) == {("looseleaf_info", frozenset({("version", hostile)})): 1}


def in_another_process(run: Any) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        run()
        signal.pause()
    finally:
        os._exit(0)


def end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def test_processes_count_at_places_of_their_own_and_the_next_takes_over_from_one_that_was_killed() -> None:
    numbers = SharedNumbers(count=2, places=4)

    def count() -> None:
        numbers.own()[1] += 1

    count()
    for time in range(20):
        pids = [in_another_process(count) for _process in range(2)]
        assert until(lambda expected=(time + 1) * 2 + 1: numbers.totals()[1] == expected, 10)
        for pid in pids:
            end(pid)
    assert numbers.totals() == [0, 41]
    assert [numbers._part(place)[1] > 0 for place in range(4)] == [True, True, True, False]


def test_process_that_finds_no_place_of_its_own_counts_all_the_same() -> None:
    numbers = SharedNumbers(count=1, places=2)
    numbers.own()[0] += 1
    pids = [in_another_process(lambda: numbers.own().__setitem__(0, numbers.own()[0] + 1)) for _process in range(2)]
    assert until(lambda: numbers.totals()[0] >= 2, 10)
    for pid in pids:
        end(pid)


def test_nothing_of_it_is_loaded_while_it_is_off(tmp_path: Path) -> None:
    code = (
        "import sys, config.wsgi\n"
        "print([name for name in sys.modules if name.startswith(('config.metrics.', 'prometheus'))])"
    )
    env = {"LOOSELEAF_DATA": str(tmp_path), "PATH": os.environ["PATH"]}
    (tmp_path / "static").mkdir()
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert said.stdout.strip() in ("[]", "['config.metrics.views']")


@pytest.mark.slow
def test_running_wiki_tells_figures_of_all_its_processes_also_of_those_that_were_killed(tmp_path: Path) -> None:
    with running(tmp_path / "var", LOOSELEAF_METRICS_TOKEN=TOKEN) as wiki:

        def asked() -> Figures:
            request = urllib.request.Request(f"{wiki.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                return read(answer.read().decode())

        def alive(found: Figures) -> float:
            return one(found, "requests_total", view="healthz", status="2xx")

        before = alive(asked())
        for _time in range(40):
            assert wiki.get("/healthz")[0] == 200
        assert alive(asked()) == before + 40
        found = asked()
        names = ("watcher", "web server", "job worker")
        assert [one(found, "processes", process=name) for name in names] == [1, 3, 1]
        (server,) = [pid for pid, stat in wiki.children().items() if "web server" in stat]
        for worker in wiki.children(server):
            os.kill(worker, signal.SIGKILL)
        assert until(wiki.is_up, 15)
        assert alive(asked()) >= before + 40
        assert one(asked(), "worker_silent_seconds", kind="jobs") < 60
        assert "Traceback" not in wiki.said
