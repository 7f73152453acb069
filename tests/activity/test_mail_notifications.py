"""A notification by mail, at once."""

import datetime
import re
import smtplib

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.activity.conftest import only_one, say
from tests.conftest import make_page, make_revision, make_user
from wiki.activity.actions import choose, mark_read, watch
from wiki.activity.models import Notification
from wiki.activity.tasks import mail_notification
from wiki.activity.telling import tell_news
from wiki.pages.actions import trash_page
from wiki.spaces.models import Membership


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = "https://wiki.example.org"
    settings.DEFAULT_FROM_EMAIL = "Handbook <wiki@example.org>"


@pytest.fixture
def at_once(reader):
    """The reader wants changes by mail at once."""
    choose(by=reader, watches_own=True, changes="once", comments="once")
    return reader


def waiting() -> list[DBTaskResult]:
    """The mails that the worker is asked for, in order."""
    return list(DBTaskResult.objects.filter(task_path=mail_notification.module_path).order_by("run_after"))


def sent(row) -> mail.EmailMultiAlternatives:
    """The mail of a notification; every job is run, as the worker would."""
    assert mail_notification.call(row.pk) is True
    return mail.outbox[-1]


def test_mention_is_mailed_at_once_to_people_who_chose_nothing(page, editor, reader):
    say(page, editor, "@Rosa Reader, look at *this*.")
    row = only_one(reader)
    (job,) = waiting()
    assert job.args_kwargs["args"] == [row.pk]
    assert job.run_after <= timezone.now()
    message = sent(row)
    assert message.to == ["rosa.reader@example.org"]
    assert message.subject == f"Edith Editor mentioned you on “{page.title}”"
    assert "look at this" in message.body
    assert only_one(reader).mailed_at


def test_edit_is_mailed_when_its_ten_minutes_are_over(watched, editor, at_once):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    row = only_one(at_once)
    (job,) = waiting()
    assert job.run_after == row.began_at + datetime.timedelta(minutes=10)
    make_revision(watched, "Wear three gloves.\n", by=editor)
    tell_news()
    assert len(waiting()) == 1
    assert "three" in sent(row).body


def test_mail_has_the_change_inside_as_text_and_as_html(watched, editor, at_once):
    make_revision(watched, "Wear two gloves.\n", by=editor, reason="Safer <b>now</b>")
    message = sent(only_one(at_once))
    assert re.search(r"Wear \{\+two ?\+\} ?gloves\.", message.body)
    assert "Safer <b>now</b>" in message.body
    html = message.alternatives[0].content
    assert re.search(r'<ins style="[^"]+">two ?</ins>', html)
    assert "Safer &lt;b&gt;now&lt;/b&gt;" in html


def test_html_needs_nothing_of_ours_and_every_address_is_whole(watched, editor, at_once):
    make_revision(watched, "See [[Cleaning reactor R-4]] and ![The valve](valve.png) and <i>so on</i>.\n", by=editor)
    html = sent(only_one(at_once)).alternatives[0].content
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', html)
    assert addresses
    assert all(address.startswith("https://wiki.example.org/") for address in addresses)
    assert not re.search(r"<(script|style|link|img|form|iframe)|\son\w+=|javascript:", html)


def test_mail_can_be_stopped_by_a_mail_programs_own_button(watched, editor, at_once):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    message = sent(only_one(at_once))
    stop = message.extra_headers["List-Unsubscribe"]
    assert re.fullmatch(r"<https://wiki\.example\.org/notifications/stop/[^/>]+/>", stop)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.strip("<>") in message.body
    assert stop.strip("<>") in message.alternatives[0].content


def test_headers_name_the_mail_for_ever_and_want_no_automatic_answer(watched, editor, at_once):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    row = only_one(at_once)
    headers = sent(row).extra_headers
    assert headers["Message-ID"] == f"<notification-{row.pk}@wiki.example.org>"
    assert headers["References"] == f"<page-{watched.pk}@wiki.example.org>"
    assert headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("hostile", ["Oven\nBcc: all@example.org", "Oven\r\n\r\nBody", "Oven\u2028Bcc: x", "Oven\x0bX"])
