"""Every address obeys the table, in an open space, in one for members only, and in a public one."""

import re
from collections.abc import Iterator

import pytest
from django.contrib import admin as django_admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from accounts.models import User
from tests.architecture.access_rows import CAST, FOUND, MISSING, NOT_ALLOWED, REFUSED, Row
from tests.architecture.access_table import TABLE
from tests.architecture.world import World
from tests.conftest import client_of
from wiki.spaces.models import Space

ROWS = [row for rows in TABLE.values() for row in rows]


def names(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all addresses below a resolver, without the Django admin's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)])
        elif pattern.namespace != "admin":
            yield from names(pattern, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)


def test_every_address_is_in_the_table() -> None:
    assert set(names(get_resolver())) == set(TABLE)


# Numbers in the table's addresses.
PLACES = (
    *("pk", "front", "trashed", "thread", "comment", "suggestion", "draft", "batch"),
    *("request", "planned", "flag", "delegation"),
    *("assignment", "exemption", "learner", "learning_path", "effect", "evidence"),
)


@pytest.mark.parametrize(("name", "row"), [(name, row) for name, rows in TABLE.items() for row in rows])
def test_row_is_about_the_address_it_stands_under(name: str, row: Row) -> None:
    numbers = dict.fromkeys(PLACES, 1) | {
        "sha256": "a",
        "picture": "a",
        "upload": "",
        "draft_key": "a",
    }
    assert resolve(row.address.format(**numbers).partition("?")[0]).view_name == name


@pytest.fixture
def cast(outsider: User, reader: User, editor: User, trainer: User, admin: User) -> dict[str, User | None]:
    return dict(zip(CAST, (None, outsider, reader, editor, trainer, admin), strict=True))


def expected_in_open_space(row: Row, who: str) -> int:
    return row.statuses[CAST.index(who)]


def expected_in_members_space(row: Row, who: str) -> int:
    """The space does not exist for those who are no members, and only admins need not be."""
    if who == "admin" or NOT_ALLOWED in row.statuses:
        return expected_in_open_space(row, who)
    return FOUND if who == "anonymous" else MISSING


def expected_in_public_space(row: Row, who: str) -> int:
    """Strangers and people without a role are readers."""
    if who not in ("anonymous", "outsider"):
        return expected_in_open_space(row, who)
    if row.of_people and who == "anonymous":
        return FOUND
    as_reader = expected_in_open_space(row, "reader")
    return FOUND if who == "anonymous" and as_reader in (REFUSED, MISSING) else as_reader


SPACES = {
    Space.Visibility.OPEN: (ROWS, expected_in_open_space),
    Space.Visibility.MEMBERS: ([row for row in ROWS if row.in_space], expected_in_members_space),
    Space.Visibility.PUBLIC: ([row for row in ROWS if row.in_space], expected_in_public_space),
}


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("visibility", SPACES)
def test_addresses_answer_as_the_table_says(visibility: str, who: str, cast: dict[str, User | None]) -> None:
    rows, expected = SPACES[visibility]
    world = World(cast, visibility)
    answers = {row.shown: world.ask(who, row) for row in rows}
    assert answers == {row.shown: expected(row, who) for row in rows}


def admin_addresses() -> list[str]:
    """Every address of the Django admin, with 1 for whatever it asks for."""
    resolver = next(found for found in get_resolver().url_patterns if getattr(found, "namespace", "") == "admin")
    routes = [(str(inner.pattern), inner) for inner in resolver.url_patterns]
    flat: list[str] = []
    while routes:
        route, pattern = routes.pop()
        if isinstance(pattern, URLResolver):
            routes += [(route + str(inner.pattern), inner) for inner in pattern.url_patterns]
        else:
            flat.append("/admin/" + route)
    return sorted(flat)


OPEN_TO_ALL = {"/admin/login/"}  # leads to the wiki's own sign-in


@pytest.mark.parametrize("who", CAST[:-1])
def test_admin_is_closed_to_everyone_else(who: str, cast: dict[str, User | None]) -> None:
    client = client_of(cast[who]) if cast[who] else Client()
    for route in set(admin_addresses()) - OPEN_TO_ALL:
        address = re.sub(r"<[^>]+>|\(\?P.*", "1", route)
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 403, 404, 405), address
            assert answer.status_code != 302 or "login" in answer.url or answer.url.endswith("/"), address


def test_admin_opens_for_admins(admin_client: Client) -> None:
    for model, model_admin in django_admin.site._registry.items():
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert admin_client.get(address, follow=True).status_code == 200, (address, model_admin)
