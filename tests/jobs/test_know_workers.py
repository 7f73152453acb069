"""Workers give signs of life as long as they run, and are taken off the list when they end in good order."""

import datetime
import os
import subprocess
import threading
import time

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wiki.jobs import workers
from wiki.jobs.models import Worker
from wiki.jobs.tasks import clear_jobs


@pytest.mark.django_db(transaction=True)
def test_worker_gives_signs_of_life_while_it_is_at_a_job(monkeypatch):
    monkeypatch.setattr(workers, "EVERY", 0.02)
    with workers.at_work(Worker.Kind.BACKUPS) as name:
        first = Worker.objects.get()
        assert (first.name, first.kind, first.seen_at) == (name, "backups", first.begun_at)
        deadline = time.monotonic() + 20
        while Worker.objects.get().seen_at == first.seen_at and time.monotonic() < deadline:
            time.sleep(0.02)
        assert Worker.objects.get().seen_at > first.seen_at
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_worker_without_a_thread_gives_signs_when_it_is_time_for_one(monkeypatch):
    now = 100.0
    monkeypatch.setattr(workers.time, "monotonic", lambda: now)
    threads = threading.active_count()
    with workers.on_duty(Worker.Kind.JOBS) as give_sign:
        first = Worker.objects.get().seen_at
        now += workers.EVERY / 2
        give_sign()
        assert Worker.objects.get().seen_at == first
        now += workers.EVERY / 2
        give_sign()
        assert Worker.objects.get().seen_at > first
        assert threading.active_count() == threads
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_worker_that_is_stopped_stays_on_the_list_so_that_its_job_is_found():
    with pytest.raises(SystemExit), workers.at_work(Worker.Kind.JOBS):
        raise SystemExit
    assert Worker.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_job_says_which_worker_it_had():
    clear_jobs.enqueue()
    with workers.at_work(Worker.Kind.JOBS) as name:
        call_command("db_worker", verbosity=0, startup_delay=False, batch=True, interval=0, worker_id=name)
    assert DBTaskResult.objects.get().worker_ids == [name]


@pytest.mark.django_db
def test_database_that_does_not_take_the_sign_ends_no_worker(monkeypatch, caplog):
    def refuse(*_args):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(workers, "give_sign", refuse)
    with workers.at_work(Worker.Kind.JOBS):
        pass
    assert "database is locked" in caplog.text


@pytest.mark.django_db
def test_workers_of_days_ago_are_forgotten():
    long_ago = timezone.now() - datetime.timedelta(days=3)
    Worker.objects.create(name="jobs-1", kind="jobs", begun_at=long_ago, seen_at=long_ago)
    workers.give_sign("jobs-2", "jobs")
    assert [worker.name for worker in Worker.objects.all()] == ["jobs-2"]


@pytest.mark.django_db
def test_sign_of_life_is_one_small_statement(django_assert_num_queries):
    workers.give_sign("jobs-2", "jobs")
    with django_assert_num_queries(1):
        workers.give_sign("jobs-2", "jobs")


def a_process_that_ended():
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def worker_of(number, machine=None):
    """A worker with this process number, seen just now."""
    now, name = timezone.now(), f"jobs-wiki-{machine or workers._machine()}-{number}-abcdefgh"
    return Worker.objects.create(name=name, kind="jobs", begun_at=now, seen_at=now)


def job_of(worker):
    clear_jobs.enqueue()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=[worker.name])
    return DBTaskResult.objects.get()


@pytest.mark.django_db
def test_job_of_a_killed_worker_of_this_machine_is_found_at_once():
    job = job_of(worker_of(a_process_that_ended()))
    assert workers.left_behind() == [job]
    assert Worker.objects.exists()  # until the job is begun again it says whose it was


@pytest.mark.django_db
def test_killed_worker_of_this_machine_that_was_at_nothing_is_forgotten():
    worker_of(a_process_that_ended())
    assert workers.left_behind() == []
    assert not Worker.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("machine", [None, "elsewhere"])
def test_worker_that_lives_or_is_of_another_machine_is_left_at_its_job(machine):
    job_of(worker_of(a_process_that_ended() if machine else os.getpid(), machine))
    assert workers.left_behind() == []
    assert Worker.objects.exists()


@pytest.mark.django_db
def test_number_that_somebody_else_has_now_tells_nothing(monkeypatch):
    def refuse(_number, _signal):
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    job_of(worker_of(1))
    assert workers.left_behind() == []
