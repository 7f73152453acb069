"""The daily digest: at seven in the morning where the person is, once, with what they may read and have not seen."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.activity.conftest import say
from tests.conftest import make_page, make_revision, make_space, make_user
from tests.security.test_save_at_once import at_once
from wiki.activity.actions import choose, watch
from wiki.activity.mail import mornings
from wiki.activity.mail.mornings import hand_out_digests, last_morning
from wiki.activity.models import Notification
from wiki.activity.tasks import mail_digest
from wiki.activity.telling import tell_news
from wiki.spaces.models import Membership

MADRID = ZoneInfo("Europe/Madrid")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "morning"),
    [
        ("2026-07-01 05:00", "Europe/Madrid", "2026-07-01 05:00"),  # summer: two hours ahead
        ("2026-07-01 04:59", "Europe/Madrid", "2026-06-30 05:00"),
        ("2026-01-15 06:00", "Europe/Madrid", "2026-01-15 06:00"),  # winter: one hour ahead
        ("2026-01-15 05:59", "Europe/Madrid", "2026-01-14 06:00"),
        ("2026-03-29 05:00", "Europe/Madrid", "2026-03-29 05:00"),  # the night of 23 hours
        ("2026-03-29 04:59", "Europe/Madrid", "2026-03-28 06:00"),
        ("2026-10-25 06:00", "Europe/Madrid", "2026-10-25 06:00"),  # the night of 25 hours
        ("2026-10-25 05:59", "Europe/Madrid", "2026-10-24 05:00"),
        ("2026-07-01 00:00", "Asia/Kathmandu", "2026-06-30 01:15"),
        ("2026-07-01 01:15", "Asia/Kathmandu", "2026-07-01 01:15"),
        ("2026-07-01 17:00", "Pacific/Kiritimati", "2026-07-01 17:00"),  # it is the 2nd of July there
        ("2026-07-01 18:00", "Pacific/Pago_Pago", "2026-07-01 18:00"),
    ],
)
def test_morning_is_at_seven_of_the_persons_clock(now, zone, morning):
    assert last_morning(utc(now), ZoneInfo(zone)) == utc(morning)


def test_over_a_change_of_clocks_each_day_has_one_morning():
    start = utc("2026-03-27 00:00")
    mornings = {last_morning(start + timedelta(minutes=15 * step), MADRID) for step in range(4 * 24 * 5)}
    assert sorted(morning.astimezone(MADRID).strftime("%d %H:%M") for morning in mornings) == [
        "26 07:00",
        "27 07:00",
        "28 07:00",
        "29 07:00",
        "30 07:00",
        "31 07:00",
    ]


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that the hander-out goes by."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(mornings.timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def morning() -> datetime:
    """The next seven o'clock in UTC."""
    return last_morning(timezone.now(), ZoneInfo("UTC")) + timedelta(days=1)


def asked_for() -> list[list]:
    jobs = DBTaskResult.objects.filter(task_path=mail_digest.module_path).order_by("enqueued_at")
    return [job.args_kwargs["args"] for job in jobs]


def test_digest_goes_out_in_the_morning_once_and_to_those_who_have_one(watched, editor, reader, clock, morning):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    clock(morning - timedelta(seconds=1))
    assert hand_out_digests() == 0
    clock(morning)
    assert hand_out_digests() == 2  # the reader, and the admin who made the page
    assert hand_out_digests() == 0
    assert [reader.pk, morning.isoformat()] in asked_for()


def test_worker_that_was_off_in_the_morning_makes_up_for_it(watched, editor, clock, morning):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    clock(morning + timedelta(hours=5))
    assert hand_out_digests() == 2


def test_what_comes_after_seven_waits_for_the_next_day(watched, editor, reader, clock, morning):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    Notification.objects.exclude(person=reader).delete()
    Notification.objects.update(made_at=morning + timedelta(minutes=1))
    clock(morning + timedelta(minutes=2))
    assert hand_out_digests() == 0
    assert mail_digest.call(reader.pk, morning.isoformat()) == 0
    clock(morning + timedelta(days=1))
    assert hand_out_digests() == 1


def test_person_who_moves_to_another_zone_gets_no_second_one_before_the_next_morning_there(
    watched, editor, reader, clock, morning
):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    Notification.objects.exclude(person=reader).delete()
    clock(morning)
    assert hand_out_digests() == 1
    reader.time_zone = "Pacific/Kiritimati"
    reader.save()
    assert hand_out_digests() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_hand_out_one_digest(clock, morning):
    page, reader = make_page(make_space()), make_user("Rosa Reader")
    watch(by=reader, place=page)
    make_revision(page, "Wear two gloves.\n")
    tell_news()
    clock(morning)
    assert sum(at_once([hand_out_digests] * 4)) == 1
    assert len(asked_for()) == 1


def test_digest_has_every_change_inside_and_is_marked_as_mailed(watched, editor, trainer, reader, morning, settings):
    settings.BASE_URL = "https://wiki.example.org"
    make_revision(watched, "Wear two gloves.\n", by=editor)
    make_revision(watched, "Wear three gloves.\n", by=trainer)
    tell_news()
    assert mail_digest.call(reader.pk, morning.isoformat()) == 2
    (message,) = mail.outbox
    assert message.subject == "Looseleaf: 2 things since yesterday"
    assert "[-two-]" in message.body
    assert "Edith Editor" in message.body
    assert message.alternatives[0].content.count("<ins style=") == 2
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not Notification.objects.filter(person=reader, mailed_at=None).exists()
    assert mail_digest.call(reader.pk, morning.isoformat()) == 0


def test_digest_is_silent_about_what_may_not_be_read_any_more_and_what_was_read(
    closed_space, watched, admin, editor, reader, morning
):
    secret = make_page(closed_space, "Secret sauce", by=admin)
    watch(by=reader, place=secret)
    make_revision(secret, "More salt.\n", by=admin)
    make_revision(watched, "Wear two gloves.\n", by=editor)
    say(watched, editor)
    tell_news()
    Membership.objects.filter(user=reader).delete()
    Notification.objects.filter(person=reader, kind="comment").update(read_at=timezone.now())
    assert mail_digest.call(reader.pk, morning.isoformat()) == 1
    assert "Secret sauce" not in mail.outbox[0].body
    assert "commented" not in mail.outbox[0].body


def test_digest_with_nothing_left_to_tell_is_not_sent(watched, editor, reader, morning):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    choose(by=reader, watches_own=True, changes="never")
    assert mail_digest.call(reader.pk, morning.isoformat()) == 0
    assert mail.outbox == []


def test_person_who_left_gets_none(watched, editor, reader, clock, morning):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    reader.is_active = False
    reader.save()
    assert mail_digest.call(reader.pk, morning.isoformat()) == 0
    clock(morning)
    hand_out_digests()
    assert reader.pk not in [person for person, _morning in asked_for()]


def test_long_digest_says_how_much_more_there_is(watched, editor, reader, morning, monkeypatch):
    monkeypatch.setattr("wiki.activity.mail.digest.LISTED", 2)
    for number in range(5):
        say(watched, editor, f"Question {number}?")
    tell_news()
    assert mail_digest.call(reader.pk, morning.isoformat()) == 5
    assert "3 more in the wiki" in mail.outbox[0].body