def test_title_and_name_make_no_headers_of_their_own(space, reader, hostile):
    author = make_user(f"Ed {hostile}", "Editor", email="ed@example.org")
    page = make_page(space, "Oven", by=author)
    type(page).objects.filter(pk=page.pk).update(title=hostile)
    say(page, author, "@Rosa Reader, look.")
    message = sent(only_one(reader)).message()
    assert message["Bcc"] is None
    assert message["From"].endswith("<wiki@example.org>")
    assert [part for part in (message["Subject"], message["From"]) if re.search(r"[\r\n](?![ \t])", part)] == []
    assert message.is_multipart()
    assert mail.outbox[-1].recipients() == ["rosa.reader@example.org"]


def test_unusual_names_reach_the_reader_whole(space, reader):
    author = make_user("Zoë “Ed” Łukasz, <x@y>; 日本", "Editor", email="zoe@example.org")
    page = make_page(space, "Käse & Brot 🧀", by=author)
    say(page, author, "@Rosa Reader, look.")
    message = sent(only_one(reader))
    assert message.subject == f"{author} mentioned you on “Käse & Brot 🧀”"
    assert message.message()["From"].count("<") == 1 or "=?utf-8?" in message.message()["From"]


def withdraw(page, reader):
    Membership.objects.filter(user=reader).delete()


def leave(page, reader):
    reader.is_active = False
    reader.save()


def see(page, reader):
    mark_read(by=reader, key=only_one(reader).pk)


def want_none(page, reader):
    choose(by=reader, watches_own=True, changes="never")


def trash(page, reader):
    trash_page(by=make_user("Tina Trasher", "Admin"), page=page)


@pytest.mark.parametrize("meanwhile", [withdraw, leave, see, want_none, trash])
def test_nothing_is_mailed_when_there_is_no_reason_any_more(closed_space, admin, at_once, meanwhile):
    page = make_page(closed_space, "Secret sauce", by=admin)
    watch(by=at_once, place=page)
    make_revision(page, "More salt.\n", by=admin)
    row = only_one(at_once)
    meanwhile(page, at_once)
    assert mail_notification.call(row.pk) is False
    assert mail.outbox == []


def test_job_that_is_begun_again_mails_nothing_twice(watched, editor, at_once):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    row = only_one(at_once)
    sent(row)
    assert mail_notification.call(row.pk) is False
    assert len(mail.outbox) == 1


def test_mail_that_no_server_takes_is_not_counted_as_sent(watched, editor, at_once, monkeypatch):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    row = only_one(at_once)

    def refuse(*_args, **_more):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        mail_notification.call(row.pk)
    assert only_one(at_once).mailed_at is None


def test_job_of_a_notification_that_is_gone_does_nothing(db):
    assert mail_notification.call(4711) is False


def test_people_who_want_a_digest_or_nothing_get_no_mail_at_once(watched, editor, trainer, reader):
    choose(by=trainer, watches_own=True, changes="never")
    watch(by=trainer, place=watched)
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    assert waiting() == []
    modes = dict(Notification.objects.values_list("person__name", "mail"))
    assert (modes["Rosa Reader"], modes["Tom Trainer"]) == ("daily", "never")


def test_minor_edit_is_never_mailed_at_once_but_waits_for_a_digest(watched, editor, trainer, at_once):
    watch(by=trainer, place=watched)
    make_revision(watched, "Wear glovess.\n", by=editor, is_minor=True)
    tell_news()
    assert waiting() == []
    assert only_one(trainer).mail == "daily"
    assert only_one(at_once).is_minor


def test_minor_edit_that_becomes_more_is_mailed(watched, editor, at_once):
    make_revision(watched, "Wear glovess.\n", by=editor, is_minor=True)
    tell_news()
    make_revision(watched, "Wear two gloves.\n", by=editor)
    row = only_one(at_once)
    assert not row.is_minor
    assert [job.args_kwargs["args"] for job in waiting()] == [[row.pk]]
    sent(row)
