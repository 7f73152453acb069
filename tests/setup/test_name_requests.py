"""Ids of requests: on answers and in the log."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path

from accounts.models import User
from config.logs import Json, Plain
from config.requests import current
from tests.conftest import client_of

OURS = re.compile(r"[0-9a-f]{16}")
FORGED = "2026-11-23 10:00:00,000 WARNING accounts: Ada Admin gave Mallory the role Admin"
log = logging.getLogger("tests.naming")


def say(request: HttpRequest) -> HttpResponse:
    """Logs what it was sent."""
    log.warning("Heard %s", request.GET.get("words", ""))
    return HttpResponse("said")


def fail(request: HttpRequest) -> HttpResponse:
    """Fails with what it was sent."""
    raise ValueError(request.GET.get("words", ""))


def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Logs while its answer is on the way."""

    def parts() -> Iterator[str]:
        log.warning("On the way")
        yield "part"

    return StreamingHttpResponse(parts())


urlpatterns = [path("say/", say, name="say"), path("fail/", fail, name="fail"), path("stream/", stream, name="stream")]


class Lines:
    """What the root logger writes while a test runs."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    def said(self) -> list[str]:
        return self.stream.getvalue().splitlines()

    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said()]


def listening(formatter: logging.Formatter) -> Iterator[Lines]:
    lines = Lines(formatter)
    logging.getLogger().addHandler(lines.handler)
    yield lines
    logging.getLogger().removeHandler(lines.handler)


@pytest.fixture
def plain() -> Iterator[Lines]:
    yield from listening(Plain())


@pytest.fixture
def as_json() -> Iterator[Lines]:
    yield from listening(Json())


@pytest.fixture
def saying(settings: Any, db: None) -> Client:
    """A client of the product's middleware with the views above."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "address", ["/healthz", "/accounts/login/", "/nowhere/", "/static/no-such-file.css", "/admin/"]
)
def test_every_answer_carries_an_id_of_its_own(address: str, client: Client, db: None) -> None:
    names = [client.get(address).headers["X-Request-ID"] for _time in range(2)]
    assert all(OURS.fullmatch(name) for name in names)
    assert names[0] != names[1]


def test_failed_request_carries_an_id_too(saying: Client, settings: Any, client: Client) -> None:
    answer = saying.get("/fail/")
    assert answer.status_code == 500
    assert OURS.fullmatch(answer.headers["X-Request-ID"])


def test_id_of_the_proxy_is_taken_over(client: Client, db: None, settings: Any) -> None:
    settings.BEHIND_PROXY = True
    answer = client.get("/healthz", headers={"X-Request-ID": "0190b5e2-7d.A_f"})
    assert answer.headers["X-Request-ID"] == "0190b5e2-7d.A_f"


def test_id_of_a_stranger_counts_for_nothing(client: Client, db: None) -> None:
    answer = client.get("/healthz", headers={"X-Request-ID": "0190b5e2"})
    assert OURS.fullmatch(answer.headers["X-Request-ID"])


HOSTILE = [
    "",
    " ",
    "a b",
    "a\nb",
    "a\r\nSet-Cookie: a=b",
    "a\n",
    "\x1b[2J",
    "<script>",
    "a,b",
    "é",
    "١٢",
    "x" * 65,
    "%0A",
]


@pytest.mark.parametrize("given", HOSTILE, ids=ascii)
def test_harmful_id_is_replaced(given: str, client: Client, db: None, settings: Any) -> None:
    settings.BEHIND_PROXY = True
    answer = client.get("/healthz", headers={"X-Request-ID": given})
    assert OURS.fullmatch(answer.headers["X-Request-ID"])


def test_lines_of_a_request_name_it(saying: Client, plain: Lines) -> None:
    name = saying.get("/say/?words=hello").headers["X-Request-ID"]
    assert len(plain.said()) == 1
    assert plain.said()[0].endswith(f"WARNING tests.naming: [{name}] Heard hello")


def test_lines_of_a_streamed_answer_name_it(saying: Client, plain: Lines) -> None:
    answer = saying.get("/stream/")
    assert answer.getvalue() == b"part"
    assert f"[{answer.headers['X-Request-ID']}] On the way" in plain.said()[0]
    answer.close()
    assert current.get() is None


