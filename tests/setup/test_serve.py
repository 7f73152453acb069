"""The real server, started as `make run` starts it."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.setup.serving import Wiki, command, free_port, running, until

pytestmark = pytest.mark.slow
PROCESSES = 2  # the web server and the job worker


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a wiki that was started before."""
    folder = tmp_path_factory.mktemp("wiki") / "var"
    folder.mkdir()  # so that it is not given a database: this first run does all by itself
    with running(folder) as wiki:
        (folder / "first-run.txt").write_text(wiki.said)
    return folder


@pytest.fixture
def wiki(folder: Path) -> Iterator[Wiki]:
    with running(folder) as wiki:
        yield wiki


def test_first_run_prints_the_address_and_a_link_that_opens_the_set_up(wiki: Wiki) -> None:
    assert f"running at {wiki.url}/" in wiki.said
    link = re.search(r"http://\S+/setup/\S+", wiki.said)
    assert link
    assert wiki.get(link[0].removeprefix(wiki.url))[0] == 200


def test_wiki_is_ready_before_anybody_has_set_it_up(wiki: Wiki) -> None:
    assert wiki.get("/readyz") == (200, "ok\n")


def test_restart_tells_the_name_that_the_wiki_was_given(folder: Path) -> None:
    with sqlite3.connect(folder / "looseleaf.sqlite3") as database:
        database.execute("INSERT OR REPLACE INTO accounts_site (id, name, setup_token_hash) VALUES (1, 'Cobalt', '')")
    with running(folder) as wiki:
        assert f"Cobalt is running at {wiki.url}/" in wiki.said


def test_first_run_says_nothing_but_how_to_begin(folder: Path) -> None:
    assert len((folder / "first-run.txt").read_text().splitlines()) == 3


def test_static_files_come_hashed_compressed_and_for_ever(wiki: Wiki) -> None:
    page = wiki.get("/setup/")[1]
    sheet = re.search(r'href="(/static/css/[^"]+\.[0-9a-f]{12}\.css)"', page)
    assert sheet, page
    request = urllib.request.Request(wiki.url + sheet[1], headers={"Accept-Encoding": "br"}, method="HEAD")
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.headers["Content-Encoding"] == "br"
        assert "immutable" in response.headers["Cache-Control"]


def test_ended_processes_are_started_again(wiki: Wiki) -> None:
    before = wiki.children()
    assert len(before) == PROCESSES
    workers = [worker for pid in before for worker in wiki.children(pid)]
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), 15)
    assert until(
        lambda: wiki.is_up() and len(wiki.children()) == PROCESSES and not set(before) & set(wiki.children()), 15
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_stopping_ends_every_process_and_frees_the_port(folder: Path, number: int) -> None:
    with running(folder) as wiki:
        group = wiki.children()
        assert wiki.stop(number) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in group)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", int(wiki.url.rpartition(":")[2])))
    assert "Traceback" not in wiki.said


def test_killing_the_watcher_leaves_no_process_behind(folder: Path) -> None:
    with running(folder) as wiki:
        group = wiki.children()
        wiki.process.kill()
        wiki.process.wait()
        assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in group), 15)


def test_unattended_first_run_makes_the_admin_and_prints_no_link(tmp_path: Path) -> None:
    settings = {"LOOSELEAF_ADMIN_EMAIL": "ada@example.org", "LOOSELEAF_ADMIN_PASSWORD": "seven green apples"}
    with running(tmp_path / "var", **settings) as wiki:
        assert "/setup/" not in wiki.said
    people = (
        sqlite3.connect(tmp_path / "var" / "looseleaf.sqlite3").execute("SELECT email FROM accounts_user").fetchall()
    )
    assert ("ada@example.org",) in people


def test_busy_port_ends_in_one_line(wiki: Wiki, tmp_path: Path) -> None:
    port = int(wiki.url.rpartition(":")[2])
    result = subprocess.run(**command(tmp_path / "var", port), capture_output=True)
    assert result.returncode == 1
    assert re.fullmatch(rf"CommandError: Cannot listen on 127.0.0.1 port {port}: .*\n", result.stderr)


