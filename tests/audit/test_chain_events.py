"""Every audit event is tied to the one before, in the transaction that writes it."""

import datetime
import hashlib
import threading
import time
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import User
from tests.audit.chained import events, happened, links, run, settle, unprotected
from tests.conftest import make_page, make_revision, make_space
from tests.security.test_save_at_once import at_once
from wiki.activity.models import Wishes
from wiki.audit.hashing import COLUMNS, GENESIS, hash_of_link
from wiki.audit.models import AuditEvent, AuditLink
from wiki.pages.immutability import MESSAGE


def test_each_event_gets_a_link_that_holds_the_hash_of_the_one_before(db):
    made = [happened(subject_name=name) for name in ("First", "Second", "Third")]
    chain = links()
    assert [link.event for link in chain] == [event.pk for event in made]
    assert [link.previous for link in chain][1:] == [link.hash for link in chain][:-1]
    for link, event in zip(chain, made, strict=True):
        assert link.hash == hash_of_link(link.previous, event.pk, event.payload_hash)


def test_first_link_of_all_follows_nothing(db):
    happened()
    first = links()[0]
    if first.sequence == 1:
        assert first.previous == GENESIS


def test_hash_is_made_by_the_public_rule(db):
    event = happened(
        at=datetime.datetime(2026, 3, 1, 9, 30, tzinfo=datetime.UTC), after={"title": "Ω", "tags": ["b", "a"]}
    )
    said = (
        '{"action":"page.edited","actor_name":"Edith Editor","after":{"tags":["b","a"],"title":"Ω"},'
        '"at":"2026-03-01T09:30:00.000000Z","subject_id":"7","subject_kind":"page","subject_name":"Cleaning"}'
    )
    assert event.payload_hash == hashlib.sha256(said.encode()).hexdigest()


def test_every_column_of_an_event_is_hashed():
    columns = {field.attname for field in AuditEvent._meta.concrete_fields}
    assert columns - {"id", "payload_hash"} == set(COLUMNS)


def test_events_inserted_in_bulk_are_hashed_and_chained(db):
    many = [AuditEvent(action="x", subject_kind="page", subject_id=str(key)) for key in range(50)]
    AuditEvent.objects.bulk_create(many)
    chain = links()[-50:]
    assert [link.previous for link in chain][1:] == [link.hash for link in chain][:-1]
    assert all(len(event.payload_hash) == 64 for event in events())


def test_event_of_a_transaction_that_is_undone_leaves_no_link(db):
    happened()
    settle()
    with transaction.atomic():
        happened(subject_name="Undone")
        transaction.set_rollback(True)
    happened(subject_name="Done")
    chain = links()
    assert chain[-1].previous == chain[-2].hash
    assert chain[-1].sequence == chain[-2].sequence + 1


def test_saving_a_page_chains_its_events(admin):
    page = make_page(make_space(by=admin), by=admin)
    make_revision(page, "Wear gloves and goggles.\n", by=admin)
    assert {link.event for link in links()} == {event.pk for event in events()}


@pytest.mark.parametrize(
    "values",
    [
        {"x": 1e20, "y": 1.0, "z": 0.1, "tiny": 1e-7, "minus": -0.0, "whole": 2**70},
        {"nested": {"b": [1, {"d": None, "c": True}], "a": "é\u2028\U0001f600"}},
        {1: "a key that is no text", "list": ("a", "tuple")},
    ],
)
def test_hash_is_the_same_when_the_database_gives_the_values_back(db, values):
    written = happened(after=values, address="2001:DB8:0:0::7", at=timezone.now().replace(microsecond=0))
    read = AuditEvent.objects.get(pk=written.pk)
    hash_when_read = AuditEvent._meta.get_field("payload_hash").pre_save(read, add=False)
    assert hash_when_read == written.payload_hash


def test_links_cannot_be_changed_or_deleted(db):
    happened()
    settle()
    for deed in (
        lambda: AuditLink.objects.update(hash="0" * 64),
        lambda: AuditLink.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic():
            deed()


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["wiki_auditevent", "wiki_auditlink"])
def test_tables_cannot_be_emptied_at_once(db, table):
    with pytest.raises(DatabaseError, match=MESSAGE), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


@pytest.mark.django_db(transaction=True)
def test_four_writers_at_once_make_one_chain():
    def write() -> None:
        for number in range(40):
            with transaction.atomic():
                happened(subject_name=f"{number} of {threading.get_ident()}")
                happened(subject_name="and another")

    at_once([write] * 4)
    chain = links()
    assert [link.sequence for link in chain] == list(range(1, 321))
    assert [link.previous for link in chain] == [GENESIS, *(link.hash for link in chain[:-1])]
    assert {link.event for link in chain} == {event.pk for event in events()}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_commit_that_waits_for_a_row_does_not_hold_up_others_in_a_circle(reader):
    """One writer notes an event and then a row that points to a person; another has that person locked and commits an
    event of its own first. The check of the pointer must not wait while the chain is locked."""
    locked, waits = threading.Event(), threading.Event()

    def holder() -> None:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=reader.pk)
            happened(subject_name="Of the holder")
            locked.set()
            waits.wait(5)
            _until_somebody_waits()

    def pointer() -> None:
        locked.wait(5)
        with transaction.atomic():
            happened(subject_name="Of the pointer")
            Wishes.objects.create(person_id=reader.pk)
            waits.set()

    at_once([holder, pointer])
    assert len(links()) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM looseleaf_unchained")
        assert cursor.fetchone() == (0,)


def _until_somebody_waits() -> None:
    """Until another connection waits for a lock, or two seconds are over."""
    for _attempt in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone():
                return
        time.sleep(0.01)


def test_events_that_were_there_before_the_chain_are_chained_in_their_order(db):
    made = [happened(subject_name=name, after={"n": 1.5}) for name in ("First", "Second", "Third")]
    wanted = [(event.pk, event.payload_hash) for event in made]
    with unprotected():
        AuditLink.objects.all()._raw_delete("default")
        AuditEvent.objects.update(payload_hash="")
        import_module("wiki.migrations.0014_audit_chain").chain_what_is_there(
            apps, SimpleNamespace(connection=connection, execute=run)
        )
    chain = links()
    assert [(event.pk, event.payload_hash) for event in events()] == wanted
    assert [(link.sequence, link.event) for link in chain] == list(enumerate([key for key, _hash in wanted], 1))
    assert chain[-1].hash == hash_of_link(chain[-2].hash, made[-1].pk, made[-1].payload_hash)
