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
from wiki.exchange.jobs import run_import
from wiki.jobs.models import Job
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


def test_two_workers_have_it_begun_again_once(db, monkeypatch):
    failed(1)
    found = list(DBTaskResult.objects.all())
    assert retry_failed() == 1

    class Stale(list):
        def only(self, *_names):
            return self

    monkeypatch.setattr("wiki.jobs.retrying._to_retry", lambda: Stale(found))
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
