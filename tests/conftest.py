"""The cast, their clients, and plain functions that make spaces and pages through the product's own actions."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from wiki.pages.editions.newest import as_newest
from wiki.pages.immutability import removals
from wiki.pages.models import Page, Revision
from wiki.spaces.models import Level, Membership, Space

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "seven green apples"  # of everybody in the cast

pytest_plugins = ["tests.selection", "tests.databases", "tests.chromium", "tests.buckets"]


# --- plain functions ---------------------------------------------------------------------------------------------


def make_user(name: str, role: str = Role.READER, **fields: Any) -> User:
    """A person with this role ("" for none); the address follows from the name."""
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    user = User.objects.create_user(email, PASSWORD, role=role or Role.READER, name=name, **fields)
    if not role:
        user.groups.clear()
    return user


def client_of(user: User) -> Client:
    """A client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def an_admin() -> User:
    """Whoever makes what a test only needs to be there."""
    return User.objects.admins().order_by("pk").first() or make_user("Ada Admin", Role.ADMIN)


def make_space(
    name: str = "Handbook",
    *,
    by: User | None = None,
    text: str = "",
    members: dict[User, int] | None = None,
    **fields: Any,
) -> Space:
    """A space with its front page; `members` gives people a level in it."""
    from wiki.pages.actions import create_space

    fields.setdefault("slug", name.lower().replace(" ", "-"))
    space = create_space(by=by or an_admin(), space=Space(name=name, **fields), text=text).space
    for user, level in (members or {}).items():
        Membership.objects.create(space=space, user=user, level=level)
    return space


def front_page(space: Space) -> Page:
    """The root of the space's tree."""
    return Page.objects.select_related("space", "latest").get(space=space, parent=None)


def make_page(
    parent: Page | Space,
    title: str = "Cleaning reactor R-4",
    text: str = "Wear gloves.\n",
    *,
    by: User | None = None,
    **fields: Any,
) -> Page:
    """A page below `parent`, or below the front page of a space."""
    from wiki.pages.actions import create_page

    parent = front_page(parent) if isinstance(parent, Space) else parent
    return create_page(by=by or an_admin(), parent=parent, title=title, text=text, **fields)


def make_revision(page: Page, text: str, *, by: User | None = None, reason: str = "", **fields: Any) -> Revision:
    """The page's next revision, with this text; title and tags stay unless they are given."""
    from wiki.pages.actions import save_page

    page = as_newest(Page.objects.select_related("space", "latest").get(pk=page.pk))
    fields = {"title": page.title, "tags": page.tags} | fields
    saved = save_page(
        by=by or an_admin(), page=page, base_number=page.latest.number, text=text, reason=reason, **fields
    )
    assert saved.revision, "the text is the same as before: no revision was made"
    return saved.revision


@pytest.fixture(autouse=True)
def nothing_is_due(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests don't look for due editions, which would be a query of some requests and not of others, unless a test is
    about them and asks for `editions_take_effect`."""
    if "editions_take_effect" not in request.fixturenames:
        monkeypatch.setattr("wiki.control.due.look", lambda: None)


@pytest.fixture
def editions_take_effect() -> None:
    """See above."""


# --- the cast ----------------------------------------------------------------------------------------------------


@pytest.fixture
def reader(db: None) -> User:
    return make_user("Rosa Reader", Role.READER)


@pytest.fixture
def editor(db: None) -> User:
    return make_user("Edith Editor", Role.EDITOR)


@pytest.fixture
def trainer(db: None) -> User:
    return make_user("Tom Trainer", Role.TRAINER)


@pytest.fixture
def admin(db: None) -> User:
    return make_user("Ada Admin", Role.ADMIN)


@pytest.fixture
def outsider(db: None) -> User:
    """Signed in, but without a role and member of nothing: may read public spaces and no more."""
    return make_user("Otto Outsider", "")


@pytest.fixture
def anonymous_client() -> Client:
    return Client()


@pytest.fixture
def reader_client(reader: User) -> Client:
    return client_of(reader)


@pytest.fixture
def editor_client(editor: User) -> Client:
    return client_of(editor)


@pytest.fixture
def trainer_client(trainer: User) -> Client:
    return client_of(trainer)


@pytest.fixture
def admin_client(admin: User) -> Client:
    return client_of(admin)


@pytest.fixture
def outsider_client(outsider: User) -> Client:
    return client_of(outsider)


@pytest.fixture
def space(admin: User) -> Space:
    """An open space, "Handbook"."""
    return make_space(by=admin)


@pytest.fixture
def members_space(admin: User, reader: User, editor: User, trainer: User) -> Space:
    """A members-only space, "Secret recipes", with each of the cast but the outsider at the level of their role."""
    members = {reader: Level.READER, editor: Level.EDITOR, trainer: Level.TRAINER}
    return make_space("Secret recipes", by=admin, visibility=Space.Visibility.MEMBERS, members=members)


@pytest.fixture
def page(space: Space) -> Page:
    """A page of one revision in the open space."""
    return make_page(space)


# --- surroundings ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real handbooks, beside the repository or where LOOSELEAF_CORPUS says."""
    folder = Path(os.environ.get("LOOSELEAF_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not folder.is_dir():
        pytest.skip(f"the corpus is not at {folder}; LOOSELEAF_CORPUS says where it is")
    return folder


@pytest.fixture(autouse=True)
def _fresh_surroundings(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Every test has files of its own, and nothing that an earlier one left in memory."""
    from accounts import setup
    from wiki.pages import tree

    settings.DATA_DIR = tmp_path
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "files"}}
    shared = settings.STORAGES["shared"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": default, "shared": shared}
    yield
    cache.clear()
    tree._kept.clear()
    setup._is_finished = False


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run is over and the wiki has its name: what the server remembers, and asks no query for."""
    monkeypatch.setattr("accounts.setup._is_finished", True)
    monkeypatch.setattr("accounts.site._remembered", (float("inf"), "Looseleaf"))


@pytest.fixture(autouse=True, scope="session")
def _emptying_lifts_the_triggers() -> Iterator[None]:
    """Tests with real transactions are cleaned up by `flush`, which the triggers on saved history refuse.

    The removal runs inside flush's own transaction; the post_migrate that flush sends puts the triggers back.
    """
    from django.core.management.commands import flush

    def unprotected(style: Any, connection: Any, *args: Any, **kwargs: Any) -> list[str]:
        return [*removals(connection.vendor), *sql_flush(style, connection, *args, **kwargs)]

    sql_flush: Callable[..., list[str]] = flush.sql_flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "sql_flush", unprotected)
        yield
