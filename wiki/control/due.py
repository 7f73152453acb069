"""Every read agrees to the second on which edition is in force, whether or not a worker runs."""

import logging
import time
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from wiki.control.actions.releasing import release_due
from wiki.pages.editions.models import Edition

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds for which a process knows that nothing is due


def look() -> None:
    """Puts due editions in force; mostly one small query that finds none."""
    try:
        if Edition.objects.due().exists():
            release_due()
    except DatabaseError:  # what needs the database says so itself; what does not goes on
        log.exception("Nobody knows whether an edition is due.")


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
