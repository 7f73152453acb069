"""What tests of the chain share: events, their links, and the hand of somebody who controls the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from wiki.audit import chaining
from wiki.audit.chaining import EVENTS
from wiki.audit.models import AuditEvent, AuditLink
from wiki.pages import immutability


def happened(action: str = "page.edited", **fields: Any) -> AuditEvent:
    """An event, as `record` would write it."""
    fields = {
        "subject_kind": "page",
        "subject_id": "7",
        "subject_name": "Cleaning",
        "actor_name": "Edith Editor",
    } | fields
    return AuditEvent.objects.create(action=action, **fields)


def settle() -> None:
    """What PostgreSQL does at the commit, which a test that is rolled back never reaches."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")


def events() -> list[AuditEvent]:
    """All events in the order of their keys."""
    return list(AuditEvent.objects.order_by("pk"))


def links() -> list[AuditLink]:
    """The chain."""
    settle()
    return list(AuditLink.objects.order_by("sequence"))


def run(*statements: str, values: tuple[Any, ...] = ()) -> None:
    """Raw SQL."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


@contextmanager
def unprotected() -> Iterator[None]:
    """Without the triggers: what somebody with the database's password can do, who puts them back afterwards."""
    settle()
    chain = f"DROP TRIGGER IF EXISTS {EVENTS}_chain" + (f" ON {EVENTS}" if connection.vendor == "postgresql" else "")
    run(*immutability.removals(connection.vendor), chain)
    yield
    settle()
    run(*immutability.statements(connection.vendor), *chaining.statements(connection.vendor))
