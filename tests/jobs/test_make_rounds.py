"""What a worker does beside its jobs: each round as often as it is to be done, once however many workers there are."""

import datetime
import io
import time

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.conftest import make_revision
from tests.security.test_save_at_once import at_once
from wiki.activity.actions import watch
from wiki.activity.models import Notification
from wiki.activity.tasks import clear_notifications
from wiki.activity.telling import tell_news
from wiki.jobs import rounds
from wiki.jobs.models import PeriodicRun
from wiki.jobs.rounds import AT_ONCE, PERIODIC, Rounds, start_periodic
from wiki.jobs.tasks import clear_jobs


def asked_for(task) -> int:
    return DBTaskResult.objects.filter(task_path=task.module_path).count()


def let_pass(**time):
    for run in PeriodicRun.objects.all():
        run.at -= datetime.timedelta(**time)
        run.save()


def test_periodic_jobs_are_handed_out_when_their_time_has_come_round(db):
    assert start_periodic() == len(AT_ONCE & PERIODIC.keys())  # of the others, it begins to count the first time
    let_pass(minutes=9)
    assert start_periodic() == 0
    let_pass(hours=24)
    assert start_periodic() == len(PERIODIC)
    assert start_periodic() == 0
    assert asked_for(clear_jobs) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_look_at_the_same_moment_hand_out_one(db):
    start_periodic()
    let_pass(days=2)
    assert sum(at_once([start_periodic] * 4)) == len(PERIODIC)
    assert asked_for(clear_jobs) == 1


def test_finished_jobs_are_thrown_away_after_fourteen_days(db):
    now = timezone.now()
    for days, status, queue in (
        (13, "SUCCESSFUL", "default"),
        (15, "SUCCESSFUL", "imports"),
        (15, "FAILED", "default"),
    ):
        DBTaskResult.objects.create(
            task_path=clear_jobs.module_path,
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            backend_name="default",
            queue_name=queue,
            run_after=now,
            finished_at=now - datetime.timedelta(days=days),
        )
    clear_jobs.call()
    assert [job.status for job in DBTaskResult.objects.all()] == ["SUCCESSFUL"]


def test_notifications_are_thrown_away_when_nobody_looks_for_them_any_more(page, editor, reader):
    watch(by=reader, place=page)
    tell_news()
    for number in range(3):
        make_revision(page, f"Wear {number} gloves.\n", by=editor)
        tell_news()
        Notification.objects.update(read_at=timezone.now())
    first, second, third = Notification.objects.filter(person=reader).order_by("pk")
    long_ago = timezone.now() - datetime.timedelta(days=91)
    Notification.objects.filter(pk=first.pk).update(at=long_ago, read_at=long_ago)
    Notification.objects.filter(pk=second.pk).update(at=long_ago, read_at=None)
    Notification.objects.exclude(person=reader).delete()
    assert clear_notifications.call() == 1
    Notification.objects.filter(pk=second.pk).update(at=timezone.now() - datetime.timedelta(days=366))
    assert clear_notifications.call() == 1
    assert Notification.objects.get() == third


@pytest.mark.django_db
def test_each_round_is_made_at_its_pace_and_one_that_fails_ends_nothing(monkeypatch, caplog):
    made = []

    def quick():
        made.append("quick")

    def broken():
        made.append("broken")
        raise RuntimeError("no disk")

    monkeypatch.setattr(rounds, "ROUNDS", ((broken, 0.0), (quick, 60.0)))
    worker = Rounds()
    for _time in range(2):
        worker.make()
    assert made == ["broken", "quick", "broken"]
    assert "broken failed and is tried again" in caplog.text


def test_command_makes_every_round_and_says_what_came_of_it(page, editor, reader):
    watch(by=reader, place=page)
    make_revision(page, "Wear two gloves.\n", by=editor)
    said = io.StringIO()
    call_command("make_rounds", stdout=said)
    assert "tell news: " in said.getvalue()
    assert "draw excerpts: 1" in said.getvalue()
    row = Notification.objects.get(person=reader)
    assert "two" in row.excerpt.html


def test_rounds_with_nothing_to_do_are_quick(db, django_assert_max_num_queries):
    worker = Rounds()
    worker.make()
    worker.last = {do: time.monotonic() - 1e6 for do in worker.last}
    with django_assert_max_num_queries(12):
        worker.make()
