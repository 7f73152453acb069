"""Every read agrees to the second on which edition is in force, whether or not a worker runs."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wiki.control.actions.releasing import release_due
from wiki.pages.editions.models import Edition

EVERY = 1.0  # seconds for which a process knows that nothing is due


def look() -> None:
    """Puts due editions in force; mostly one small query that finds none."""
    if Edition.objects.due().exists():
        release_due()


class EditionsTakeEffect:
    """Puts due editions in force before the first request after their moment is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.next_look = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = time.monotonic()
        if now >= self.next_look:
            look()
            self.next_look = now + EVERY
        return self.get_response(request)
