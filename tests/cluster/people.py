"""People who read, write, approve and confirm through the proxy, whatever happens to the cluster meanwhile.

Each notes when something was answered, and what was acknowledged; nothing that failed is taken for done.
"""

import hashlib
import http.client
import itertools
import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

TOKEN = "c" * 32
PATIENCE = 8  # seconds for which one waits for an answer
BASE = re.compile(r'name="base_number" value="(\d+)"')
BOUNDARY = "a-part-of-a-form"


@dataclass
class Person(threading.Thread):
    """Does one thing over and over until told to stop."""

    port: int
    cookie: str
    pause: float
    is_over: threading.Event = field(default_factory=threading.Event)
    answered: list[float] = field(default_factory=list)
    acknowledged: list[Any] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.is_over.wait(self.pause):
            try:
                self.act()
            except (OSError, http.client.HTTPException) as error:
                self.note(type(error).__name__)

    def act(self) -> None:
        """One thing."""
        raise NotImplementedError

    def note(self, what: str) -> None:
        self.refused[what] = self.refused.get(what, 0) + 1

    def done(self, what: Any, status: int, wanted: int) -> bool:
        """Notes what came of it; whether it was acknowledged."""
        if status != wanted:
            self.note(str(status))
            return False
        self.answered.append(time.monotonic())
        self.acknowledged.append(what)
        return True

    def get(self, address: str) -> tuple[int, str]:
        return self._asked("GET", address, None, {})

    def post(self, address: str, fields: dict[str, Any]) -> int:
        said = urlencode(fields | {"csrfmiddlewaretoken": TOKEN})
        return self._asked("POST", address, said, {"Content-Type": "application/x-www-form-urlencoded"})[0]

    def _asked(self, method: str, address: str, body: Any, headers: dict[str, str]) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, address, body, headers | {"Cookie": f"{self.cookie}; csrftoken={TOKEN}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@dataclass
class Reader(Person):
    """Opens one page after the other."""

    addresses: list[str] = field(default_factory=list)

    __hash__ = threading.Thread.__hash__

    def act(self) -> None:
        address = random.choice(self.addresses)
        self.done(address, self.get(address)[0], 200)


@dataclass
class Writer(Person):
    """Saves one page over and over, each time with a reason that no other save has."""

    page: int = 0
    address: str = ""
    base: int = 0
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    __hash__ = threading.Thread.__hash__

    def act(self) -> None:
        reason = f"Save {self.page}-{next(self.numbers)}"
        if not self.base and not self._look():
            return
        base, self.base = self.base, 0  # unknown until it is answered
        if self.done(reason, self.save(reason, base), 302):
            self.base = base + 1

    def save(self, reason: str, base: int) -> int:
        said = {"title": f"Written by {self.page}", "text": f"{reason}.\n", "reason": reason, "base_number": base}
        return self.post(f"{self.address}-/edit/", said)

    def _look(self) -> bool:
        status, text = self.get(f"{self.address}-/edit/")
        found = BASE.search(text) if status == 200 else None
        if found is None:
            self.note(str(status))
            return False
        self.base = int(found[1])
        return True


@dataclass
class Uploader(Writer):
    """Saves a page with another drawing each time; what was acknowledged is the drawing's name and its bytes' hash."""

    __hash__ = threading.Thread.__hash__

    def save(self, reason: str, base: int) -> int:
        name = f"{reason.rpartition('-')[2]}.txt"
        content = f"Drawing of {reason}\n" * 100
        said = {"title": "Drawings", "text": f"[{name}]({name})\n", "reason": reason, "base_number": str(base)}
        parts = [f'name="{key}"\r\n\r\n{value}' for key, value in (said | {"csrfmiddlewaretoken": TOKEN}).items()]
        parts.append(f'name="uploads"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n{content}')
        body = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {part}\r\n" for part in parts)
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self._asked("POST", f"{self.address}-/edit/", f"{body}--{BOUNDARY}--\r\n".encode(), headers)[0]

    @staticmethod
    def sha256(reason: str) -> str:
        """Of the drawing that was saved with this reason."""
        return hashlib.sha256((f"Drawing of {reason}\n" * 100).encode()).hexdigest()


@dataclass
class Clerk(Person):
    """Goes through a pile of things to approve or to confirm, and tries the one that failed once more."""

    pile: list[Any] = field(default_factory=list)
    place: int = 0

    __hash__ = threading.Thread.__hash__

    def act(self) -> None:
        if self.place == len(self.pile):
            return
        key, address, said = self.pile[self.place]
        status = self.post(address, said)
        # 409: it was done by the attempt before, of which nothing was heard.
        if self.done(key, status, 302) or status == 409:
            self.place += 1
