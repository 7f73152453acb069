"""The page on which an admin sees whether everything runs, and its test mail."""

import datetime
import os
import smtplib
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from accounts.models import User
from config.system import keeping, looking, mailing, pages, software, work
from config.system.lines import Found, State, good
from config.system.looking import Look, lines
from tests.jobs.test_retry_jobs import failed
from wiki.activity.tasks import mail_notification
from wiki.audit.models import AuditEvent
from wiki.integrity.models import ChainCheck
from wiki.jobs.models import Worker
from wiki.jobs.workers import give_sign

PAGE, MAIL = "/admin/system/", "/admin/system/mail/"
SENT = SimpleNamespace(scheme="smtp")


@pytest.fixture
def server(settings: Any) -> None:
    settings.EMAIL_CONFIG, settings.EMAIL_HOST, settings.EMAIL_PORT = SENT, "mail.example.org", 587


def ago(**time: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(**time)


# --- the page ----------------------------------------------------------------------------------------------------


def test_every_line_has_a_word_beside_its_colour_and_a_next_step_where_it_is_not_good(admin_client: Client) -> None:
    answer = admin_client.get(PAGE)
    shown = answer.context["lines"]
    assert len(shown) == len(pages.LOOKS) - 1  # there is no replica here
    for line in shown:
        assert line.found.words, line.name
        assert (line.found.state == State.GOOD) is (not line.found.step), line.name
    assert answer.text.count('class="state state-') == len(shown)
    assert "No sign of life: Job worker" in answer.text
    assert 'aria-current="page">System</a>' in answer.text


def test_look_that_fails_says_so_and_takes_no_other_down(db: None, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Found:
        raise OperationalError("no such table: secret_details")

    def wrong() -> Found:
        raise KeyError("bucket")

    looks = (Look("Inside", broken), Look("Outside", wrong, is_outside=True), Look("Other", lambda: good("Fine")))
    found = [line.found for line in lines(looks)]
    assert [str(one.words) for one in found] == ["It could not be found out.", "It could not be found out.", "Fine"]
    assert [one.state for one in found] == [State.CAUTION, State.CAUTION, State.GOOD]
    assert "secret_details" in caplog.text


def test_disk_that_hangs_is_not_waited_for_nor_asked_twice(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "PATIENCE", 0.2)
    let_go, begun = threading.Event(), []

    def hang() -> Found:
        begun.append(1)
        let_go.wait(20)
        return good("Fine")

    look = Look("Disk", hang, is_outside=True)
    started = time.monotonic()
    for _time in range(3):
        assert "did not answer in time" in str(lines([look])[0].found.words)
    assert time.monotonic() - started < 5
    assert len(begun) == 1
    let_go.set()
    looking._outside._threads[hang].join(10)
    assert lines([look])[0].found.words == "Fine"


def test_query_that_takes_long_is_broken_off(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0.2)
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000000) SELECT count(*) FROM n"
    )

    def count() -> Found:
        with connection.cursor() as cursor:
            cursor.execute(numbers)
        return good("Counted")

    started = time.monotonic()
    found = [line.found for line in lines([Look("Long", count), Look("Version", software.version)])]
    assert time.monotonic() - started < 5
    assert [one.state for one in found] == [State.CAUTION, State.GOOD]


def test_page_that_has_used_up_its_time_asks_no_further(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "PATIENCE", 0.0)
    assert "too long" in str(lines([Look("Version", software.version)])[0].found.words)


# --- its lines ---------------------------------------------------------------------------------------------------


def test_release_and_database_are_named(db: None, settings: Any) -> None:
    assert settings.VERSION in str(software.version().words)
    assert connection.display_name in str(software.database().words)
    assert software.migrations().state == State.GOOD


def test_migration_that_is_missing_is_told_with_the_command(db: None) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("wiki", recorder.migration_qs.filter(app="wiki").latest("id").name)
    found = software.migrations()
    assert (found.state, str(found.words)) == (State.DANGER, "1 migration is not applied.")
    assert "manage.py migrate" in found.step


def test_workers_are_good_while_one_gives_signs_of_life(db: None) -> None:
    give_sign("imports-1", Worker.Kind.IMPORTS)
    assert str(work.workers().words) == "No sign of life: Job worker"
    give_sign("jobs-1", Worker.Kind.JOBS)
    assert (work.workers().state, str(work.workers().words)) == (State.GOOD, "Job worker: at work")
    Worker.objects.filter(kind="jobs").update(seen_at=ago(minutes=14))
    assert "Job worker (last one 14\xa0minutes ago)" in work.workers().words


def test_jobs_that_failed_and_jobs_that_nobody_takes_are_told_with_a_link(db: None) -> None:
    assert work.jobs().state == State.GOOD
    failed(5)
    assert (work.jobs().state, work.jobs().address) == (State.CAUTION, "/admin/wiki/job/?state=failed")
    failed(0, status="READY", ago=31)
    assert work.jobs().state == State.DANGER


@pytest.mark.parametrize(
    ("days", "findings", "state"), [(1, 0, State.GOOD), (40, 0, State.CAUTION), (1, 2, State.DANGER)]
)
def test_check_of_the_record_is_told_with_its_age_and_result(days: int, findings: int, state: State, db: None) -> None:
    assert work.chain().state == State.CAUTION
    ChainCheck.objects.create(finished_at=ago(days=days), finding_count=findings)
    ChainCheck.objects.create()  # one that still runs
    assert work.chain().state == state


