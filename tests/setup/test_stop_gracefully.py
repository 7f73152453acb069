"""A stop or a restart finishes what people have asked for already."""

import http.client
import re
import signal
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.setup.serving import Wiki, running, until

pytestmark = pytest.mark.slow
AT_ONCE = 6  # more than there are workers: the others wait within the server
LOGIN = "/accounts/login/"
OWNER = {"LOOSELEAF_ADMIN_EMAIL": "ada@example.org", "LOOSELEAF_ADMIN_PASSWORD": "seven green apples"}


class Attempt(threading.Thread):
    """Somebody signs in, which takes long enough to be met by a stop: passwords are hashed slowly on purpose."""

    def __init__(self, wiki: Wiki, number: int) -> None:
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection(wiki.url.removeprefix("http://"), timeout=30)
        self.connection.request("GET", LOGIN)
        form = self.connection.getresponse()
        self.cookies = "; ".join(
            f"{name}={morsel.value}" for name, morsel in SimpleCookie(form.msg["Set-Cookie"]).items()
        )
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.read().decode())
        assert token
        self.fields = {"csrfmiddlewaretoken": token[1], "login": f"nobody{number}@example.org", "password": "wrong"}
        self.answer: tuple[int, bool] | Exception | None = None

    def run(self) -> None:
        heads = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookies}
        try:
            self.connection.request("POST", LOGIN, urlencode(self.fields), heads)
            answer = self.connection.getresponse()
            self.answer = (answer.status, b"</html>" in answer.read())
        except (OSError, http.client.HTTPException) as error:
            self.answer = error
        finally:
            self.connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_under_way_are_finished(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path / "var", **OWNER) as wiki:
        attempts = [Attempt(wiki, number) for number in range(AT_ONCE)]
        for attempt in attempts:
            attempt.start()
        assert until(lambda: any(attempt.answer for attempt in attempts), 20)
        assert not all(attempt.answer for attempt in attempts), "they were too fast to tell anything"
        began = time.monotonic()
        assert wiki.stop(number) == 0
        assert time.monotonic() - began < 8
        for attempt in attempts:
            attempt.join(10)
    assert [attempt.answer for attempt in attempts] == [(200, True)] * AT_ONCE