def test_lines_outside_of_requests_name_none(saying: Client, plain: Lines) -> None:
    saying.get("/say/")
    log.warning("Alone")
    assert plain.said()[-1].endswith("WARNING tests.naming: Alone")


BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\x1b[2K\r", "\u202e"]


@pytest.mark.parametrize("gap", BREAKS, ids=ascii)
def test_nobody_forges_a_line(gap: str, saying: Client, plain: Lines) -> None:
    saying.get("/say/", {"words": f"peace{gap}{FORGED}"})
    assert len(plain.said()) == 1
    assert plain.said()[0].isprintable()


@pytest.mark.parametrize("gap", BREAKS, ids=ascii)
def test_nobody_forges_a_line_by_an_error(gap: str, saying: Client, plain: Lines) -> None:
    saying.get("/fail/", {"words": f"peace{gap}{FORGED}"})
    first, *others = plain.said()
    assert "Internal Server Error: /fail/" in first
    assert all(line.startswith("  ") and line.isprintable() for line in others)


@pytest.mark.parametrize("gap", BREAKS, ids=ascii)
def test_nobody_forges_an_object(gap: str, saying: Client, as_json: Lines) -> None:
    saying.get("/say/", {"words": f'peace{gap}{{"message": "{FORGED}"}}'})
    assert len(as_json.objects()) == 1
    assert as_json.said()[0].isprintable()


def test_nobody_forges_a_line_by_an_address_or_a_header(saying: Client, plain: Lines) -> None:
    saying.get(
        f"/none/%0A{FORGED}", headers={"Host": f"a\n{FORGED}", "User-Agent": f"\n{FORGED}", "X-Request-ID": "\n"}
    )
    assert plain.said() != []
    assert not any(line.startswith(FORGED) for line in plain.said())


def test_object_has_time_level_logger_message_and_request(saying: Client, as_json: Lines) -> None:
    name = saying.get("/say/?words=hello").headers["X-Request-ID"]
    (told,) = as_json.objects()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", told.pop("time"))
    assert told == {"level": "WARNING", "logger": "tests.naming", "message": "Heard hello", "request": name}


def test_object_tells_who_by_number_alone(reader: User, settings: Any, as_json: Lines) -> None:
    settings.ROOT_URLCONF = __name__
    client_of(reader).get("/say/")
    assert as_json.objects()[0]["user"] == reader.pk
    assert reader.email not in as_json.said()[0]
    assert reader.name not in as_json.said()[0]


def test_object_of_a_failure_has_its_traceback_and_whose_it_was(reader: User, settings: Any, as_json: Lines) -> None:
    settings.ROOT_URLCONF = __name__
    client = client_of(reader)
    client.raise_request_exception = False
    client.get("/fail/?words=broken")
    (told,) = as_json.objects()
    assert told["exception"].startswith("Traceback")
    assert told["exception"].endswith("ValueError: broken")
    assert told["user"] == reader.pk


def test_slow_request_is_told_once_with_its_view_time_and_queries(
    reader: User, settings: Any, as_json: Lines, page: Any
) -> None:
    settings.SLOW_REQUEST = 0
    name = client_of(reader).get(page.get_absolute_url()).headers["X-Request-ID"]
    (told,) = [each for each in as_json.objects() if "view" in each]
    assert (told["view"], told["request"], told["logger"]) == ("reading:page", name, "config.requests")
    assert told["milliseconds"] > 0
    assert told["queries"] > 1
    assert f"reading:page took {told['milliseconds']} ms; queries: {told['queries']}." in told["message"]


def test_slow_request_without_a_view_keeps_its_address_to_itself(
    client: Client, db: None, settings: Any, plain: Lines
) -> None:
    settings.SLOW_REQUEST = 0
    client.get("/static/secret-token")
    told = [line for line in plain.said() if "Slow request" in line]
    assert len(told) == 1
    assert "secret-token" not in told[0]


def test_quick_request_is_not_told(client: Client, db: None, plain: Lines) -> None:
    client.get("/healthz")
    assert plain.said() == []
