"""A job that failed is begun again after growing pauses, then given up, and shown with its reason."""

import datetime
import smtplib

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.conftest import make_page, make_space, make_user
from wiki.activity.tasks import clear_notifications, mail_notification
from wiki.activity.telling import tell_news
from wiki.discussion.actions import start_thread
from wiki.exchange.backup.scheduling import back_up
from wiki.exchange.backup.sending import send_backup
from wiki.exchange.jobs import run_import
from wiki.jobs.models import Job, Worker
from wiki.jobs.retrying import retry_failed

JOBS = "/admin/wiki/job/"


def failed(attempts: int, task=clear_notifications, *, ago: float = 0, status: str = "FAILED") -> DBTaskResult:
    """A job that failed so many minutes ago, at this attempt."""
    then = timezone.now() - datetime.timedelta(minutes=ago)
    return DBTaskResult.objects.create(
        task_path=task.module_path,
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=then,
        started_at=then,
        finished_at=then if status == "FAILED" else None,
        worker_ids=[f"worker {number}" for number in range(attempts)],
        exception_class_path="smtplib.SMTPAuthenticationError" if status == "FAILED" else "",
        traceback="SMTPAuthenticationError",
    )


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120)])
def test_pause_grows_with_each_attempt(db, attempts, minutes):
    job = failed(attempts)
    assert retry_failed() == 1
    ended = job.finished_at
    job.refresh_from_db()
    assert (job.status, job.run_after - ended) == ("READY", datetime.timedelta(minutes=minutes))
    assert job.finished_at is None


def test_job_that_failed_five_times_is_given_up(db):
    job = failed(5)
    assert retry_failed() == 0
    job.refresh_from_db()
    assert job.status == "FAILED"


def test_import_is_never_begun_again_by_itself(db):
    failed(1, run_import)
    assert retry_failed() == 0


def test_done_and_waiting_jobs_are_left_alone(db):
    failed(1, status="SUCCESSFUL")
    failed(0, status="READY")
    failed(1, status="RUNNING", ago=5)
    assert retry_failed() == 0


def test_job_whose_worker_was_killed_in_the_middle_is_begun_again(db):
    job = failed(1, status="RUNNING", ago=20)
    assert retry_failed() == 1
    job.refresh_from_db()
    assert job.status == "READY"


@pytest.mark.parametrize("task", [back_up, send_backup])
def test_backup_that_failed_is_begun_again_the_same_day(db, task):
    failed(1, task)
    assert retry_failed() == 1


@pytest.mark.parametrize("task", [back_up, send_backup])
def test_backup_may_take_hours(db, task):
    job = failed(1, task, status="RUNNING", ago=11 * 60)
    assert retry_failed() == 0
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=job.started_at - datetime.timedelta(hours=2))
    assert retry_failed() == 1


def killed(job: DBTaskResult, *, ago: float) -> None:
    """The job's worker gave its last sign of life so many minutes ago."""
    then = timezone.now() - datetime.timedelta(minutes=ago)
    Worker.objects.create(name=job.worker_ids[-1], kind=Worker.Kind.BACKUPS, begun_at=then, seen_at=then)


@pytest.mark.parametrize(("ago", "count"), [(9, 0), (11, 1)])
def test_backup_whose_worker_was_killed_is_begun_again_within_minutes(db, ago, count):
    job = failed(1, back_up, status="RUNNING", ago=12)
    killed(job, ago=ago)
    assert retry_failed() == count
    job.refresh_from_db()
    assert job.status == ("READY" if count else "RUNNING")
    assert not count or job.run_after < timezone.now() + datetime.timedelta(minutes=2)


def test_backup_that_goes_on_is_left_alone_when_another_worker_was_killed(db):
    failed(1, back_up, status="RUNNING", ago=30)
    dead = failed(1, status="SUCCESSFUL", ago=30)
    DBTaskResult.objects.filter(pk=dead.pk).update(worker_ids=["worker 77"])
    dead.refresh_from_db()
    killed(dead, ago=30)
    assert retry_failed() == 0


