"""manage.py make_rounds: what the worker does every few seconds, once."""

from typing import Any

from django.core.management.base import BaseCommand

from wiki.jobs.rounds import ROUNDS


class Command(BaseCommand):
    help = (
        "Tells people what happened, hands out digests and jobs that come round, and has failed jobs begun again. "
        "The running wiki does so by itself every few seconds."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Does each, and says what came of it."""
        for do, _pause in ROUNDS:
            self.stdout.write(f"{do.__name__.replace('_', ' ')}: {do()}")
