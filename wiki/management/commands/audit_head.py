"""manage.py audit_head: the head of the audit trail's chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wiki.audit.heads import head


class Command(BaseCommand):
    help = "Prints the head of the audit trail's chain: time (UTC), number of the newest link, its hash."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line."""
        newest = head()
        if newest is None:
            raise CommandError("Nothing was recorded yet.")
        self.stdout.write(str(newest))
