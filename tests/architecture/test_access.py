"""Every address obeys the table, in an open space, in one for members only, and in a public one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin as django_admin
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from accounts.models import User
from tests.architecture.access_table import CAST, FOUND, MISSING, READERS, TABLE, Row, only
from tests.conftest import client_of, front_page, make_page, make_revision, make_space
from wiki.pages.actions import trash_page
from wiki.pages.attachments import attach
from wiki.spaces.models import Space

ROWS = [
    pytest.param(row, id=f"{'POST' if row.post is not None else 'GET'} {row.address}")
    for rows in TABLE.values()
    for row in rows
]
IN_SPACE = [param for param in ROWS if param.values[0].in_space]


def names(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all addresses below a resolver, without the Django admin's."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*namespaces, pattern.name or str(pattern.pattern)])
        elif pattern.namespace != "admin":
            yield from names(pattern, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)


def test_every_address_is_in_the_table() -> None:
    assert set(names(get_resolver())) == set(TABLE)


@pytest.mark.parametrize(("name", "row"), [(name, row) for name, rows in TABLE.items() for row in rows])
def test_row_is_about_the_address_it_stands_under(name: str, row: Row) -> None:
    numbers = dict.fromkeys(("pk", "front", "trashed"), 1) | {"sha256": "a", "upload": ""}
    assert resolve(row.address.format(**numbers).partition("?")[0]).view_name == name


class World:
    """A space with a page of two revisions that has a file, a trashed page, and the cast's clients."""

    def __init__(self, cast: dict[str, User | None], visibility: str) -> None:
        self.space = make_space(by=cast["admin"], visibility=visibility)
        page = make_page(self.space, "Cleaning")
        upload = SimpleUploadedFile("plan.txt", b"a plan")
        name, sha256 = attach(page, upload, {})
        make_revision(page, "See the plan.\n", files={name: sha256})
        trashed = make_page(self.space, "Trashed")
        trash_page(by=cast["admin"], page=trashed)
        self.places = {"pk": page.pk, "front": front_page(self.space).pk, "trashed": trashed.pk, "sha256": sha256}
        self.clients = {who: client_of(user) if user else Client() for who, user in cast.items()}

    def ask(self, who: str, row: Row) -> int:
        """The status of one request, whose traces are wiped out."""
        address = row.address.format(**self.places)
        with transaction.atomic():
            if row.post is None:
                response = self.clients[who].get(address)
            else:
                response = self.clients[who].post(address, self._filled(row.post))
            b"".join(response)  # a file is closed once it was read
            transaction.set_rollback(True)
        return response.status_code

    def _filled(self, post: dict[str, Any]) -> dict[str, Any]:
        upload = ContentFile(b"new", name="new.txt")
        return {
            name: upload if value == "{upload}" else value.format(**self.places) if isinstance(value, str) else value
            for name, value in post.items()
        }


@pytest.fixture
def cast(outsider: User, reader: User, editor: User, trainer: User, admin: User) -> dict[str, User | None]:
    return dict(zip(CAST, (None, outsider, reader, editor, trainer, admin), strict=True))


def told(world: World, row: Row) -> dict[str, int]:
    return {who: world.ask(who, row) for who in CAST}


@pytest.mark.parametrize("row", ROWS)
def test_address_answers_each_as_the_table_says(row: Row, cast: dict[str, User | None]) -> None:
    assert told(World(cast, Space.Visibility.OPEN), row) == dict(zip(CAST, row.statuses, strict=True))


@pytest.mark.parametrize("row", IN_SPACE)
def test_space_for_members_does_not_exist_for_others(row: Row, cast: dict[str, User | None]) -> None:
    answers = told(World(cast, Space.Visibility.MEMBERS), row)
    # What is refused to everyone by its method alone tells nothing about the space.
    hidden = {
        who: status if status == 405 else FOUND if who == "anonymous" else MISSING for who, status in answers.items()
    }
    assert answers == hidden | {"admin": row.statuses[CAST.index("admin")]}


@pytest.mark.parametrize("row", IN_SPACE)
def test_public_space_is_read_by_strangers_and_changed_by_nobody_else(row: Row, cast: dict[str, User | None]) -> None:
    answers = told(World(cast, Space.Visibility.PUBLIC), row)
    expected = dict(zip(CAST, row.statuses, strict=True))
    if row.statuses in (only(*READERS), only(*READERS, status=FOUND)):
        expected |= dict.fromkeys(("anonymous", "outsider"), expected["reader"])
    elif expected["outsider"] == MISSING != expected["admin"]:
        expected["outsider"] = expected["reader"]  # reads it, so is refused in words
    assert answers == expected


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
    import re

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
