"""/healthz and /readyz."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from accounts.models import User
from config import health
from tests.conftest import client_of

DATABASE = "The database does not answer."
MIGRATIONS = "The database is of another release: migrations are not applied."
CACHE = "The cache can't be written and read."
STORAGE = "The storage of files can't be written and read."
FILES, NOTHING = (f"django.core.cache.backends.{name}" for name in ("filebased.FileBasedCache", "dummy.DummyCache"))
REDIS = "config.cache.ForgivingRedis"


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process found out holds for a while, but not from one test to the next."""
    monkeypatch.setattr(health, "_known", health._Surroundings())


def test_health_is_ok_without_signing_in(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.usefixtures("editions_take_effect")
def test_process_without_its_database_is_alive_also_for_who_is_signed_in(
    reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> None:
        raise AssertionError("the database is asked")

    client = client_of(reader)
    with monkeypatch.context() as gone:
        gone.setattr(BaseDatabaseWrapper, "connect", refuse)
        gone.setattr(BaseDatabaseWrapper, "cursor", refuse)
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db(transaction=True)
def test_wiki_without_its_database_says_so_to_who_is_signed_in(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(reader)
    client.raise_request_exception = False
    monkeypatch.setitem(connection.settings_dict, "NAME", "/no-such-folder/database")
    answers = on_another_connection(lambda: [client.get(address) for address in ("/healthz", "/readyz")])
    assert [answer.status_code for answer in answers] == [200, 503]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_machines_may_ask_under_any_host(address: str, client: Client, db: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["wiki.example.org"]
    answer = client.get(address, headers={"Host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_both_are_reached_without_encryption_behind_a_proxy(
    address: str, client: Client, db: None, settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address).status_code == 200


def lacking() -> list[str]:
    """What a wiki that is not ready says it lacks."""
    answer = Client(raise_request_exception=False).get("/readyz")
    assert answer.status_code == 503
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode().splitlines()


def cache_of(backend: str, location: object = "") -> override_settings:
    """While it is used, the wiki has this cache."""
    return override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": location}})


def on_another_connection(ask: Callable[[], list[Any]]) -> list[Any]:
    """What `ask` finds in a thread of its own, which has to connect anew."""
    found: list[list[Any]] = []

    def run() -> None:
        try:
            found.append(ask())
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_wiki_is_ready_without_signing_in_and_no_cache_keeps_that(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]


def test_wiki_is_ready_before_it_is_set_up(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.setup._is_finished", False)
    assert client.get("/accounts/login/").url == "/setup/"
    assert client.get("/readyz").status_code == 200


def test_wiki_without_its_database_is_not_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "/no-such-folder/database")
    assert on_another_connection(lacking) == [DATABASE]


@pytest.mark.parametrize("app", ["wiki", "accounts", "sessions"])
def test_wiki_with_an_unapplied_migration_is_not_ready(app: str, db: None) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(app, recorder.migration_qs.filter(app=app).latest("id").name)
    assert lacking() == [MIGRATIONS]


def test_database_of_a_later_release_serves_this_one_until_it_is_gone(client: Client, db: None) -> None:
    MigrationRecorder(connection).record_applied("wiki", "9999_from_the_future")
    assert client.get("/readyz").status_code == 200


def test_wiki_whose_cache_can_not_be_written_is_not_ready(db: None, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with cache_of(FILES, tmp_path / "cache"):
        assert lacking() == [CACHE]


def test_wiki_whose_cache_server_is_gone_is_not_ready(db: None) -> None:
    with cache_of(REDIS, "redis://127.0.0.1:1/0"):
        assert lacking() == [CACHE]


def test_wiki_whose_cache_forgets_is_not_ready(db: None) -> None:
    with cache_of(NOTHING):
        assert lacking() == [CACHE]


def test_wiki_whose_files_can_not_be_written_is_not_ready(db: None, tmp_path: Path) -> None:
    (tmp_path / "files").touch()
    assert lacking() == [STORAGE]


def test_everything_that_lacks_is_told(db: None, tmp_path: Path) -> None:
    (tmp_path / "files").touch()
    MigrationRecorder(connection).record_unapplied("wiki", "0001_initial")
    with cache_of(FILES, tmp_path / "files"):
        assert lacking() == [MIGRATIONS, CACHE, STORAGE]


def test_looking_leaves_nothing_behind(client: Client, db: None, tmp_path: Path) -> None:
    with cache_of(FILES, tmp_path / "cache"):
        assert client.get("/readyz").status_code == 200
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_disk_is_not_asked_at_every_request(
    client: Client, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/readyz").status_code == 200
    (tmp_path / "files" / "arriving").rmdir()
    (tmp_path / "files").rmdir()
    (tmp_path / "files").touch()
    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(health._known, "next_look", 0.0)
    assert lacking() == [STORAGE]


def test_why_it_is_not_ready_is_in_the_log_alone(db: None, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "files").touch()
    assert str(tmp_path) not in "".join(lacking())
    assert str(tmp_path) in caplog.text


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_only_questions_are_answered(address: str, reader: Any) -> None:
    assert client_of(reader).post(address).status_code == 405
