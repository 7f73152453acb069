"""What is measured: each target makes the next request, and has a bound."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.bench.client import Request

REFERENCE = "reference"
SAVE = "edit: the save"  # measured in milliseconds


@dataclass(frozen=True)
class Target:
    """One kind of request. Its processor time is bound by a multiple of the reference's, or in milliseconds."""

    name: str
    next_request: Callable[[], Request]
    count: int = 200
    times: float | None = None
    milliseconds: float | None = None

    def bound(self, reference: float) -> float | None:
        """The most processor time that a request may take, in milliseconds."""
        return self.milliseconds if self.times is None else self.times * reference


class Editing:
    """Edits of one page after the other, each on top of the page's latest revision."""

    def __init__(self, world: dict[str, Any], writer: int = 0, writers: int = 1) -> None:
        self.cookie, self.csrf = world["cookie"], world["csrf"]
        # A text of ordinary size; the front page of a space is left alone.
        fitting = [page for page in world["pages"] if 500 < len(page["text"]) < 20_000 and page["url"].count("/") > 2]
        self.pages = fitting[writer::writers]
        self.forms, self.saves = itertools.cycle(self.pages), itertools.cycle(self.pages)

    def form(self) -> Request:
        return Request.get(f"{next(self.forms)['url']}-/edit/", self.cookie)

    def save(self) -> Request:
        page = next(self.saves)
        page["text"] += f"\n\nOne more paragraph after revision {page['number']}.\n"
        fields = {
            "csrfmiddlewaretoken": self.csrf,
            "title": page["title"],
            "text": page["text"],
            "tags": ", ".join(page["tags"]),
            "base_number": page["number"],
            "reason": "Measured",
        }
        page["number"] += 1
        body = urlencode(fields)
        head = (
            f"POST {page['url']}-/edit/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
        return Request(head.encode(), 302)

    def whole(self) -> Iterator[Request]:
        """What one writer does: opens the form, saves, opens the next."""
        while True:
            yield self.form()
            yield self.save()


def reading(paths: list[str], cookie: str, *, is_kept: bool = False) -> Callable[[], Request]:
    """Requests of these addresses, in the given order, over and over."""
    requests = itertools.cycle([Request.get(path, cookie, is_kept=is_kept) for path in paths])
    return lambda: next(requests)


def shuffled(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return random.Random(2).sample(pages, len(pages))


def reference(world: dict[str, Any]) -> Target:
    """The minimal view, on the same pages in the same order as the page view."""
    paths = [f"/{page['pk']}/" for page in shuffled(world["pages"])]
    return Target(REFERENCE, reading(paths, world["reference_cookie"]), 600)


def ours(world: dict[str, Any]) -> Iterator[Target]:
    """The product's requests."""
    cookie, pages, long = world["cookie"], shuffled(world["pages"]), world["long"]
    edited = [page for page in pages if page["number"] > 1]
    comparisons = [f"{page['url']}-/compare/{page['number'] - 1}..{page['number']}/" for page in edited]
    addresses = [page["url"] for page in pages]
    yield Target("page", reading(addresses, cookie), 600, times=1)
    yield Target("page, unchanged", reading(addresses, cookie, is_kept=True), 600, times=0.6)
    yield Target("history of 200", reading([f"{long}-/history/"], cookie), times=1.5)
    if world["longest"]:
        yield Target("history of 5,000", reading([f"{world['longest']}-/history/"], cookie), times=1.5)
    yield Target("compare, rendered", reading(comparisons, cookie), times=2)
    yield Target("compare, side by side", reading([f"{path}?view=split" for path in comparisons], cookie), times=2)
    for kind, asked in world["searches"].items():
        yield Target(f"search, {kind}", reading([f"/search/?{urlencode({'q': asked})}"], cookie), times=3)
    begun = [f"/search/suggest/?{urlencode({'q': page['title'][:4]})}" for page in pages]
    yield Target("suggestions", reading(begun, cookie), times=1.5)
    yield Target("home", reading(["/"], cookie))
    editing = Editing(world)
    yield Target("edit: the form", editing.form, 200)
    yield Target(SAVE, editing.save, 200, milliseconds=15)
