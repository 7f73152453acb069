"""manage.py load_starter: the spaces "Using this wiki", "Template shelf" and "Controlled example", once."""

from typing import Any

from django.core.management.base import BaseCommand

from wiki.exchange.starter import load_starter


class Command(BaseCommand):
    help = "Loads the starter content, once: pages that teach the wiki and templates to begin from."

    def handle(self, *args: Any, **options: Any) -> None:
        pages = load_starter()
        if options["verbosity"]:
            self.stdout.write(
                f"Starter content: {len(pages)} pages made." if pages else "Starter content: nothing to do."
            )
