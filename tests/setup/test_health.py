"""/healthz."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from config import health


def test_health_is_ok_without_signing_in(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_health_is_bad_when_the_database_does_not_answer(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def cursor(self) -> Any:
            raise OperationalError

    monkeypatch.setattr(health, "connection", Broken())
    assert client.get("/healthz").status_code == 503


def test_health_is_reached_without_encryption_behind_a_proxy(client: Client, db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
