"""The tests' own cast: what the other tests rely on."""

import socket

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_socket import SocketConnectBlockedError

from accounts.models import User
from wiki.audit.models import AuditEvent


def test_outsider_has_no_right_at_all(outsider: User) -> None:
    assert outsider.get_all_permissions() == set()


def test_each_of_the_cast_has_their_role(reader: User, editor: User, trainer: User, admin: User) -> None:
    assert [user.role for user in (reader, editor, trainer, admin)] == ["Reader", "Editor", "Trainer", "Admin"]


@pytest.mark.django_db(transaction=True)
def test_database_is_emptied_after_a_test_with_real_transactions() -> None:
    AuditEvent.objects.create(action="x", subject_kind="x", subject_id="1", subject_name="x")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])  # the first one's clean-up must leave them in place for the second
def test_triggers_are_in_place_in_a_test_with_real_transactions(time: int) -> None:
    assert AuditEvent.objects.count() == 0
    AuditEvent.objects.create(action="x", subject_kind="x", subject_id="1", subject_name="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.all().delete()


@pytest.mark.sqlite
def test_tests_run_on_sqlite_as_production_sets_it_up(db: None) -> None:
    with connection.cursor() as cursor:
        modes = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
    assert modes == ["wal", 1]


def test_network_beyond_this_machine_is_refused() -> None:
    with pytest.raises(SocketConnectBlockedError), pytest.warns(UserWarning, match="192.0.2.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)