def test_folder_that_cannot_be_written_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = subprocess.run(**command(tmp_path / "file" / "var", 8000), capture_output=True)
    assert result.returncode == 1
    assert re.fullmatch(r"Looseleaf: Cannot keep the secret key in .*LOOSELEAF_DATA.*\n", result.stderr)


def test_database_that_does_not_answer_ends_in_one_line(tmp_path: Path) -> None:
    settings = {"DATABASE_URL": "postgresql://wiki@127.0.0.1:1/wiki"}
    result = subprocess.run(**command(tmp_path / "var", free_port(), **settings), capture_output=True)
    assert result.returncode == 1
    assert re.fullmatch(r"CommandError: Cannot use the database: .*\n", result.stderr)


def test_every_line_is_an_object_where_that_is_wanted(tmp_path: Path) -> None:
    with running(tmp_path / "var", LOOSELEAF_LOG_FORMAT="json", LOOSELEAF_SLOW_REQUEST="0") as wiki:
        os.kill(job_worker(wiki), signal.SIGKILL)
        assert until(lambda: "starting it again" in wiki.said, 15)
        assert wiki.stop() == 0
        taken = subprocess.run(
            **command(tmp_path / "var", 1, LOOSELEAF_LOG_FORMAT="json", HOST="203.0.113.1"), capture_output=True
        )
    lines = [json.loads(line) for line in [*wiki.said.splitlines(), *taken.stderr.splitlines()]]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    said = [line["message"] for line in lines]
    assert any("/setup/" in line for line in said)
    assert any(f"running at {wiki.url}/" in line for line in said)
    assert any(line.startswith("Slow request") for line in said)
    assert said[-2:] == ["Stopped.", said[-1]]
    assert said[-1].startswith("CommandError: Cannot listen on")


def test_jobs_are_done_in_processes_that_end_with_them(folder: Path) -> None:
    with running(folder) as wiki:
        worker = job_worker(wiki)
        assert until(lambda: not jobs(folder, "finished_at IS NULL") and not wiki.children(worker))
        said = wiki.said
        for done in range(jobs(folder, DONE), 2):
            enqueue_empty_job(folder)
            assert until(lambda done=done: jobs(folder, DONE) > done and not wiki.children(worker))
        assert job_worker(wiki) == worker
        assert jobs(folder, DONE) == 2
        assert not jobs(folder, f"worker_ids LIKE '%-{worker}-%'")
        assert len(wiki.children()) == PROCESSES
        assert wiki.said == said


def test_job_that_is_killed_with_its_process_is_begun_again(folder: Path) -> None:
    with running(folder) as wiki:
        worker = job_worker(wiki)
        assert until(lambda: not jobs(folder, "finished_at IS NULL") and not wiki.children(worker))
        enqueue_empty_job(folder)
        assert until(lambda: bool(wiki.children(worker)))
        for process in wiki.children(worker):
            os.kill(process, signal.SIGKILL)
        assert until(lambda: "The jobs ended (status 9); starting it again." in wiki.said, 15)
        assert until(lambda: jobs(folder, DONE) == 1)
        assert job_worker(wiki) == worker


def job_worker(wiki: Wiki) -> int:
    return next(pid for pid, stat in wiki.children().items() if "(job worker)" in stat)


def test_wiki_that_is_told_where_to_makes_its_first_backup_at_once(folder: Path, tmp_path: Path) -> None:
    with running(folder, LOOSELEAF_BACKUPS=str(tmp_path)) as wiki:
        assert until(lambda: any(tmp_path.glob("looseleaf-*.zip")))
        assert until(lambda: bool(jobs(folder, "worker_ids LIKE '%\"backups-%' AND finished_at > ''")))
        assert "Traceback" not in wiki.said
    assert len(list(tmp_path.iterdir())) == 1


DONE = "finished_at > '' AND task_path LIKE '%render_pages'"


def enqueue_empty_job(folder: Path) -> None:
    code = "from wiki.pages.tasks import render_pages; render_pages.enqueue([])"
    environment = command(folder, free_port())["env"]
    subprocess.run([sys.executable, "manage.py", "shell", "--command", code], cwd=ROOT, env=environment, check=True)


def jobs(folder: Path, condition: str) -> int:
    with sqlite3.connect(folder / "looseleaf.sqlite3") as database:
        counted = f"SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE {condition}"
        return database.execute(counted).fetchone()[0]
