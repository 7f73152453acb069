"""Whatever stands in an address, a query or a form, the answer is never an error of the server."""

import random
import re
import traceback
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction

from accounts.models import User
from tests.architecture.access_rows import CAST, Row
from tests.architecture.access_table import TABLE
from tests.architecture.test_access import admin_addresses
from tests.architecture.world import World
from tests.conftest import ROOT, client_of

VALUES = (
    "",
    "\0",
    "a\0b",
    "a/\0",  # as the form names an attachment
    "%ED%A0%80",
    "%FF%FE",
    "²",
    "٣",
    "-1",
    "0",
    "9" * 20,
    "9" * 5000,
    "1e400",
    "0001-01-01",
    "9999-12-31",
    "../../../etc/passwd",
    "a\r\nSet-Cookie: x=y",
    "\u202egnp.exe",
    "{page}{0}%s%(x)s",
    "'; DROP TABLE wiki_page; --",
    '"><script>alert(1)</script>',
    "[" * 500,
    "x" * 2000,
    "\ufffe\uffff\U0010ffff",
    "İßſ",
    ",".join(map(str, range(300))),
)
WORDS = VALUES[1:18]
# At one place; all of them everywhere would be tens of thousands of requests. Which, is another each time.
AT_ONCE = 4
PARAMETERS = (
    "q space tag author since until page exact title template a b view next new resolve ids p o e all state role action"
    " who subject space__id__exact _to_field _popup app_label model_name field_name term"
).split()
OF_ADMIN = ("accounts/user", "accounts/team", "accounts/invitation", "wiki/space", "wiki/auditevent")


@pytest.fixture
def world(outsider: User, reader: User, editor: User, trainer: User, admin: User) -> World:
    admin.time_zone = "Asia/Tokyo"  # where the first day of the calendar began in the year before
    admin.save()
    return World(dict(zip(CAST, (None, outsider, reader, editor, trainer, admin), strict=True)), "open")


def in_turns(values: tuple[str, ...]) -> Iterator[str]:
    """One after the other, over and over, from wherever this run's chance begins."""
    return cycle(random.sample(values, len(values)))


def errors(world: World, asked: list[tuple[str, str, dict[str, Any]]]) -> str:
    """What went wrong in the server at these requests (method, address, fields), each kind once."""
    client = client_of(User.objects.get(name="Ada Admin"))
    found: dict[str, str] = {}
    for method, address, fields in asked:
        try:
            with transaction.atomic():
                response = getattr(client, method)(address, fields)
                b"".join(response)
                transaction.set_rollback(True)
        except Exception as error:  # whatever it is, it would have been a 500
            place = traceback.extract_tb(error.__traceback__)
            ours = next((line for line in reversed(place) if str(ROOT / "wiki") in line.filename), place[-1])
            key = f"{type(error).__name__}: {str(error)[:80]} ({ours.filename}:{ours.lineno})"
            found.setdefault(key, f"{method} {address[:60]} {str(fields)[:60]}")
        else:
            if response.status_code >= 500:
                found.setdefault(f"{method} {address[:60]}", str(response.status_code))
    return "\n".join(f"{asked} {key}" for key, asked in found.items())


def rows(is_post: bool) -> list[Row]:
    return [row for rows in TABLE.values() for row in rows if (row.post is not None) is is_post]


def plain(row: Row, world: World) -> str:
    return row.address.format(**world.places).partition("?")[0]


def encoded(value: str) -> str:
    """As a part of an address; what is written in percents already stays so."""
    return value if value.startswith("%") else quote(value, safe="")


@pytest.mark.slow
def test_any_query(world: World) -> None:
    addresses, turns = sorted({plain(row, world) for row in rows(is_post=False)}), in_turns(VALUES)
    asked = [
        ("get", f"{address}?" + "&".join(f"{name}={encoded(value)}" for name in PARAMETERS), {})
        for address in addresses
        for value in islice(turns, AT_ONCE)
    ]
    assert errors(world, asked) == ""


@pytest.mark.slow
def test_any_word_in_an_address(world: World) -> None:
    asked, turns = [], in_turns(WORDS)
    for row in rows(is_post=False):
        words = plain(row, world).split("/")
        for place in range(1, len(words) - 1):
            for value in islice(turns, AT_ONCE // 2):
                address = "/".join([*words[:place], encoded(value), *words[place + 1 :]])
                asked.append(("get", address, {}))
    assert errors(world, asked) == ""


@pytest.mark.slow
def test_any_field_of_a_form(world: World) -> None:
    extra = ("keep", "merge_token", "resolve", "discard", "template", "choice-0", "text-0", "csrfmiddlewaretoken")
    asked, turns = [], in_turns(VALUES)
    for row in rows(is_post=True):
        right = {name: value for name, value in world.filled(row.post).items() if name != "file"}
        asked.append(("post", plain(row, world), {}))
        for name in (*right, *extra):
            asked += [("post", plain(row, world), right | {name: value}) for value in islice(turns, AT_ONCE)]
    assert errors(world, asked) == ""


@pytest.mark.slow
def test_any_query_of_the_administration(world: World) -> None:
    addresses, turns = [re.sub(r"<[^>]+>|\(\?P.*", "1", address) for address in admin_addresses()], in_turns(WORDS)
    asked = [
        ("get", f"{address}?" + "&".join(f"{name}={encoded(value)}" for name in PARAMETERS), {})
        for address in addresses
        for value in ("", *islice(turns, AT_ONCE))
    ]
    lists = [address for address in addresses if address.strip("/").removeprefix("admin/") in OF_ADMIN]
    lists += [address for address in addresses if address.endswith(("ation/", "ing/", "link/", "export.csv"))]
    asked += [
        ("get", address, {name: value})
        for address in lists
        for name in PARAMETERS
        for value in islice(turns, AT_ONCE // 2)
    ]
    assert errors(world, asked) == ""


def test_any_field_of_the_sign_in(client: Any, db: None) -> None:
    for address in ("/accounts/login/", "/accounts/password/reset/"):
        for value in VALUES:
            fields = dict.fromkeys(("login", "email", "password", "next", "remember"), value)
            assert client.post(address, fields).status_code < 500, value
            assert client.get(address, {"next": value}).status_code < 500, value