def test_only_the_worker_of_the_last_attempt_counts(db):
    job = failed(2, back_up, status="RUNNING", ago=5)
    then = timezone.now() - datetime.timedelta(minutes=20)
    Worker.objects.create(name="worker 0", kind=Worker.Kind.BACKUPS, begun_at=then, seen_at=then)
    assert retry_failed() == 0
    killed(job, ago=20)
    assert retry_failed() == 1


def test_backup_that_has_its_worker_killed_each_time_is_given_up_and_admins_read_why(admin_client):
    job = failed(5, back_up, status="RUNNING", ago=60)
    killed(job, ago=30)
    assert retry_failed() == 0
    job.refresh_from_db()
    assert job.status == "FAILED"
    assert retry_failed() == 0
    assert "stopped in the middle, each time" in admin_client.get(f"{JOBS}{job.pk}/change/").text


def test_import_whose_worker_was_killed_is_neither_begun_again_nor_given_up(db):
    job = failed(5, run_import, status="RUNNING", ago=60)
    killed(job, ago=30)
    assert retry_failed() == 0
    job.refresh_from_db()
    assert job.status == "RUNNING"


def test_two_workers_have_it_begun_again_once(db, monkeypatch):
    failed(1)
    found = list(DBTaskResult.objects.all())
    assert retry_failed() == 1

    class Stale(list):
        def only(self, *_names):
            return self

    monkeypatch.setattr("wiki.jobs.retrying._to_retry", lambda _behind: Stale(found))
    assert retry_failed() == 0


@pytest.mark.django_db(transaction=True)
def test_mail_goes_out_when_the_server_is_back(monkeypatch):
    page = make_page(make_space())
    start_thread(by=make_user("Ed", "Editor"), page=page, text="@Ada Admin, look.", key="1")
    tell_news()
    real = mail.EmailMultiAlternatives.send

    def refuse(*_args, **_more):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    work()
    assert Job.objects.with_state().get(task_path=mail_notification.module_path).state == "failed"
    retry_failed()
    assert Job.objects.with_state().get(task_path=mail_notification.module_path).state == "again"
    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", real)
    work()
    assert mail.outbox == []  # the pause is not over
    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    assert len(mail.outbox) == 1
    assert Job.objects.with_state().get(task_path=mail_notification.module_path).state == "done"


def work() -> None:
    """What the worker does with what waits."""
    call_command("db_worker", verbosity=0, startup_delay=False, batch=True, interval=0)


def test_admin_sees_what_is_to_be_tried_again_when_and_why(admin_client):
    job = failed(2)
    retry_failed()
    shown = admin_client.get(JOBS).text
    assert "Failed; to be tried again" in shown
    assert "The mail server refused the name or password in LOOSELEAF_MAIL_URL." in shown
    one = admin_client.get(f"{JOBS}{job.pk}/change/").text
    assert "<dt>Attempts</dt><dd>2</dd>" in one
    assert "Next attempt" in one
    assert job.pk in {row.pk for row in admin_client.get(JOBS, {"state": "again"}).context["cl"].result_list}


def test_admin_sees_what_was_given_up_and_why(admin_client):
    job = failed(5)
    shown = admin_client.get(f"{JOBS}{job.pk}/change/").text
    assert "<dt>Attempts</dt><dd>5</dd>" in shown
    assert "The mail server refused the name or password" in shown
    assert "Next attempt" not in shown


def test_front_page_of_the_administration_says_that_jobs_failed(admin_client):
    assert "background job" not in admin_client.get("/admin/").text.replace("Background jobs", "")
    failed(5)
    failed(1, status="SUCCESSFUL")
    shown = admin_client.get("/admin/").text
    assert "1 background job failed in the last 14 days." in shown
    assert f'href="{JOBS}?state=failed"' in shown
