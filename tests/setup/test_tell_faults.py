"""What people meet when a request fails."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client


@pytest.fixture
def failing(reader, monkeypatch):
    """A client whose pages fail with an error."""
    client = Client(raise_request_exception=False)
    client.force_login(reader)

    def fail(error):
        monkeypatch.setattr("accounts.sessions.SessionStore.load", lambda _session: raised(error))
        return client.get("/search/")

    return fail


def raised(error):
    raise error


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
def test_database_that_is_gone_is_told_as_what_passes(failing, error):
    answer = failing(error)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "The wiki can't reach its database just now" in answer.content.decode()


def test_any_other_error_is_ours(failing):
    answer = failing(ZeroDivisionError())
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    assert "went wrong on our side" in answer.content.decode()
