"""manage.py setup_link"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import setup


class Command(BaseCommand):
    help = "Prints a new link that makes the first admin; the one printed before stops working."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line: the link."""
        link = setup.setup_link()
        if link is None:
            raise CommandError("The wiki has an admin. Sign in, or use create_admin for another one.")
        self.stdout.write(link)
