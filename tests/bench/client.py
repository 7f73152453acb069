"""A keep-alive HTTP client for measuring: raw sockets and one loop, so that it takes little of what it measures."""

import re
import selectors
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as bytes, and the status that must come back."""

    content: bytes
    status: int = 200

    @classmethod
    def get(cls, path: str, cookie: str, *, is_kept: bool = False) -> "Request":
        """For a page that the browser does not have, or with `is_kept` one that it has as it is now."""
        asked = "If-None-Match: *\r\n" if is_kept else ""
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{asked}Cookie: {cookie}\r\n\r\n"
        return cls(head.encode(), 304 if is_kept else 200)


@dataclass(slots=True)
class Result:
    """What a run measured: seconds per request, and seconds in all."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """The time within which this share of the requests was answered, in milliseconds."""
        return sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))] * 1000


class _Connection:
    """One socket with one request under way."""

    def __init__(self, port: int, load: "Load") -> None:
        self.load = load
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.began = 0.0
        self.status = 200

    def send(self, request: Request) -> None:
        self.received, self.status, self.began = b"", request.status, time.perf_counter()
        self.socket.sendall(request.content)

    def receive(self) -> bool:
        """Takes what has come; whether the answer is complete."""
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            raise SystemExit("the server closed a connection")
        self.received += chunk
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return False
        if self.received.startswith(b"HTTP/1.1 304"):  # which has no body
            self._check()
            return True
        length = _LENGTH.search(self.received, 0, end + 2)
        if length is None:
            raise SystemExit(f"an answer has no length:\n{self.received[:300].decode()}")
        if len(self.received) < end + 4 + int(length[1]):
            return False
        self._check()
        return True

    def _check(self) -> None:
        if int(self.received[9:12]) != self.status:
            raise SystemExit(f"wanted {self.status}, got:\n{self.received[:600].decode('utf-8', 'replace')}")


@dataclass
class Load:
    """Requests of one kind over a number of connections, each sent as soon as the one before is answered."""

    next_request: Callable[[], Request]
    connections: int
    count: int = sys.maxsize
    result: Result = field(default_factory=Result)

    def begin(self, port: int) -> Iterator[_Connection]:
        """Its connections, each with a request under way."""
        for _index in range(min(self.connections, self.count)):
            connection = _Connection(port, self)
            self.count -= 1
            connection.send(self.next_request())
            yield connection


def run(port: int, *loads: Load, most_seconds: float = 20) -> None:
    """Sends all loads at once, until each has sent its `count` or this time is over; the results are in the loads."""
    selector, begin = selectors.DefaultSelector(), time.perf_counter()
    for load in loads:
        for connection in load.begin(port):
            selector.register(connection.socket, selectors.EVENT_READ, connection)
    while selector.get_map():
        for key, _events in selector.select():
            connection, load = key.data, key.data.load
            if not connection.receive():
                continue
            now = time.perf_counter()
            load.result.times.append(now - connection.began)
            load.result.seconds = now - begin
            if load.count > 0 and now - begin < most_seconds:
                load.count -= 1
                connection.send(load.next_request())
            else:
                selector.unregister(connection.socket)
                connection.socket.close()
