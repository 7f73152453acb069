"""Each event is told once: whatever stops a reader, and however many read at the same time."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from tests.conftest import make_page, make_revision, make_space, make_user
from wiki.activity.actions import watch
from wiki.activity.models import EventPosition, Notification
from wiki.activity.telling import events, reading, tell_news
from wiki.audit.models import AuditEvent
from wiki.audit.recording import record


def newest_event() -> int:
    return AuditEvent.objects.latest("pk").pk


def test_nothing_new_is_nothing_to_tell(watched):
    assert tell_news() == 0


def test_reader_goes_on_where_it_stopped_however_much_there_is(watched, editor, reader, monkeypatch):
    monkeypatch.setattr(events, "AT_A_TIME", 2)
    before = newest_event()
    for number in range(5):
        make_revision(watched, f"Wear {number} gloves.\n", by=make_user(f"Ed {number}", "Editor"))
    assert tell_news() == newest_event() - before
    assert EventPosition.objects.get().event == newest_event()
    assert Notification.objects.filter(person=reader).count() == 5


def test_long_backlog_is_told_in_parts_with_time_for_others_to_write(watched, editor, monkeypatch):
    pauses = []
    monkeypatch.setattr(events, "AT_A_TIME", 2)
    monkeypatch.setattr(reading.time, "sleep", pauses.append)
    for number in range(5):
        make_revision(watched, f"Wear {number} gloves.\n", by=editor)
    assert tell_news() == 5
    assert pauses == [reading.PAUSE] * 2


@pytest.mark.django_db(transaction=True)
def test_reader_that_is_stopped_in_the_middle_tells_nothing_and_the_next_one_all(monkeypatch):
    page, reader = watched_page()
    for number in range(3):
        make_revision(page, f"Wear {number} gloves.\n", by=make_user(f"Ed {number}", "Editor"))
    tell, heard = reading._tell, []

    def killed(*given):
        if len(heard) == 2:
            raise SystemExit  # as a stopped worker ends
        heard.append(tell(*given))

    monkeypatch.setattr(reading, "_tell", killed)
    with pytest.raises(SystemExit):
        tell_news()
    assert not Notification.objects.filter(person=reader).exists()
    monkeypatch.undo()
    tell_news()
    assert Notification.objects.filter(person=reader).count() == 3


def watched_page():
    space = make_space()
    page, reader = make_page(space), make_user("Rosa Reader")
    watch(by=reader, place=page)
    tell_news()
    return page, reader


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_tell_everything_once():
    page, reader = watched_page()
    authors = [make_user(f"Ed {number}", "Editor") for number in range(4)]
    for number in range(12):
        make_revision(page, f"Wear {number} gloves.\n", by=authors[number % 4])
    begin, counts, errors = threading.Barrier(3), [], []

    def read():
        try:
            begin.wait(timeout=20)
            counts.append(tell_news())
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read) for _reader in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    told = list(Notification.objects.filter(person=reader).order_by("pk").values_list("event", flat=True))
    assert len(told) == len(set(told)) == 12
    assert EventPosition.objects.get().event == newest_event()


def test_reader_that_comes_second_tells_nothing(watched, editor, monkeypatch):
    make_revision(watched, "Wear two gloves.\n", by=editor)
    seen = events.next_events()
    assert tell_news() > 0
    monkeypatch.setattr(reading, "next_events", lambda: seen)
    assert reading._tell_some() == 0


def test_event_that_can_not_be_understood_is_left_out_and_the_others_told(watched, editor, reader, caplog):
    record("comment.added", watched, by=editor, space="handbook")  # without the comment's key
    make_revision(watched, "Wear two gloves.\n", by=editor)
    tell_news()
    assert Notification.objects.get(person=reader).kind == "edited"
    assert "could not be told" in caplog.text


def test_database_that_does_not_answer_makes_no_event_lost(watched, editor, reader, monkeypatch):
    make_revision(watched, "Wear two gloves.\n", by=editor)

    def locked(*_args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(reading, "note", locked)
    with pytest.raises(OperationalError):
        tell_news()
    monkeypatch.undo()
    tell_news()
    assert Notification.objects.get(person=reader).kind == "edited"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_event_that_comes_to_light_after_a_later_one_is_told_all_the_same():
    page, reader = watched_page()
    first, second = make_user("Ed First", "Editor"), make_user("Ed Second", "Editor")
    is_written, may_end = threading.Event(), threading.Event()

    def write_slowly():
        try:
            with transaction.atomic():
                record("membership.removed", page, by=first)  # draws its number, and keeps it to itself
                is_written.set()
                may_end.wait(timeout=20)
        finally:
            connection.close()

    thread = threading.Thread(target=write_slowly)
    thread.start()
    is_written.wait(timeout=20)
    make_revision(page, "Two.\n", by=second)
    before = EventPosition.objects.get().event
    assert tell_news() == 0
    assert EventPosition.objects.get().event == before
    may_end.set()
    thread.join(timeout=20)
    assert tell_news() > 1
    assert Notification.objects.get(person=reader).actor == second


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_number_that_nobody_will_use_any_more_holds_nothing_up():
    page, reader = watched_page()
    with transaction.atomic():
        record("membership.removed", page, by=None)
        transaction.set_rollback(True)
    make_revision(page, "Two.\n")
    assert tell_news() > 0
    assert Notification.objects.filter(person=reader).exists()
