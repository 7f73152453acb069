"""An auditor reads all of a space and changes nothing: every address of the access table is asked."""

import datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.zones import site_today
from tests.architecture.access_rows import CAST, MISSING, NOT_ALLOWED, OK, REFUSED, Row
from tests.architecture.access_table import TABLE
from tests.architecture.world import World
from tests.conftest import client_of, make_user
from wiki.spaces.models import Level, Membership, Space

# What readers may do beside reading: forms in which one says something.
TO_SPEAK = {"discussion:thread-new", "discussion:reply", "discussion:suggest", "discussion:people"}
# What readers may not read, and auditors may.
TO_AUDIT = {
    "control:request",
    "discussion:suggestion",
    "exchange:evidence-page",
    "exchange:evidence-space",
    "history:compare",
    "history:compare-choice",
    "history:list",
    "history:revision",
    "history:trashed",
    "integrity:trail",
    "integrity:trail-export",
    "pages:batch",
    "pages:trash-list",
    "training:document",
}
# What auditors leave behind: that they took something away.
TO_TAKE = {"exchange:evidence-page", "exchange:evidence-space"}
IN_SPACE = [(name, row) for name, rows in TABLE.items() for row in rows if row.in_space]
WRITES = ("INSERT", "UPDATE", "DELETE")


def expected(name: str, row: Row) -> int:
    """What an auditor gets where readers, trainers or admins get what the table says."""
    of = dict(zip(CAST, row.statuses, strict=True))
    if name in TO_TAKE:
        return of["admin"]
    if row.post is not None or name in TO_SPEAK:
        return of["admin"] if of["admin"] in (MISSING, NOT_ALLOWED) else REFUSED
    if name in TO_AUDIT:
        return of["admin"]
    return of["reader"]


@pytest.fixture
def cast(outsider: User, reader: User, editor: User, trainer: User, admin: User) -> dict[str, User | None]:
    return dict(zip(CAST, (None, outsider, reader, editor, trainer, admin), strict=True))


def asked(world: World, client: Client, row: Row) -> tuple[int, list[str]]:
    """The status, and the statements that would have changed something; all of it is undone."""
    address = row.address.format(**world.places)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = client.get(address) if row.post is None else client.post(address, world.filled(row.post))
        b"".join(response)
        transaction.set_rollback(True)
    statements = [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
    return response.status_code, statements


@pytest.mark.parametrize("role", ["", "Reader", "Trainer"])
@pytest.mark.parametrize("visibility", Space.Visibility.values)
def test_auditor_reads_everything_and_changes_nothing(visibility: str, role: str, cast: dict[str, Any]) -> None:
    world = World(cast, visibility)
    auditor = make_user("Aud Auditor", role)
    Membership.objects.create(space=world.space, user=auditor, level=Level.AUDITOR, until=site_today())
    client = client_of(auditor)
    answers = {row.shown: asked(world, client, row) for _name, row in IN_SPACE}
    statuses = {shown: status for shown, (status, _writes) in answers.items()}
    assert statuses == {row.shown: expected(name, row) for name, row in IN_SPACE}
    told = ("/-/audit/export.csv", "/-/evidence/")  # that something was taken away is an event itself
    wrote = [shown for shown, (_status, writes) in answers.items() if writes]
    assert [shown for shown in wrote if not any(part in shown for part in told)] == []


def test_auditor_reads_what_waits_for_its_first_approval(cast: dict[str, Any]) -> None:
    world = World(cast, Space.Visibility.OPEN)
    auditor, reader = make_user("Aud Auditor", ""), world.clients["reader"]
    Membership.objects.create(space=world.space, user=auditor, level=Level.AUDITOR, until=site_today())
    row = Row("/handbook/sop-new/", (OK,) * 6)
    assert [asked(world, client, row)[0] for client in (client_of(auditor), reader)] == [OK, MISSING]


def test_auditor_reads_nothing_more_when_the_last_day_is_over(cast: dict[str, Any]) -> None:
    world = World(cast, Space.Visibility.MEMBERS)
    auditor = make_user("Aud Auditor", "")
    yesterday = site_today() - datetime.timedelta(days=1)
    Membership.objects.create(space=world.space, user=auditor, level=Level.AUDITOR, until=yesterday)
    client = client_of(auditor)
    for _name, row in IN_SPACE:
        assert asked(world, client, row)[0] in (MISSING, NOT_ALLOWED), row.shown


def test_upload_of_an_auditor_is_refused(cast: dict[str, Any]) -> None:
    world = World(cast, Space.Visibility.OPEN)
    auditor = make_user("Aud Auditor", "Editor")
    given = Membership.objects.create(space=world.space, user=auditor, level=Level.AUDITOR, until=site_today())
    address = "/handbook/cleaning/-/upload/"
    sent = {"file": ContentFile(b"new", name="new.txt")}
    assert client_of(auditor).post(address, sent).status_code == REFUSED
    given.delete()
    assert client_of(auditor).post(address, {"file": ContentFile(b"new", name="new.txt")}).status_code == OK
