"""Errors are told to a server that speaks Sentry's protocol, and nothing but what may leave."""

import gzip
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.models import User
from tests.conftest import ROOT, client_of
from tests.setup.serving import free_port
from wiki.jobs.tasks import clear_jobs

SECRET = "Nobody-may-read-this"
log = logging.getLogger("wiki.tests")


def fail(request: HttpRequest, token: str) -> HttpResponse:
    """Fails with everything at hand that must stay here."""
    text_of_a_page = SECRET + token
    try:
        raise KeyError(text_of_a_page)
    except KeyError as error:
        raise ValueError(f"{SECRET} {request.POST} {request.COOKIES}") from error


def tell(request: HttpRequest) -> HttpResponse:
    """Logs an error with something that must stay here."""
    log.error("%s can't be read.", SECRET)
    logging.getLogger("elsewhere").error(f"Put together: {SECRET}")
    logging.getLogger("django.security.DisallowedHost").error(SECRET)
    return HttpResponse("told")


urlpatterns = [path("fail/<token>/", fail, name="fail"), path("tell/", tell, name="tell")]


class Server:
    """Receives envelopes."""

    def __init__(self) -> None:
        server = self
        self.bodies: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                opened = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.headers["Content-Encoding"], bytes)
                server.bodies.append(opened(body).decode())
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_args: Any) -> None:
                """Says nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def dsn(self) -> str:
        return f"http://key@127.0.0.1:{self.http.server_port}/7"

    def events(self) -> list[dict[str, Any]]:
        lines = [json.loads(line) for body in self.bodies for line in body.splitlines() if line]
        return [line for line in lines if "exception" in line]


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def reported(server: Server) -> Iterator[Server]:
    from config import reporting

    reporting.begin(server.dsn)
    yield server
    reporting.end()


def sent(server: Server) -> list[dict[str, Any]]:
    """What has arrived, when nothing waits any more."""
    from config import reporting

    reporting.end_of_process()
    return server.events()


def test_error_of_a_request_arrives_with_kind_place_view_and_id(reported: Server, reader: User, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client = client_of(reader)
    client.raise_request_exception = False
    answer = client.post("/fail/invitation-token/?word=in-the-query", {"text": "in-the-body"})
    assert answer.status_code == 500
    (event,) = sent(reported)
    first, second = event["exception"]["values"]
    assert (first["type"], second["type"]) == ("KeyError", "ValueError")
    assert second["stacktrace"]["frames"][-1]["function"] == "fail"
    assert event["tags"] == {"request": answer.headers["X-Request-ID"], "view": "fail"}
    assert event["release"].startswith("looseleaf@")


def test_nothing_that_people_wrote_or_are_leaves(reported: Server, reader: User, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client = client_of(reader)
    client.raise_request_exception = False
    client.post(
        "/fail/invitation-token/?word=in-the-query", {"text": "in-the-body"}, headers={"User-Agent": "in-a-header"}
    )
    client.get("/tell/")
    assert len(sent(reported)) == 3
    everything = "".join(reported.bodies)
    session = client.cookies["sessionid"].value
    for hidden in (SECRET, "invitation-token", "in-the-query", "in-the-body", "in-a-header", session, "127.0.0.1:0"):
        assert hidden not in everything, hidden
    for hidden in (reader.email, reader.name, "vars", "cookies", "abs_path", "breadcrumbs", str(Path.home())):
        assert f'"{hidden}"' not in everything, hidden


def test_logged_error_arrives_with_the_constant_part_of_its_message(reported: Server, settings: Any, db: None) -> None:
    settings.ROOT_URLCONF = __name__
    Client().get("/tell/")
    own, other = sent(reported)
    assert (own["logger"], own["logentry"]) == ("wiki.tests", {"message": "%s can't be read."})
    assert (other["logger"], "logentry" in other) == ("elsewhere", False)


@pytest.mark.django_db(transaction=True)
def test_error_of_a_job_arrives(reported: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_more: Any) -> None:
        raise OSError(28, SECRET)

    monkeypatch.setattr("wiki.jobs.tasks.call_command", refuse)
    clear_jobs.enqueue()
    call_command("db_worker", verbosity=0, startup_delay=False, batch=True, interval=0)
    (event,) = sent(reported)
    assert event["tags"] == {"job": "wiki.jobs.tasks.clear_jobs"}
    assert event["exception"]["values"][-1]["type"] == "OSError"
    assert SECRET not in "".join(reported.bodies)


def test_server_that_is_gone_fails_no_request(settings: Any, db: None) -> None:
    from config import reporting

    settings.ROOT_URLCONF = __name__
    reporting.begin(f"http://key@127.0.0.1:{free_port()}/7")
    try:
        assert Client().get("/tell/").status_code == 200
    finally:
        reporting.end()


def test_address_without_a_key_is_refused_in_words() -> None:
    from config import reporting

    with pytest.raises(ImproperlyConfigured, match="LOOSELEAF_SENTRY_DSN"):
        reporting.begin("http://127.0.0.1/7")


def test_library_is_not_loaded_where_no_server_is_named(tmp_path: Path) -> None:
    code = "import sys, config.wsgi; print('sentry_sdk' in sys.modules)"
    (tmp_path / "static").mkdir()
    env = {"LOOSELEAF_DATA": str(tmp_path), "PATH": os.environ["PATH"]}
    for dsn, loaded in (({}, "False"), ({"LOOSELEAF_SENTRY_DSN": "http://key@127.0.0.1:9/7"}, "True")):
        said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env | dsn, capture_output=True, text=True)
        assert said.stdout.strip() == loaded, said.stderr