def test_search_is_told_when_its_index_is_gone_or_pages_are_behind(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert work.search().state == State.GOOD
    page.rendering.delete()
    assert (work.search().state, str(work.search().words)[-1]) == (State.CAUTION, "1")
    monkeypatch.setattr(work, "backend_of", lambda: SimpleNamespace(is_installed=lambda _cursor: False))
    assert "rebuild_search" in work.search().step


@pytest.mark.parametrize(("hours", "state"), [(2, State.GOOD), (31, State.CAUTION), (60, State.DANGER)])
def test_age_of_the_newest_backup_is_told(hours: int, state: State, settings: Any, tmp_path: Path) -> None:
    assert "LOOSELEAF_BACKUPS" in keeping.backups().step
    settings.BACKUPS = str(tmp_path / "nowhere")
    assert "nowhere can't be read" in keeping.backups().words
    settings.BACKUPS = str(tmp_path)
    assert keeping.backups().state == State.DANGER  # none yet
    for name, age in (("looseleaf-20260101-030000.zip", 500), ("looseleaf-20260201-030000.zip", hours)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (then := ago(hours=age).timestamp(), then))
    (tmp_path / "notes.zip").touch()
    assert keeping.backups().state == state


@pytest.mark.parametrize(
    ("free", "state"), [(100, State.GOOD), (12, State.GOOD), (9, State.CAUTION), (0.5, State.DANGER)]
)
def test_room_on_the_disk_is_told(free: float, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping.shutil, "disk_usage", lambda _path: (200 * 2**30, 0, free * 2**30))
    assert keeping.disk().state == state


def test_cache_and_storage_are_tried_and_no_password_is_shown(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [keeping.cache().state, keeping.files().state] == [State.GOOD, State.GOOD]
    settings.REDIS_URL = "redis://:secret@cache.example.org/0"
    monkeypatch.setattr(keeping, "use_cache", lambda _name: False)
    monkeypatch.setattr(keeping, "use_storage", lambda _name: False)
    assert [keeping.cache().state, keeping.files().state] == [State.DANGER, State.DANGER]
    assert "cache.example.org:6379" in keeping.cache().words
    assert "secret" not in keeping.cache().words


def test_mail_is_told_with_the_server_and_what_became_of_the_last_one(db: None, settings: Any) -> None:
    assert "LOOSELEAF_MAIL_URL" in mailing.mail().step
    settings.EMAIL_CONFIG, settings.EMAIL_HOST, settings.EMAIL_PORT = SENT, "mail.example.org", 587
    assert mailing.mail() == good("mail.example.org:587")
    failed(5, mail_notification)
    assert "refused the name or password" in mailing.mail().words
    assert mailing.mail().address.startswith("/admin/wiki/job/")


# --- a test mail -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("server")
def test_admin_sends_a_mail_to_themselves_and_the_trail_knows(admin: User, admin_client: Client) -> None:
    shown = admin_client.post(MAIL, follow=True).text
    assert [one.to for one in mail.outbox] == [[admin.email]]
    assert f"The mail server took the mail to {admin.email}" in shown
    event = AuditEvent.objects.get(action="mail.tested")
    assert (event.actor_id, event.after["taken"]) == (str(admin.pk), True)


def test_test_mail_is_sent_by_post_with_a_token_of_the_form_alone(admin: User, admin_client: Client) -> None:
    assert admin_client.get(MAIL).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin)
    assert strict.post(MAIL).status_code == 403
    assert mail.outbox == []


@pytest.mark.parametrize("who", ["reader", "editor", "trainer", "outsider"])
def test_nobody_but_admins_sees_the_page_or_sends_a_mail(who: str, request: pytest.FixtureRequest) -> None:
    client = request.getfixturevalue(f"{who}_client")
    assert (client.get(PAGE).status_code, client.post(MAIL).status_code) == (403, 403) or client.get(PAGE).url
    with pytest.raises(PermissionDenied):
        mailing.send_test_mail(by=request.getfixturevalue(who))
    assert mail.outbox == []
    assert not AuditEvent.objects.filter(action="mail.tested").exists()


REFUSALS = [
    (smtplib.SMTPAuthenticationError(535, b"5.7.8 Bad\r\ncredentials"), "535 5.7.8 Bad credentials"),
    (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"No such user")}), "550 No such user"),
    (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
    (TimeoutError("timed out"), "did not answer in time"),
    (smtplib.SMTPException("<script>alert(1)</script>"), "&lt;script&gt;"),
]


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("error", "told"), REFUSALS, ids=lambda one: type(one).__name__)
def test_what_the_mail_server_answers_is_told(
    error: Exception, told: str, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise error

    monkeypatch.setattr(mailing.EmailMessage, "send", refuse)
    shown = admin_client.post(MAIL, follow=True).text
    assert told in shown
    assert "<script>alert" not in shown
    assert AuditEvent.objects.get(action="mail.tested").after["taken"] is False


def test_name_by_which_the_server_knows_the_mail_is_overheard() -> None:
    class Server(smtplib.SMTP):
        def data(self, _text: Any) -> tuple[int, bytes]:
            return 250, b"2.0.0 Ok: queued as 4bX"

    connected = SimpleNamespace(connection=Server())
    replies = mailing._overheard(connected)
    assert connected.connection.data("text") == (250, b"2.0.0 Ok: queued as 4bX")
    assert replies == [b"250 2.0.0 Ok: queued as 4bX"]


def test_without_a_mail_server_nobody_is_told_that_a_mail_went_out(admin_client: Client) -> None:
    assert "There is no mail server: the mail is in the log." in admin_client.post(MAIL, follow=True).text
