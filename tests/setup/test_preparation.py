"""The steps before the server starts."""

import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError, connection

from config import preparation


def test_busy_port_is_told_in_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            CommandError, match=rf"^Cannot listen on 127.0.0.1 port {port}: address already in use.*PORT"
        ):
            preparation.require_free_port("127.0.0.1", port)


def test_free_port_is_left_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    preparation.require_free_port("127.0.0.1", port)
    preparation.require_free_port("127.0.0.1", port)


def test_address_of_another_machine_is_told() -> None:
    with pytest.raises(CommandError, match=r"^Cannot listen on 192\.0\.2\.1"):
        preparation.require_free_port("192.0.2.1", 8000)


def test_folder_is_made_when_it_is_missing(tmp_path: Path) -> None:
    preparation.require_writable_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation.os, "access", lambda *_args: False)  # what a file system mounted read-only answers
    with pytest.raises(CommandError, match=r"^Cannot write to .*LOOSELEAF_DATA"):
        preparation.require_writable_folder(tmp_path)


def test_unreachable_database_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_args: Any) -> None:
        raise OperationalError('connection to server at "127.0.0.1" failed\n\tIs the server running?')

    monkeypatch.setattr(preparation, "MigrationExecutor", unreachable)
    with pytest.raises(CommandError, match=r'^Cannot use the database: connection to server at "127.0.0.1" failed$'):
        preparation.migrate()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_servers_that_start_together_prepare_one_after_the_other() -> None:
    order: list[str] = []

    def prepare() -> None:
        with preparation.one_server_at_a_time():
            order.append("other")
        connection.close()

    other = threading.Thread(target=prepare)
    with preparation.one_server_at_a_time():
        other.start()
        other.join(0.5)
        order.append("first")
    other.join()
    assert order == ["first", "other"]


@pytest.mark.django_db
def test_preparing_alone_ends_also_when_it_fails() -> None:
    for _server in range(2):
        with pytest.raises(CommandError), preparation.one_server_at_a_time():
            raise CommandError


class Collecting:
    """Counts the calls of collectstatic, which takes seconds."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.source = folder / "sources" / "site.css"
        self.source.parent.mkdir()
        self.source.write_text("a {}")
        self.calls = 0
        monkeypatch.setattr(preparation, "_static_files", lambda: iter([self.source]))
        monkeypatch.setattr(preparation, "call_command", self)

    def __call__(self, *_args: Any, **_options: Any) -> None:
        self.calls += 1


@pytest.fixture
def collecting(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Collecting:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    return Collecting(tmp_path, monkeypatch)


def test_static_files_are_collected_once(collecting: Collecting) -> None:
    preparation.collect_static()
    preparation.collect_static()
    assert collecting.calls == 1


def test_static_files_are_collected_again_after_a_change(collecting: Collecting) -> None:
    preparation.collect_static()
    collecting.source.write_text("a { color: red }")
    preparation.collect_static()
    assert collecting.calls == 2
